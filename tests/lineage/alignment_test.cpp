// Which sentences of two reports are held to tell the same, and how closely.
#include <gtest/gtest.h>

#include <algorithm>

#include "batch.h"

namespace stemma::lineage {
namespace {

// Two newsrooms on one happening: a sentence of each is close to one of the other, one says the
// same in other words, the rest is their own.
const char* const kHerald =
    "The dam above Sela burst on Monday after a week of rain. Three people drowned when the flood "
    "swept through the Orm valley. Mayor Ilse Brandt told residents of the lower town to leave "
    "their homes. The army sent forty engineers from Hest.";
const char* const kPost =
    "After a week of rain the dam above Sela burst on Monday. Ilse Brandt, the mayor, ordered the "
    "evacuation of houses in the lower town. Schools stay shut until Friday, and trains do not "
    "run. "
    "Sandbags were sold out.";
const char* const kElsewhere =
    "The parliament of Velmar passed the budget on Monday. Ministers had argued about it for three "
    "weeks. The opposition said it would go to court. Police did not answer questions.";

const Alignment* find(const Batch& batch, std::uint32_t a, std::uint32_t b) {
  const auto& all = batch.lineage.alignments;
  const auto at = std::find_if(all.begin(), all.end(), [&](const Alignment& x) {
    return x.sentence_a.value == a && x.sentence_b.value == b;
  });
  return at == all.end() ? nullptr : &*at;
}

TEST(Alignment, FindsTheSameInOtherWords) {
  const Batch batch = make_batch({{.text = kHerald}, {.text = kPost}});
  expect_invariants(batch);
  const Alignment* dam = find(batch, 0, 0);
  ASSERT_NE(dam, nullptr);
  EXPECT_TRUE(dam->close);
  const Alignment* mayor = find(batch, 2, 1);
  ASSERT_NE(mayor, nullptr);
  EXPECT_EQ(mayor->kind, AlignmentKind::kParaphrase);
  EXPECT_GT(dam->score, mayor->score);
  EXPECT_EQ(find(batch, 3, 2), nullptr);
  EXPECT_EQ(find(batch, 3, 3), nullptr);
}

TEST(Alignment, TwoTellingsOfOneHappeningAreNotACopy) {
  const Batch batch = make_batch({{.text = kHerald}, {.text = kPost}});
  EXPECT_TRUE(batch.lineage.edges.empty());
  EXPECT_EQ(batch.lineage.origins.size(), 2U);
}

TEST(Alignment, ReportsOfOtherThingsHaveNothingInCommon) {
  const Batch batch = make_batch({{.text = kHerald}, {.text = kElsewhere}});
  EXPECT_TRUE(batch.lineage.alignments.empty());
  EXPECT_EQ(batch.lineage.unrelated.size(), 2U);
}

}  // namespace
}  // namespace stemma::lineage
