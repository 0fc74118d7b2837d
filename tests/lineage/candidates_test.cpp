// Pairs of sentences worth comparing come by stretches of reports, all of them, each once.
#include "lineage/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "batch.h"

namespace stemma::lineage {
namespace {

/// Reports of one happening, each with some sentences of a common stock in an order of its own.
Batch one_happening(std::size_t reports) {
  const std::vector<std::string> stock{
      "The dam above Sela burst on Monday after a week of rain.",
      "Three people drowned when the flood swept through the Orm valley.",
      "Mayor Ilse Brandt told residents of the lower town to leave their homes.",
      "The army sent forty engineers from Hest to mend the sluices.",
      "Trains between Sela and Hest stood still until Friday.",
      "Sandbags were sold out, said the merchant Tom Varga.",
      "A school in Aldermoor took in the families of fishermen."};
  std::vector<Text> texts;
  for (std::size_t r = 0; r < reports; ++r) {
    std::string text;
    for (std::size_t s = 0; s < 4; ++s) text += stock[(r * 3 + s * (1 + r % 3)) % 7] + ' ';
    texts.push_back({.text = text});
  }
  return make_batch(texts);
}

class Candidates : public testing::Test {
 protected:
  Candidates()
      : batch_(one_happening(24)),
        terms_(TermIndex::build(batch_.analyses, batch_.groundings, model().tables())),
        relatives_(Relatives::find(batch_.reports, model(), 1)) {}

  Batch batch_;
  TermIndex terms_;
  Relatives relatives_;
};

TEST_F(Candidates, ByStretchesAreThoseOfAllAtOnce) {
  const CandidateFinder finder(terms_, relatives_);
  const auto all = finder.find({0, 24}, 1);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_GT(all.size(), 100U);
  for (const std::uint32_t step : {1U, 5U, 23U}) {
    std::vector<Candidate> parts;
    for (std::uint32_t r = 0; r < 24; r += step) {
      const auto part = finder.find({r, std::min(24U, r + step)}, 2);
      for (const Candidate& c : part) {
        const std::uint32_t first = terms_.sentences[c.a].report.value;
        EXPECT_TRUE(first >= r && first < r + step);
      }
      parts.insert(parts.end(), part.begin(), part.end());
    }
    EXPECT_EQ(parts, all) << step;
  }
}

TEST_F(Candidates, StretchesCoverAllReportsInOrder) {
  const CandidateFinder finder(terms_, relatives_);
  const auto ranges = finder.stretches(terms_.sentences.size() * 12);
  EXPECT_GT(ranges.size(), 3U);
  std::uint32_t next = 0;
  std::vector<Candidate> parts;
  for (const ReportRange& range : ranges) {
    EXPECT_EQ(range.begin, next);
    EXPECT_GT(range.end, range.begin);
    next = range.end;
    const auto part = finder.find(range, 2);
    parts.insert(parts.end(), part.begin(), part.end());
  }
  EXPECT_EQ(next, 24U);
  EXPECT_EQ(parts, finder.find({0, 24}, 1));
}

TEST_F(Candidates, OnlyRelativesHaveThem) {
  const auto few = Relatives::find(batch_.reports, model(), 1, {.many = 1, .each = 2});
  const auto some = CandidateFinder(terms_, few).find({0, 24}, 1);
  EXPECT_FALSE(some.empty());
  EXPECT_LT(some.size(), CandidateFinder(terms_, relatives_).find({0, 24}, 1).size());
  for (const Candidate& c : some) {
    EXPECT_TRUE(few.related(terms_.sentences[c.a].report, terms_.sentences[c.b].report));
  }
}

}  // namespace
}  // namespace stemma::lineage
