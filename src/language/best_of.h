// The index of the highest score, the first of equals. REQUIRES: at least one score, none of them
// NaN.
//
// Sixteen at a time: a compiler does not take a plain search for a maximum apart, and one runs for
// every tag of every word.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace stemma::language {

inline std::size_t best_of(std::span<const float> scores) {
  constexpr std::size_t kLanes = 16;
  std::array<float, kLanes> lanes;
  lanes.fill(scores[0]);
  std::size_t i = 0;
  for (; i + kLanes <= scores.size(); i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      lanes[lane] = lanes[lane] < scores[i + lane] ? scores[i + lane] : lanes[lane];
    }
  }
  for (; i < scores.size(); ++i) lanes[0] = lanes[0] < scores[i] ? scores[i] : lanes[0];
  const float best = *std::max_element(lanes.begin(), lanes.end());
  return static_cast<std::size_t>(std::find(scores.begin(), scores.end(), best) - scores.begin());
}

}  // namespace stemma::language
