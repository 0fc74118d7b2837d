// Average linkage against a slow and obvious version of itself.
#include "stories/linkage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace stemma::stories {
namespace {

std::vector<LinkItem> singles(std::uint32_t count) { return std::vector<LinkItem>(count); }

/// Joins the likest two groups until none reach the bar; all means made anew each time.
std::vector<std::uint32_t> naive(std::uint32_t items, const std::vector<Likeness>& pairs,
                                 double bar) {
  std::vector<std::vector<double>> like(items, std::vector<double>(items, 0));
  for (const Likeness& pair : pairs) like[pair.a][pair.b] = like[pair.b][pair.a] = pair.value;
  std::vector<std::vector<std::uint32_t>> groups;
  for (std::uint32_t i = 0; i < items; ++i) groups.push_back({i});
  for (;;) {
    double best = 0;
    std::size_t a = 0;
    std::size_t b = 0;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      for (std::size_t j = i + 1; j < groups.size(); ++j) {
        double sum = 0;
        for (const auto x : groups[i]) {
          for (const auto y : groups[j]) sum += like[x][y];
        }
        const double mean = sum / double(groups[i].size() * groups[j].size());
        if (mean >= bar && mean > best + 1e-12) {
          best = mean;
          a = i;
          b = j;
        }
      }
    }
    if (best == 0) break;
    groups[a].insert(groups[a].end(), groups[b].begin(), groups[b].end());
    groups.erase(groups.begin() + std::ptrdiff_t(b));
  }
  std::vector<std::uint32_t> first(items);
  for (const auto& group : groups) {
    for (const auto item : group) first[item] = *std::min_element(group.begin(), group.end());
  }
  return first;
}

TEST(Linkage, ALikelyPairDoesNotChainTwoGroups) {
  const std::vector<Likeness> pairs = {{0, 1, .9}, {2, 3, .9}, {1, 2, .6}};
  EXPECT_EQ(average_link(singles(4), pairs, .5), (std::vector<std::uint32_t>{0, 0, 2, 2}));
  EXPECT_EQ(average_link(singles(4), pairs, .1), (std::vector<std::uint32_t>{0, 0, 0, 0}));
  EXPECT_EQ(average_link(singles(2), {}, .1), (std::vector<std::uint32_t>{0, 1}));
  EXPECT_TRUE(average_link(singles(0), {}, .1).empty());
}

TEST(Linkage, AgreesWithTheSlowVersion) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::uint32_t items = 2 + random() % 14;
    std::vector<Likeness> pairs;
    for (std::uint32_t i = 0; i < items; ++i) {
      for (std::uint32_t j = i + 1; j < items; ++j) {
        if (random() % 3 > 0) pairs.push_back({i, j, double(random() % 100000 + 1) / 100001});
      }
    }
    EXPECT_EQ(average_link(singles(items), pairs, .4), naive(items, pairs, .4)) << round;
  }
}

TEST(Linkage, TheOrderOfPairsDoesNotMatter) {
  std::mt19937 random(5);
  std::vector<Likeness> pairs;
  for (std::uint32_t i = 0; i < 40; ++i) {
    for (std::uint32_t j = i + 1; j < 40; ++j) {
      if (random() % 4 == 0) pairs.push_back({i, j, double(random() % 1000) / 1000});
    }
  }
  const auto expected = average_link(singles(40), pairs, .3);
  for (int round = 0; round < 10; ++round) {
    std::shuffle(pairs.begin(), pairs.end(), random);
    for (Likeness& pair : pairs) std::swap(pair.a, pair.b);
    EXPECT_EQ(average_link(singles(40), pairs, .3), expected);
  }
}

TEST(Linkage, AnItemStandsForAsManyAsItHas) {
  // Two are .6 like a group of three and .9 like a fourth: means by what items stand for.
  const std::vector<LinkItem> items = {{3, {}}, {1, {}}, {1, {}}};
  const std::vector<Likeness> pairs = {{0, 1, .6}, {1, 2, .9}};
  EXPECT_EQ(average_link(items, pairs, .35), (std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_EQ(average_link(items, pairs, .3), (std::vector<std::uint32_t>{0, 0, 0}));
}

TEST(Linkage, SidesOfOneWordStayApartAlsoThroughOthers) {
  const std::vector<LinkItem> items = {{1, {6}}, {1, {}}, {1, {7}}};
  const std::vector<Likeness> pairs = {{0, 1, .9}, {1, 2, .8}, {0, 2, .9}};
  EXPECT_EQ(average_link(items, pairs, .1), (std::vector<std::uint32_t>{0, 0, 2}));
  const std::vector<LinkItem> same = {{1, {6}}, {1, {}}, {1, {6}}};
  EXPECT_EQ(average_link(same, pairs, .1), (std::vector<std::uint32_t>{0, 0, 0}));
}

}  // namespace
}  // namespace stemma::stories
