// Assembly: the claims of one sentence, from its voices, from quotations carried over, and from
// what is left, which is the report's own voice.
//
//   "It rained, and the mayor said floods may come."
//       own voice "It rained"; the mayor, possible, "floods may come"
//
// Invariant: gives at least one claim for a sentence with at least one token.
// Linear in the sentence.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "claims/continuation.h"
#include "claims/voices.h"
#include "stemma/claim.h"

namespace stemma::claims {

/// What the claims of a sentence are made from.
struct Spoken {
  std::span<const std::vector<Voice>> voices_by_sentence;
  std::span<const std::optional<VoiceRef>> quotation_voices;
};

std::vector<Claim> claims_of(const SentenceView& s, const Spoken& spoken);

}  // namespace stemma::claims
