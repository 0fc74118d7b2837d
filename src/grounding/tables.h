// All that grounding knows, loaded once.
#pragma once

#include "grounding/grounding.h"
#include "grounding/numerals.h"
#include "grounding/time_tables.h"

namespace stemma::grounding {

struct Model::Tables {
  NumeralReader numerals;
  TimeTables times;
};

}  // namespace stemma::grounding
