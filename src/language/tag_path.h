// The best sequence of tags in which an I- follows its like.
//
//   // tags O, B-PER, I-PER: begins = {0, 1, 1}
//   std::vector<std::uint8_t> path = best_tags(scores, ld, words, begins);
//
// Viterbi (1967) with transitions that are allowed or not; where the best tag of each word makes
// such a sequence, that is it, and no search is made. Linear in the words. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma::language {

/// `scores`: of word w those at [w * ld, w * ld + begins.size()). `begins`: for I-X the number of
/// B-X, else the tag's own. REQUIRES: some tag is no I-; scores are finite.
std::vector<std::uint8_t> best_tags(const float* scores, std::size_t ld, std::size_t words,
                                    std::span<const std::uint8_t> begins);

}  // namespace stemma::language
