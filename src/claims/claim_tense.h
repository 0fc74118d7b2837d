// When it is what a claim says: the tense of its governing predicate, read in the light of who
// speaks.
//
//   "Velmar said it will send aid"            announced: its own deed
//   "Moro said the river will rise"           predicted
//   "Moro said the river would rise"          predicted: "will", put back by "said"
//   "The river is likely to rise"             predicted: of "rise", which "likely" leads to
#pragma once

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/report.h"

namespace stemma::claims {

/// Sets tense, its evidence and the condition of a claim from its propositions; none: untouched.
void settle_tense(const Report& report, const Analysis& analysis, Claim& claim);

}  // namespace stemma::claims
