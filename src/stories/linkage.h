// Average linkage: items fall together as long as the mean likeness of all pairs between two groups
// reaches a bar. One likely pair does not chain two groups together.
//
//   average_link(three_items, {{0, 1, .9}, {1, 2, .2}}, .5)  ==  {0, 0, 2}
//
// An item may stand for several things that must stay together, and may carry sides: what is on one
// side of a word never falls together with what is on its other side.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace stemma::stories {

/// One side of something that a user said: word * 2, or word * 2 + 1.
using Side = std::uint64_t;

struct LinkItem {
  std::uint32_t size = 1;   // how many things it stands for, at least 1
  std::vector<Side> sides;  // ascending
};

/// How alike two items are, on the mean; pairs that are not told are not alike at all.
struct Likeness {
  std::uint32_t a = 0;
  std::uint32_t b = 0;  // not a
  double value = 0;     // 0..1
};

/// Does one have a side whose other side the other has?
bool apart(std::span<const Side> a, std::span<const Side> b);

/// For each item the first item of its group. Each pair at most once. The same on any order of the
/// pairs. Memory goes with the square of the items.
std::vector<std::uint32_t> average_link(std::span<const LinkItem> items,
                                        std::span<const Likeness> pairs, double bar);

}  // namespace stemma::stories
