// The judge of pairs: what it reads, and what it refuses.
#include "stories/pair_model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "stories/model.h"

namespace stemma::stories {
namespace {

/// So many terms of one weight, by key from `first` on.
Sketch sketch_of(std::uint32_t first, std::uint32_t terms, Standing standing = {}) {
  Sketch sketch;
  for (std::uint32_t i = 0; i < terms; ++i)
    sketch.terms.push_back({first + i, static_cast<float>(1 / std::sqrt(double(terms)))});
  sketch.standing = standing;
  return sketch;
}

double chance(const PairModel& model, const Sketch& a, const Sketch& b) {
  return model.chance({&a, &b, overlap(a, b)});
}

TEST(PairModel, WhatIsSharedIsCounted) {
  const Overlap some = overlap(sketch_of(0, 16), sketch_of(12, 16));
  EXPECT_NEAR(some.likeness, 4. / 16, 1e-6);
  EXPECT_EQ(some.words, 4u);
  EXPECT_EQ(overlap(sketch_of(0, 16), sketch_of(16, 16)).words, 0u);
}

TEST(PairModel, SharedWordsMakeAStoryAndACrowdUnmakesIt) {
  const auto model = Model::load();
  ASSERT_TRUE(model);
  const PairModel& judge = model->pairs();
  const Sketch earlier = sketch_of(0, 30);
  const Standing alone{.likest = .4F};
  const Standing crowded{.likest = .45F, .second = .4F, .fifth = .38F, .crowd = .39F};
  EXPECT_GT(chance(judge, earlier, sketch_of(18, 30, alone)), .8);
  EXPECT_LT(chance(judge, earlier, sketch_of(18, 30, crowded)),
            chance(judge, earlier, sketch_of(18, 30, alone)) / 2);
  EXPECT_LT(chance(judge, earlier, sketch_of(29, 30, alone)), .1) << "one word of thirty";
  EXPECT_EQ(chance(judge, earlier, sketch_of(30, 30, alone)), 0);
}

TEST(PairModel, BytesComeBackAndWhatIsDamagedIsRefused) {
  const PairModel model({.depth = 1, .base = -1, .trees = {{{{0, .3F}}, {-1, 2}}}});
  const std::string bytes = model.encode();
  const auto read = PairModel::open(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->encode(), bytes);
  EXPECT_NEAR(chance(*read, sketch_of(0, 10), sketch_of(2, 10)), 1 / (1 + std::exp(-1.)), 1e-6);
  EXPECT_NEAR(chance(*read, sketch_of(0, 10), sketch_of(8, 10)), 1 / (1 + std::exp(2.)), 1e-6);
  EXPECT_FALSE(PairModel::open(""));
  EXPECT_FALSE(PairModel::open(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(PairModel::open(bytes + "x"));
  std::string other = bytes;
  other[8] = 99;  // of other figures
  EXPECT_FALSE(PairModel::open(other));
  other = bytes;
  other[24] = static_cast<char>(kPairFigures);  // a figure that there is not
  EXPECT_FALSE(PairModel::open(other));
}

TEST(PairModel, ManyAtOnceAreJudgedAsOneByOne) {
  const auto model = Model::load();
  ASSERT_TRUE(model);
  std::vector<Sketch> sketches;
  for (std::uint32_t i = 0; i < 30; ++i) {
    const float crowd = .01F * float(i);
    sketches.push_back(sketch_of(3 * i, 10 + i % 7, {2 * crowd, crowd, crowd / 2, crowd}));
  }
  std::vector<Pair> pairs;
  std::size_t likely = 0;
  for (const Sketch& a : sketches) {
    for (const Sketch& b : sketches) pairs.push_back({&a, &b, overlap(a, b)});
    const std::vector<double> chances = model->pairs().chances(pairs);
    ASSERT_EQ(chances.size(), pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      EXPECT_EQ(chances[i], model->pairs().chance(pairs[i])) << i << " of " << pairs.size();
      likely += chances[i] > .5 ? 1 : 0;
    }
    pairs.resize(pairs.size() - 5);  // numbers that do not go into sixteen
  }
  EXPECT_GT(likely, 0U);
  EXPECT_TRUE(model->pairs().chances({}).empty());
}

}  // namespace
}  // namespace stemma::stories
