// All that grounding knows, loaded once.
#pragma once

#include "grounding/change_tables.h"
#include "grounding/entities.h"
#include "grounding/gazetteer.h"
#include "grounding/grounding.h"
#include "grounding/numerals.h"
#include "grounding/place_tables.h"
#include "grounding/quantity_tables.h"
#include "grounding/time_tables.h"

namespace stemma::grounding {

struct Model::Tables {
  NumeralReader numerals;
  TimeTables times;
  QuantityTables quantities;
  ChangeTables changes;
  EntityTables entities;
  Gazetteer gazetteer;
  PlaceTables places;
};

}  // namespace stemma::grounding
