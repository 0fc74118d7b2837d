// Heads from scores: a tree with one root.
//
//   std::vector<std::uint32_t> heads = best_tree(scores, rows, ld);
//   // heads[i] for word i in [1, rows); 0 is ROOT; heads[0] is 0
//
// scores[i * ld + j] says how well j heads i. Each word takes its best head; where that is no tree,
// the words whose second choice costs least give way, one component after another. (An exact
// search, Chu-Liu-Edmonds, moves the figures by less than their noise.) Pure; time rows^2.
// REQUIRES: rows >= 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stemma::language {

std::vector<std::uint32_t> best_tree(const float* scores, std::size_t rows, std::size_t ld);

/// Whether every word reaches ROOT and exactly one is its child.
bool is_tree(std::span<const std::uint32_t> heads);

}  // namespace stemma::language
