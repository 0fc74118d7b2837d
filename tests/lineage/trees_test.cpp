// Trees scored many at once against the walk down each.
#include "lineage/trees.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "lineage/tree_block.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kFeatures = 5;

/// Bars are so few that values fall on them.
float value_of(std::mt19937& random) { return float(random() % 21) / 4 - 2; }

Trees grown(std::mt19937& random, std::uint32_t depth, std::size_t count) {
  Trees trees{.depth = depth, .base = value_of(random), .trees = {}};
  for (std::size_t t = 0; t < count; ++t) {
    Tree tree;
    for (std::size_t i = 1; i < std::size_t{1} << depth; ++i)
      tree.nodes.push_back({static_cast<std::uint8_t>(random() % kFeatures), value_of(random)});
    for (std::size_t i = 0; i < std::size_t{1} << depth; ++i)
      tree.leaves.push_back(value_of(random) / 3);
    trees.trees.push_back(std::move(tree));
  }
  return trees;
}

TEST(TreeBlock, ScoresAsAWalkDownToTheLastBit) {
  std::mt19937 random(3);
  for (std::uint32_t depth = 0; depth <= 8; ++depth) {
    const Trees trees = grown(random, depth, depth == 1 ? 0 : 20);
    ASSERT_TRUE(TreeBlock::fits(trees));
    const TreeBlock block(trees);
    for (int round = 0; round < 20; ++round) {
      std::array<TreeBlock::Lanes, kFeatures> columns;
      for (auto& column : columns) {
        for (float& value : column) value = value_of(random);
      }
      columns[1][2] = std::numeric_limits<float>::infinity();
      columns[2][3] = -std::numeric_limits<float>::infinity();
      columns[3][4] = std::nanf("");
      const TreeBlock::Lanes scores = block.score(columns);
      for (std::size_t lane = 0; lane < TreeBlock::kLanes; ++lane) {
        std::array<float, kFeatures> one;
        for (std::size_t f = 0; f < kFeatures; ++f) one[f] = columns[f][lane];
        EXPECT_EQ(scores[lane], trees.score(one)) << "depth " << depth << ", lane " << lane;
      }
    }
  }
}

TEST(TreeBlock, AFeatureMayHaveSoManyBars) {
  Trees trees{.depth = 1, .base = 0, .trees = {}};
  for (std::size_t bar = 0; bar < TreeBlock::kMostBars; ++bar)
    trees.trees.push_back({{{0, float(bar)}}, {1, 0}});
  ASSERT_TRUE(TreeBlock::fits(trees));
  const TreeBlock block(trees);
  for (const float value : {-1.F, 0.F, 99.5F, 254.F, 255.F}) {
    std::array<TreeBlock::Lanes, 1> column;
    column[0].fill(value);
    EXPECT_EQ(block.score(column)[7], trees.score(std::array{value})) << value;
  }
  trees.trees.push_back({{{0, .5F}}, {1, 0}});
  EXPECT_FALSE(TreeBlock::fits(trees));
}

}  // namespace
}  // namespace stemma::lineage
