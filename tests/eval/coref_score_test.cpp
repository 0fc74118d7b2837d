// The scorer of coreference against cases counted by hand.
#include "coref_score.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stemma::eval {
namespace {

/// Chains of phrases of one token each, a letter a token: "abc de".
PhraseChains chains(std::string_view letters) {
  PhraseChains out(1);
  for (const char c : letters) {
    if (c == ' ') {
      out.emplace_back();
    } else {
      const auto at = static_cast<std::uint32_t>(c - 'a');
      out.back().push_back({at, at + 1});
    }
  }
  return out;
}

CorefScore score(std::string_view gold, std::string_view predicted) {
  CorefScore s;
  s.add(chains(gold), chains(predicted));
  return s;
}

void expect(const Ratio& r, double precision, double recall, const char* what) {
  EXPECT_NEAR(r.precision(), precision, 1e-12) << what;
  EXPECT_NEAR(r.recall(), recall, 1e-12) << what;
}

TEST(CorefScore, TheGoldItselfIsPerfect) {
  EXPECT_DOUBLE_EQ(score("abc de fghi", "de abc fghi").conll(), 1);
}

TEST(CorefScore, NothingInCommonIsNothing) {
  const CorefScore s = score("abc", "def");
  expect(s.mentions, 0, 0, "mentions");
  EXPECT_EQ(s.conll(), 0);
}

TEST(CorefScore, NothingFoundIsNoSuccess) {
  EXPECT_EQ(score("abc", "").conll(), 0);
  EXPECT_EQ(score("", "").conll(), 0);
}

TEST(CorefScore, AChainSplitInTwo) {
  // Gold abcd; found ab, cd. MUC: gold has 3 links, 2 of them found; both found links are right.
  // B3: each phrase has 2 of its 4 companions. CEAF-e: one of the two chains is aligned,
  // 2 * 2 / (4 + 2) = 2/3.
  const CorefScore s = score("abcd", "ab cd");
  expect(s.mentions, 1, 1, "mentions");
  expect(s.muc, 1, 2.0 / 3, "MUC");
  expect(s.b_cubed, 1, 0.5, "B3");
  expect(s.ceaf_e, 1.0 / 3, 2.0 / 3, "CEAF-e");
}

TEST(CorefScore, TwoChainsMerged) {
  const CorefScore s = score("ab cd", "abcd");
  expect(s.muc, 2.0 / 3, 1, "MUC");
  expect(s.b_cubed, 0.5, 1, "B3");
  expect(s.ceaf_e, 2.0 / 3, 1.0 / 3, "CEAF-e");
}

TEST(CorefScore, PhrasesMissedAndPhrasesTooMany) {
  // Gold abc de; found abx d e (singletons, left out). MUC: of 3 gold links 1, of 2 found links 1.
  // B3 recall: a and b have 2 of 3, c d e nothing: (4/3) / 5; precision: (4/3) / 3.
  // CEAF-e: abc with abx: 2 * 2 / 6.
  const CorefScore s = score("abc de", "abx d e");
  expect(s.mentions, 2.0 / 3, 2.0 / 5, "mentions");
  expect(s.muc, 1.0 / 2, 1.0 / 3, "MUC");
  expect(s.b_cubed, 4.0 / 9, 4.0 / 15, "B3");
  expect(s.ceaf_e, 2.0 / 3, 1.0 / 3, "CEAF-e");
}

TEST(CorefScore, TheUsualExampleOfTheLiterature) {
  // Luo 2005: gold abcde fg hijkl, found abcde fghijkl.
  const CorefScore s = score("abcde fg hijkl", "abcde fghijkl");
  expect(s.muc, 9.0 / 10, 1, "MUC");
  expect(s.b_cubed, (5 + 4.0 / 7 + 25.0 / 7) / 12, 1, "B3");
  expect(s.ceaf_e, (1 + 10.0 / 12) / 2, (1 + 10.0 / 12) / 3, "CEAF-e");
}

TEST(CorefScore, SingletonsOfEitherSideDoNotCount) {
  EXPECT_DOUBLE_EQ(score("ab c", "ab d e").conll(), 1);
}

TEST(CorefScore, CountsOfDocumentsAddUp) {
  CorefScore s = score("ab", "ab");
  s += score("abcd", "ab cd");
  expect(s.muc, 1, 3.0 / 4, "MUC");
  expect(s.b_cubed, 1, 4.0 / 6, "B3");
  expect(s.ceaf_e, (1 + 2.0 / 3) / 3, (1 + 2.0 / 3) / 2, "CEAF-e");
}

TEST(BestAssignment, TakesTheBestWholeNotTheBestFirst) {
  EXPECT_DOUBLE_EQ(best_assignment({{0.9, 0.8}, {0.8, 0.1}}), 1.6);
}

TEST(BestAssignment, RowsAndColumnsMayDiffer) {
  EXPECT_DOUBLE_EQ(best_assignment({{0.2, 0.5, 0.4}}), 0.5);
  EXPECT_DOUBLE_EQ(best_assignment({{0.2}, {0.5}, {0.4}}), 0.5);
  EXPECT_EQ(best_assignment({}), 0);
}

TEST(BestAssignment, IsTheBestOfAllPermutations) {
  std::uint32_t state = 7;
  const auto random = [&] { return (state = state * 1664525U + 1013904223U) >> 24U; };
  for (int trial = 0; trial < 60; ++trial) {
    std::vector<std::vector<double>> worth(5, std::vector<double>(5));
    for (auto& row : worth)
      for (double& cell : row) cell = random() % 4 == 0 ? random() : 0;
    std::vector<std::size_t> order = {0, 1, 2, 3, 4};
    double best = 0;
    do {
      double sum = 0;
      for (std::size_t r = 0; r < 5; ++r) sum += worth[r][order[r]];
      best = std::max(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    EXPECT_DOUBLE_EQ(best_assignment(worth), best);
  }
}

}  // namespace
}  // namespace stemma::eval
