#include <gtest/gtest.h>

#include "eval.h"

namespace stemma::eval {
namespace {

TEST(F1, IsTheHarmonicMeanOfPrecisionAndRecall) {
  const F1 f1{.true_positives = 6, .predicted = 8, .gold = 12};
  EXPECT_DOUBLE_EQ(f1.precision(), 0.75);
  EXPECT_DOUBLE_EQ(f1.recall(), 0.5);
  EXPECT_DOUBLE_EQ(f1.f1(), 0.6);
  EXPECT_EQ(F1{}.f1(), 0) << "nothing to find and nothing found is no success";
}

}  // namespace
}  // namespace stemma::eval
