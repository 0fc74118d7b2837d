// From a text to its claims, and claims as lines that a case file can hold.
#pragma once

#include <string>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/report.h"

namespace stemma::testing {

struct Extracted {
  Report report;
  Analysis analysis;
  std::vector<Claim> claims;
  std::vector<Proposition> propositions;
};

/// Plain text without furniture, through language, grounding and claims. Loads the models once.
Extracted extract_claims(std::string text);

/// "speaker | cue | relays | manner | certainty | negated | content"; absent parts are "-".
std::string claim_line(const Extracted& extracted, const Claim& claim);

}  // namespace stemma::testing
