// What the stages that look at one report alone find in it.
#pragma once

#include <vector>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/grounding.h"

namespace stemma::library {

struct Derived {
  Analysis analysis;
  Grounding grounding;
  std::vector<Claim> claims;
};

}  // namespace stemma::library
