// The value that holds a word: among times, places or quantities as Grounding keeps them.
//
//   if (const TimeValue* time = grounding::holding(grounding.times, token.range)) use(time->value);
//
// Values are sorted by begin and few overlap, so only those that begin with the word or shortly
// before are looked at. Logarithmic in the values. The pointer lives as long as `values`.
#pragma once

#include <algorithm>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::grounding {

template <class Value>
const Value* holding(const std::vector<Value>& values, ByteRange word) {
  constexpr int kReach = 3;
  auto it = std::upper_bound(
      values.begin(), values.end(), word.begin,
      [](std::uint32_t begin, const Value& value) { return begin < value.range.begin; });
  for (int back = 0; back < kReach && it != values.begin(); ++back) {
    --it;
    if (it->range.contains(word)) return &*it;
  }
  return nullptr;
}

}  // namespace stemma::grounding
