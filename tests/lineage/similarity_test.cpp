// How alike two sentences are: the figures that are read off them, and what the model makes of
// them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "batch.h"
#include "lineage/similarity_model.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

/// Both sentences as reports of one batch.
class Pair {
 public:
  Pair(const std::string& a, const std::string& b)
      : batch_(make_batch({{.text = a}, {.text = b}})) {}

  SentenceProfile profile(std::size_t report) const {
    const Analysis& analysis = batch_.analyses[report];
    return Profiler(model().tables())
        .profile(analysis, batch_.groundings[report], 0,
                 static_cast<std::uint32_t>(analysis.tokens.size()));
  }
  PairFeatures features() const {
    return PairReader(model().tables().vectors).read(profile(0), profile(1));
  }
  float grade() const { return model().tables().similarity.grade(features()); }

 private:
  Batch batch_;
};

const char* const kFlood =
    "The flood in Velmar killed 12 people and closed the port of Sela on Monday.";

struct Order {
  const char* name;
  const char* text;
  const char* nearer;
  const char* farther;
};

class Grades : public testing::TestWithParam<Order> {};

TEST_P(Grades, PutTheNearerSentenceFirst) {
  const Order& c = GetParam();
  EXPECT_GT(Pair(c.text, c.nearer).grade(), Pair(c.text, c.farther).grade());
}

INSTANTIATE_TEST_SUITE_P(
    Similarity, Grades,
    testing::Values(
        Order{"the same before another figure", kFlood, kFlood,
              "The flood in Velmar killed 97 people and closed the port of Sela on Monday."},
        Order{"other words before another matter", kFlood,
              "Twelve people died in Velmar when floods shut the harbour of Sela.",
              "The parliament of Velmar voted on Monday to raise the pay of teachers."},
        Order{"a figure in words before another place", "Rebels seized 3 villages near Sela.",
              "Rebels captured three villages near Sela.",
              "Rebels captured three villages near Oronda."},
        Order{"a part of the news before a namesake", kFlood,
              "The port of Sela was closed on Monday.", "The Sela quartet played to a full hall."}),
    [](const auto& param_info) {
      std::string name = param_info.param.name;
      std::replace(name.begin(), name.end(), ' ', '_');
      return name;
    });

TEST(PairFeatures, AreTheSameFromEitherSide) {
  const char* const texts[] = {
      kFlood, "Twelve people died, 12 homes fell, and the port closed.",
      "No port of Sela was not closed: the port said so, the port of Velmar.", "Yes.",
      "\"We saw it,\" he said of 6.7 million fish."};
  for (const char* a : texts) {
    for (const char* b : texts) {
      EXPECT_EQ(Pair(a, b).features(), Pair(b, a).features()) << a << " / " << b;
    }
  }
}

TEST(PairFeatures, StandForTextsWithoutWordsToo) {
  for (const float value : Pair("...", kFlood).features()) EXPECT_TRUE(std::isfinite(value));
  for (const float value : Pair("", "").features()) EXPECT_TRUE(std::isfinite(value));
}

TEST(PairFeatures, AVeryLongTextIsLikeItself) {
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "flood " + std::to_string(i) + " port ";
  EXPECT_GT(Pair(many, many).grade(), Pair(many, "A quiet day.").grade());
}

TEST(SimilarityModel, BytesMakeTheRound) {
  const std::string bytes = model().tables().similarity.encode();
  const auto read = SimilarityModel::open(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->encode(), bytes);
}

TEST(SimilarityModel, BytesCutShortOrChangedAreRefused) {
  const std::string bytes = model().tables().similarity.encode();
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{7}, std::size_t{12}, std::size_t{40}, bytes.size() - 1}) {
    EXPECT_FALSE(SimilarityModel::open(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(SimilarityModel::open(bytes + "x"));
  std::string version = bytes;
  version[8] = static_cast<char>(version[8] + 1);
  EXPECT_FALSE(SimilarityModel::open(version));
  std::string feature = bytes;
  feature[24] = static_cast<char>(kPairFeatures);  // the first node's
  EXPECT_FALSE(SimilarityModel::open(feature));
}

}  // namespace
}  // namespace stemma::lineage
