// Which words two sentences share, in order, and which were put in, taken out or exchanged.
//
//   const std::vector<std::string_view> a = {"ten", "people", "were", "hurt"};
//   const std::vector<std::string_view> b = {"two", "people", "were", "killed"};
//   for (const DiffPart& part : word_diff(a, b)) ...   // {0-1|0-1 changed} {1-3|1-3 same} ...
//
// Invariants: the parts cover a and b from end to end, in order; same and changed parts take turns;
// a same part covers equal words in both; a changed part may be empty on one side.
// Cost is bounded: texts that differ in more than a few hundred words come back as common
// beginning, one changed part, common end. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace stemma::briefing {

/// Words [begin, end) of a sentence.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  friend bool operator==(const WordRange&, const WordRange&) = default;
};

struct DiffPart {
  bool same = false;
  WordRange a;
  WordRange b;
  friend bool operator==(const DiffPart&, const DiffPart&) = default;
};

/// The shortest edit script (Myers 1986), then smoothed: a lone short word that two changes share
/// by chance ("the", a comma) joins them into one.
std::vector<DiffPart> word_diff(std::span<const std::string_view> a,
                                std::span<const std::string_view> b);

}  // namespace stemma::briefing
