#include "base/parallel.h"

#include <gtest/gtest.h>

#include <vector>

namespace stemma {
namespace {

TEST(ParallelFor, DoesEachItemOnceOnAnyNumberOfThreads) {
  for (const unsigned threads : {0u, 1u, 2u, 7u}) {
    std::vector<int> done(1000, 0);
    parallel_for(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    EXPECT_EQ(done, std::vector<int>(1000, 1)) << threads << " threads";
  }
}

TEST(ParallelFor, HasNothingToDoForNoItems) {
  parallel_for(0, 4, [](std::size_t) { FAIL(); });
}

}  // namespace
}  // namespace stemma
