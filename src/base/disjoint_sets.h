// Things 0..n-1 that turn out to be one (union-find, with path halving).
//
//   DisjointSets sets(4);
//   sets.join(3, 1);
//   sets.root(3)   // 1: the smallest member, whatever the order of joining
//
// One thread at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace stemma {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size = 0) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }

  /// The smallest member of the set that holds i. REQUIRES: i < size.
  std::uint32_t root(std::uint32_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }

  /// Makes the two sets one; does nothing if they are.
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace stemma
