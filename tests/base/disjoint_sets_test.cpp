#include "base/disjoint_sets.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(DisjointSets, TheSmallestMemberStandsForAllInAnyOrderOfJoining) {
  DisjointSets forward(6);
  forward.join(1, 3);
  forward.join(3, 5);
  DisjointSets backward(6);
  backward.join(5, 3);
  backward.join(3, 1);
  backward.join(5, 1);
  for (const std::uint32_t i : {1u, 3u, 5u}) {
    EXPECT_EQ(forward.root(i), 1u);
    EXPECT_EQ(backward.root(i), 1u);
  }
  EXPECT_EQ(forward.root(0), 0u);
  EXPECT_EQ(forward.root(4), 4u);
}

}  // namespace
}  // namespace stemma
