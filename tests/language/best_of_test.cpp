#include "language/best_of.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace stemma::language {
namespace {

TEST(BestOf, IsWhatAPlainSearchFinds) {
  std::mt19937 random(11);
  for (std::size_t size = 1; size <= 70; ++size) {
    for (int round = 0; round < 20; ++round) {
      std::vector<float> scores(size);
      // Few different values, so that there are equals.
      for (float& s : scores) s = static_cast<float>(random() % 9) - 4;
      const auto plain = std::max_element(scores.begin(), scores.end()) - scores.begin();
      ASSERT_EQ(best_of(scores), static_cast<std::size_t>(plain)) << size;
    }
  }
}

TEST(BestOf, AnyPlaceAndSignMayBeBest) {
  for (std::size_t size : {1, 15, 16, 17, 32, 33}) {
    for (std::size_t best = 0; best < size; ++best) {
      std::vector<float> scores(size, -3e30F);
      scores[best] = -2e30F;
      EXPECT_EQ(best_of(scores), best) << size;
    }
  }
}

}  // namespace
}  // namespace stemma::language
