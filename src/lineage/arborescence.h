// The cheapest way to give every node but the root one parent without a circle: Chu and Liu 1965,
// Edmonds 1967.
//
//   std::vector<Arc> arcs = {{0, 1, 2.5}, {0, 2, 4.0}, {1, 2, 1.0}};  // from, to, price
//   // Indices into arcs: 0, 2.
//   std::vector<std::size_t> chosen = cheapest_arborescence(3, 0, arcs);
//
// REQUIRES: every node can be reached from the root. Ties go to the arc that comes first. Time:
// nodes x arcs.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stemma::lineage {

struct Arc {
  std::size_t from = 0;
  std::size_t to = 0;
  double price = 0;
};

/// For every node but the root the arc that leads to it, ascending by index.
std::vector<std::size_t> cheapest_arborescence(std::size_t nodes, std::size_t root,
                                               std::span<const Arc> arcs);

}  // namespace stemma::lineage
