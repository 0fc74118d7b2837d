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
#include "stemma/grounding.h"

namespace stemma::claims {

/// Sets group, anonymity and reason of a collective or anonymous speaker; the words of the
/// last two join `absorbed`, for they are no claim of the report's.
void describe_unnamed(const SentenceView& s, const Attribution& attribution, Speaker& speaker,
                      std::vector<TokenSpan>& absorbed);

/// How many they are, where the text gives an exact number: 2 of "two officials", 1 of "an
/// official", none of "dozens of residents". REQUIRES: the attribution has a source, and
/// describe_unnamed() has seen the speaker.
std::optional<std::uint32_t> count_of(const SentenceView& s, const Attribution& attribution,
                                      const Speaker& speaker, const Grounding& grounding);

}  // namespace stemma::claims
