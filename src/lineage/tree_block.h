// Trees laid out to be scored for sixteen at once.
//
//   const TreeBlock block(trees);
//   std::array<TreeBlock::Lanes, kFeatures> columns;   // columns[f][i]: feature f of the i-th
//   block.score(columns)[i];                           // trees.score() of it, to the last bit
//
// Bars of a feature are few, so a value is as good as the number of bars below it: a byte. All
// nodes of a tree are asked, sixteen bytes at a time, and the leaf is folded from below: more work
// than a walk down, but no step waits for another, and no jump has to be foreseen. Threads:
// immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "lineage/trees.h"

namespace stemma::lineage {

class TreeBlock {
 public:
  static constexpr std::size_t kLanes = 16;
  static constexpr std::size_t kMostBars = 255;  // of one feature
  using Lanes = std::array<float, kLanes>;

  TreeBlock() = default;
  /// REQUIRES: fits(trees).
  explicit TreeBlock(const Trees& trees);
  static bool fits(const Trees& trees);

  /// REQUIRES: a column for each feature of the trees. Lanes that nobody needs may hold anything.
  Lanes score(std::span<const Lanes> columns) const;

 private:
  struct Node {
    std::uint8_t feature = 0;
    std::uint8_t bar = 0;  // which of the feature's
  };

  std::uint32_t depth_ = 0;
  float base_ = 0;
  std::vector<std::vector<float>> bars_;  // by feature, ascending, each once
  std::vector<Node> nodes_;               // tree by tree, level by level
  std::vector<float> leaves_;
};

}  // namespace stemma::lineage
