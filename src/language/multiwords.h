// Tokens as written: which words of an analysis were written as one.
//
//   for (const WrittenToken& s : written_tokens(analysis))
//     if (s.size() > 1) ...            // "do" + "n't", "Sela" + "'s", "can" + "not"
//
// As in Universal Dependencies English, clitics and the parts of contractions join what they lean
// on; units ("5" "km"), parts of compounds ("well" "-" "known") and words whose space was lost
// ("Mr." "Moro") do not. Invariant: the spans hold every token once, in order. Linear.
#pragma once

#include <cstdint>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::language {

/// Tokens [first, end) of an analysis.
struct WrittenToken {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - first; }
};

std::vector<WrittenToken> written_tokens(const Analysis& analysis);

}  // namespace stemma::language
