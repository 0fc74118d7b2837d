#include "lineage/arborescence.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace stemma::lineage {
namespace {

double price_of(const std::vector<Arc>& arcs, const std::vector<std::size_t>& chosen) {
  double sum = 0;
  for (const std::size_t i : chosen) sum += arcs[i].price;
  return sum;
}

/// Whether every node but 0 has one of the chosen arcs and leads back to 0.
bool is_arborescence(std::size_t nodes, const std::vector<Arc>& arcs,
                     const std::vector<std::size_t>& chosen) {
  std::vector<std::size_t> from(nodes, nodes);
  for (const std::size_t i : chosen) {
    if (from[arcs[i].to] != nodes) return false;
    from[arcs[i].to] = arcs[i].from;
  }
  for (std::size_t node = 1; node < nodes; ++node) {
    std::size_t at = node;
    for (std::size_t step = 0; at != 0; ++step) {
      if (step > nodes || from[at] == nodes) return false;
      at = from[at];
    }
  }
  return true;
}

/// The least price over every way to give each node but 0 one arc.
double cheapest_of_all(std::size_t nodes, const std::vector<Arc>& arcs) {
  double least = std::numeric_limits<double>::infinity();
  std::vector<std::vector<std::size_t>> to(nodes);
  for (std::size_t i = 0; i < arcs.size(); ++i) to[arcs[i].to].push_back(i);
  std::vector<std::size_t> turn(nodes, 0);
  for (;;) {
    std::vector<std::size_t> chosen;
    for (std::size_t node = 1; node < nodes; ++node) chosen.push_back(to[node][turn[node]]);
    if (is_arborescence(nodes, arcs, chosen)) least = std::min(least, price_of(arcs, chosen));
    std::size_t node = 1;
    while (node < nodes && ++turn[node] == to[node].size()) turn[node++] = 0;
    if (node == nodes) return least;
  }
}

TEST(Arborescence, ACircleOfCheapArcsIsBroken) {
  const std::vector<Arc> arcs = {{0, 1, 5}, {0, 2, 9}, {1, 2, 1}, {2, 1, 1}};
  EXPECT_EQ(cheapest_arborescence(3, 0, arcs), (std::vector<std::size_t>{0, 2}));
}

TEST(Arborescence, IsTheCheapestOfAll) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 2 + random() % 5;
    std::vector<Arc> arcs;
    for (std::size_t to = 1; to < nodes; ++to) {
      arcs.push_back({0, to, static_cast<double>(random() % 40)});
      for (std::size_t from = 1; from < nodes; ++from) {
        if (from != to && random() % 4 != 0) {
          arcs.push_back({from, to, static_cast<double>(random() % 40) - 5});
        }
      }
    }
    const auto chosen = cheapest_arborescence(nodes, 0, arcs);
    ASSERT_TRUE(is_arborescence(nodes, arcs, chosen)) << "round " << round;
    EXPECT_DOUBLE_EQ(price_of(arcs, chosen), cheapest_of_all(nodes, arcs)) << "round " << round;
  }
}

}  // namespace
}  // namespace stemma::lineage
