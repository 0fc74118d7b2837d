// Relays: who passed a word on. A newsroom that was told, that quotes or that is credited; and the
// service on which a statement was published.
//
//   "..., the minister told Meridian"             -> Meridian
//   "the Council, quoted by state agency Selpress, said"  -> Selpress
//   "in an interview with the Sela Herald"          -> Sela Herald
//   "told reporters", "told lawmakers"              -> nobody
#pragma once

#include <optional>
#include <vector>

#include "claims/attributions.h"
#include "stemma/claim.h"

namespace stemma::claims {

/// The newsroom or service that a phrase names, if it names one.
std::optional<Relay> relay_in(const SentenceView& s, TokenSpan phrase);

/// Those named beside the cue: addressee, circumstances, "quoted by". Nearest first.
std::vector<Relay> relays_of(const SentenceView& s, const Attribution& attribution);

}  // namespace stemma::claims
