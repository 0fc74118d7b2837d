#include "lineage/sites.h"

#include <gtest/gtest.h>

namespace stemma::lineage {
namespace {

/// One sentence for each report named.
std::vector<SentenceTerms> sentences_of(const std::vector<std::uint32_t>& reports) {
  std::vector<SentenceTerms> sentences(reports.size());
  for (std::size_t i = 0; i < reports.size(); ++i) sentences[i].report = ReportId{reports[i]};
  return sentences;
}

TEST(Sites, WhatIsTiedIsOneSiteByWayOfOthersToo) {
  const auto site = find_sites(sentences_of({0, 1, 2, 3}), {{1, 0, 1}, {2, 1, 2}});
  EXPECT_EQ(site[0], site[1]);
  EXPECT_EQ(site[0], site[2]);
  EXPECT_NE(site[0], site[3]);
}

TEST(Sites, NoSiteHasTwoSentencesOfOneReport) {
  // The first and the second are of one report; the third is likest to the second.
  const auto site = find_sites(sentences_of({0, 0, 1}), {{2, 0, 2}, {1, 1, 2}});
  EXPECT_EQ(site[1], site[2]);
  EXPECT_NE(site[0], site[2]);
}

TEST(Sites, NeitherDoTwoThatGrewApart) {
  const auto site = find_sites(sentences_of({0, 1, 0, 1}), {{1, 0, 1}, {1, 2, 3}, {2, 1, 2}});
  EXPECT_EQ(site[0], site[1]);
  EXPECT_EQ(site[2], site[3]);
  EXPECT_NE(site[0], site[2]);
}

TEST(Sites, WithoutTiesEachIsItsOwn) {
  EXPECT_EQ(find_sites(sentences_of({0, 0, 1}), {}), (std::vector<std::uint32_t>{0, 1, 2}));
}

}  // namespace
}  // namespace stemma::lineage
