#include "lineage/forest.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace stemma::lineage {
namespace {

Way way(std::uint32_t child, std::size_t from, double price) {
  Way way;
  way.child = child;
  way.from = from;
  way.price = price;
  return way;
}

class ForestTest : public testing::Test {
 protected:
  /// The cheapest forest, begun with all reports on their own.
  Forest search(const std::vector<std::vector<Way>>& ways, Forest forest = {}) {
    std::vector<std::uint32_t> all(ways.size());
    std::iota(all.begin(), all.end(), 0U);
    forest.source.resize(ways.size(), 0);
    for (const std::uint32_t i : all) {
      if (forest.way.size() == i) forest.way.push_back(&ways[i].front());
    }
    ForestSearch search(ways, prices_, most_, 4);
    search.improve(forest, all);
    return forest;
  }

  std::vector<std::size_t> parents(const Forest& forest) {
    std::vector<std::size_t> out;
    for (const Way* way : forest.way) out.push_back(way->from);
    return out;
  }

  static constexpr std::size_t kNone = Way::kNothing;
  const StepPrices prices_ = StepPrices::load().value();
  const std::vector<float> most_ = std::vector<float>(4, 1);
};

TEST_F(ForestTest, EachReportHangsWhereItIsCheapest) {
  const std::vector<std::vector<Way>> ways = {{way(0, kNone, 10), way(0, 1, 9)},
                                              {way(1, kNone, 10), way(1, 0, 2)},
                                              {way(2, kNone, 10), way(2, 0, 5), way(2, 1, 3)}};
  const Forest forest = search(ways);
  EXPECT_EQ(parents(forest), (std::vector<std::size_t>{kNone, 0, 1}));
  EXPECT_NEAR(forest.price, 15, 1e-9);
}

TEST_F(ForestTest, NoReportIsMadeOfItself) {
  const std::vector<std::vector<Way>> ways = {{way(0, kNone, 100), way(0, 2, 1)},
                                              {way(1, kNone, 100), way(1, 0, 1)},
                                              {way(2, kNone, 100), way(2, 1, 1)}};
  const Forest forest = search(ways);
  EXPECT_EQ(std::count(forest.way.begin(), forest.way.end(), &ways[0].front()) +
                std::count(forest.way.begin(), forest.way.end(), &ways[1].front()) +
                std::count(forest.way.begin(), forest.way.end(), &ways[2].front()),
            1);
  EXPECT_NEAR(forest.price, 102, 1e-9);
}

TEST_F(ForestTest, WhatTwoWroteByThemselvesIsPaidAgain) {
  std::vector<std::vector<Way>> ways = {
      {way(0, kNone, 10)}, {way(1, kNone, 30), way(1, 0, 5)}, {way(2, kNone, 30), way(2, 0, 5)}};
  const double apart = search(ways).price;
  ways[1][1].own.sentences = {{7, 2, 1}};
  EXPECT_NEAR(search(ways).price, apart, 1e-9);
  ways[2][1].own.sentences = {{9, 2, 1}};  // another wording of the site
  EXPECT_NEAR(search(ways).price, apart + prices_[Step::kAgain], 1e-9);
}

TEST_F(ForestTest, TheSameWordsJoinTwoReportsThatElseHangAsCheaply) {
  std::vector<std::vector<Way>> ways = {{way(0, kNone, 10)},
                                        {way(1, kNone, 30), way(1, 0, 5)},
                                        {way(2, kNone, 30), way(2, 0, 5), way(2, 1, 5)}};
  ways[1][1].own.wordings = {{3, 1}};
  ways[2][1].own.wordings = {{3, 1}};
  ways[2][2].own.wordings = {};
  EXPECT_EQ(parents(search(ways)), (std::vector<std::size_t>{kNone, 0, 1}));
  ways[1][1].own.wordings = {{2, 1}};
  ways[2][2].own.wordings = {{3, 1}};
  EXPECT_EQ(parents(search(ways)), (std::vector<std::size_t>{kNone, 0, 0}));
}

TEST_F(ForestTest, ALostSourceIsPaidOnce) {
  std::vector<std::vector<Way>> ways = {{way(0, kNone, 20)}, {way(1, kNone, 20)}};
  auto lost = std::make_shared<LostSource>();
  lost->price = 22;
  lost->ways = {{way(0, Way::kLost, 3)}, {way(1, Way::kLost, 4)}};
  Forest forest;
  forest.lost.push_back(lost);
  forest.way = {&lost->ways[0].front(), &lost->ways[1].front()};
  const Forest found = search(ways, forest);
  EXPECT_EQ(parents(found), (std::vector<std::size_t>{Way::kLost, Way::kLost}));
  EXPECT_NEAR(found.price, 29 + prices_[Step::kPopular] * std::log(2), 1e-9);
}

TEST_F(ForestTest, OfTwoParentsNeitherIsMadeOfTheOther) {
  std::vector<std::vector<Way>> ways = {{way(0, kNone, 10)},
                                        {way(1, kNone, 30), way(1, 0, 5)},
                                        {way(2, kNone, 30), way(2, 0, 9), way(2, 0, 5)}};
  ways[2][2].second = 1;
  EXPECT_FALSE(search(ways).way[2]->second);
  ways[1][1].price = 40;
  EXPECT_EQ(search(ways).way[2]->second, 1U);
}

TEST_F(ForestTest, OthersTellWhatElseItMightBeAndWhatThatCosts) {
  const std::vector<std::vector<Way>> ways = {{way(0, kNone, 10), way(0, 1, 4)},
                                              {way(1, kNone, 13), way(1, 0, 2)}};
  Forest forest = search(ways);
  ASSERT_EQ(parents(forest), (std::vector<std::size_t>{kNone, 0}));
  ForestSearch search(ways, prices_, most_, 4);
  search.improve(forest, std::vector<std::uint32_t>{});
  EXPECT_EQ(search.others(forest, 1), (std::vector<double>{11, 5}));  // from nothing; turned round
}

}  // namespace
}  // namespace stemma::lineage
