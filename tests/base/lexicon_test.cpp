#include "base/lexicon.h"

#include <gtest/gtest.h>

namespace stemma {
namespace {

TEST(Lexicon, SkipsCommentsAndSplitsOnTabs) {
  const auto lexicon = Lexicon::parse("# words\nsay\tneutral\n\nclaim\tdoubt\n", "test", 2);
  ASSERT_TRUE(lexicon.ok());
  ASSERT_EQ(lexicon->rows().size(), 2u);
  EXPECT_EQ(lexicon->rows()[1][0], "claim");
  EXPECT_EQ(lexicon->rows()[1][1], "doubt");
}

TEST(Lexicon, NamesTheLineOfARowWithTooFewColumns) {
  const auto lexicon = Lexicon::parse("# words\nsay\n", "test.tsv", 2);
  ASSERT_FALSE(lexicon.ok());
  EXPECT_EQ(lexicon.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(lexicon.error().context, "test.tsv:2");
}

TEST(Lexicon, SaysWhenItWasNotBuiltIn) {
  EXPECT_EQ(Lexicon::load("no_such_words", 1).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace stemma
