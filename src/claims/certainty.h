// Certainty and negation of a claim, from its cue and from the words of its main clause.
//
//   "the mayor said floods might come"  -> possible, hedges "might"
//   "the mayor denied that"             -> denied
//   "residents saw no smoke"            -> negated, negation "no"
#pragma once

#include <span>

#include "claims/cues.h"
#include "claims/view.h"
#include "stemma/claim.h"

namespace stemma::claims {

/// Which of two is further from plain assertion.
Certainty weaker(Certainty a, Certainty b);

/// Sets certainty, hedges, negated and negation of `claim`. `cue` may be null (own voice).
void judge(const SentenceView& s, std::span<const TokenSpan> content, const Cue* cue, Claim& claim);

}  // namespace stemma::claims
