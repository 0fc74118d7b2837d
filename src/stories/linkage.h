// Average linkage: items fall together as long as the mean likeness of all pairs between two groups
// reaches a bar. One likely pair does not chain two groups together.
//
//   average_link(3, {{0, 1, .9}, {1, 2, .2}}, .5)  ==  {0, 0, 2}
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stemma::stories {

/// How alike two items are; pairs that are not told are not alike at all.
struct Likeness {
  std::uint32_t a = 0;
  std::uint32_t b = 0;  // not a
  double value = 0;     // 0..1
};

/// For each item the first item of its group. Each pair at most once. The same on any order of the
/// pairs; n log n in their number.
std::vector<std::uint32_t> average_link(std::uint32_t items, std::span<const Likeness> pairs,
                                        double bar);

}  // namespace stemma::stories
