#include "boosting.h"

#include <gtest/gtest.h>

#include <array>

namespace stemma::eval {
namespace {

/// Rows whose first two features run over a grid; the target asks for just one of them to be high.
struct Data {
  Examples examples{.columns = 3};

  explicit Data(bool yes_no) {
    for (int i = 0; i < 400; ++i) {
      const std::array row{static_cast<float>(i % 20), static_cast<float>(i / 20), 7.0F};
      const bool one = (row[0] > 9.5F) != (row[1] > 9.5F);
      examples.add(row, yes_no ? (one ? 1.0F : 0.0F) : (one ? 4.0F : -1.0F));
    }
  }
  std::span<const float> row(std::size_t i) const {
    return std::span(examples.values).subspan(i * examples.columns, examples.columns);
  }
};

TEST(Boosting, LearnsWhatNoSingleFeatureTells) {
  const Data data(true);
  const auto trees = boost(data.examples, {.loss = Loss::kLogistic, .column_share = 1});
  for (std::size_t i = 0; i < data.examples.size(); ++i) {
    EXPECT_EQ(trees.score(data.row(i)) > 0, data.examples.targets[i] > 0.5F) << i;
  }
}

TEST(Boosting, GradesAreMet) {
  const Data data(false);
  const auto trees = boost(data.examples, {.loss = Loss::kSquared, .column_share = 1});
  for (std::size_t i = 0; i < data.examples.size(); ++i) {
    EXPECT_NEAR(trees.score(data.row(i)), data.examples.targets[i], 0.8) << i;
  }
}

TEST(Boosting, TheSameSeedGivesTheSameTrees) {
  const Data data(true);
  const BoostOptions options{.loss = Loss::kLogistic, .rounds = 20, .column_share = 1};
  BoostOptions other = options;
  other.seed = 2;
  EXPECT_EQ(boost(data.examples, options).encode(), boost(data.examples, options).encode());
  EXPECT_NE(boost(data.examples, options).encode(), boost(data.examples, other).encode());
}

TEST(Boosting, RowsAllAlikeGiveTheirMean) {
  Examples examples{.columns = 1};
  const std::array row{1.0F};
  for (int i = 0; i < 10; ++i) examples.add(row, 2.5F);
  EXPECT_NEAR(boost(examples, {}).score(row), 2.5, 1e-4);
}

}  // namespace
}  // namespace stemma::eval
