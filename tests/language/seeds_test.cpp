// The two reports that the project started from, split as an editor would: properties only.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/utf8.h"
#include "language/support.h"
#include "support/paths.h"

namespace stemma::language {
namespace {

struct Seed {
  const char* file;
  std::size_t sentences;  // counted by hand, the furniture in the text left where it is
  std::size_t paragraphs;
  std::size_t quotations;
};

class Seeds : public ::testing::TestWithParam<Seed> {
 protected:
  void SetUp() override {
    const auto shared = testing::shared_dir();
    if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
    std::ifstream in(*shared / "seeds" / GetParam().file, std::ios::binary);
    if (!in) GTEST_SKIP() << "no seeds here";
    report_.text.assign(std::istreambuf_iterator<char>(in), {});
    analysis_ = analyse(report_, shared_model());
  }
  std::string_view text(const Sentence& s) const { return slice(report_.text, s.range); }

  Report report_;
  Analysis analysis_;
};

TEST_P(Seeds, HaveTheCountsOfACloseReading) {
  EXPECT_EQ(broken_invariant(report_, analysis_), "");
  EXPECT_EQ(analysis_.sentences.size(), GetParam().sentences);
  EXPECT_EQ(analysis_.sentences.back().paragraph + 1, GetParam().paragraphs);
  EXPECT_EQ(analysis_.quotations.size(), GetParam().quotations);
  for (const Quotation& q : analysis_.quotations) EXPECT_TRUE(q.closed);
}

TEST_P(Seeds, SentencesBeginAndEndAsSentencesDo) {
  for (const Sentence& s : analysis_.sentences) {
    const std::string_view words = text(s);
    const bool first = s.range.begin < 2;  // the head of one seed was cut off
    EXPECT_TRUE(first || !utf8::is_lower(utf8::decode(words, 0).value)) << words.substr(0, 30);
    EXPECT_TRUE(words.ends_with('.') || words.ends_with("”")) << words.substr(words.size() - 30);
  }
}

TEST_P(Seeds, NoStopInsideButOfAnAbbreviation) {
  for (const Sentence& s : analysis_.sentences) {
    const auto tokens = analysis_.tokens_of(s);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      EXPECT_FALSE(tokens[i].norm == "." && tokens[i + 1].capitalised) << text(s).substr(0, 30);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Both, Seeds,
                         ::testing::Values(Seed{"000_b7063d2c9b257954.txt", 27, 4, 9},
                                           Seed{"001_67fa89cea1eef075.txt", 37, 19, 4}));

}  // namespace
}  // namespace stemma::language
