// A sum of small decision trees, as boosting makes them, and the bytes they are kept in.
//
//   Result<Trees> trees = Trees::open(bytes, kFeatures);
//   float score = trees->score(features);
//
// Every tree is complete, of the same depth: an inner node sends features[feature] <= bar to the
// left. Layout, little-endian: u32 trees, u32 depth, f32 base, then each tree: u8 feature and f32
// bar of its 2^depth - 1 inner nodes, level by level, and f32 value of its 2^depth leaves. Threads:
// immutable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::lineage {

struct Tree {
  struct Node {
    std::uint8_t feature = 0;
    float bar = 0;
  };
  std::vector<Node> nodes;
  std::vector<float> leaves;
};

struct Trees {
  std::uint32_t depth = 0;
  float base = 0;
  std::vector<Tree> trees;

  /// REQUIRES: as many features as the trees were learned with.
  float score(std::span<const float> features) const;

  /// Takes what it reads off the front of `bytes`. kMalformed if they run out, or name a feature
  /// that is not below `features`.
  static Result<Trees> open(std::string_view& bytes, std::size_t features);
  std::string encode() const;
};

}  // namespace stemma::lineage
