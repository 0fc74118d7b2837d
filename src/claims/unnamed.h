// Speakers without a name: how many, what they are, and why they are not named.
//
//   "Two officials, who asked not to be named because the talks are secret, said ..."
//       count 2, group "official", anonymity "who asked not to be named", reason "because the talks
//       are secret"
//
// Cost: the words within reach of the source.
#pragma once

#include "claims/attributions.h"
#include "stemma/claim.h"

namespace stemma::claims {

/// Sets count, group, anonymity and reason of a collective or anonymous speaker; the words of the
/// last two join `absorbed`, for they are no claim of the report's.
void describe_unnamed(const SentenceView& s, const Attribution& attribution, Speaker& speaker,
                      std::vector<TokenSpan>& absorbed);

}  // namespace stemma::claims
