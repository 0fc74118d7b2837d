#include "lineage/arborescence.h"

#include <algorithm>

namespace stemma::lineage {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// An arc of a contracted graph, and the arc of the graph before that it stands for.
struct Inner {
  Arc arc;
  std::size_t stands_for = 0;
};

/// One graph of the contraction: its cheapest arcs, and which nodes fell into which.
struct Level {
  std::size_t nodes = 0;
  std::size_t root = 0;
  std::vector<Inner> arcs;
  std::vector<std::size_t> best;  // by node: index into arcs
  std::vector<std::size_t> into;  // by node: its node on the next level
};

void take_cheapest(Level& level) {
  level.best.assign(level.nodes, kNone);
  for (std::size_t i = 0; i < level.arcs.size(); ++i) {
    const Arc& arc = level.arcs[i].arc;
    if (arc.to == level.root || arc.from == arc.to) continue;
    std::size_t& best = level.best[arc.to];
    if (best == kNone || arc.price < level.arcs[best].arc.price) best = i;
  }
}

/// Numbers the nodes of the next level: every circle of cheapest arcs becomes one. False if there
/// is none.
bool contract(Level& level, std::size_t& next_nodes) {
  level.into.assign(level.nodes, kNone);
  std::vector<std::size_t> seen_from(level.nodes, kNone);
  next_nodes = 0;
  bool circle = false;
  for (std::size_t start = 0; start < level.nodes; ++start) {
    std::size_t at = start;
    while (at != level.root && seen_from[at] == kNone && level.into[at] == kNone) {
      seen_from[at] = start;
      at = level.arcs[level.best[at]].arc.from;
    }
    if (at == level.root || seen_from[at] != start || level.into[at] != kNone) continue;
    circle = true;
    for (std::size_t i = at; level.into[i] == kNone; i = level.arcs[level.best[i]].arc.from) {
      level.into[i] = next_nodes;
    }
    ++next_nodes;
  }
  for (std::size_t& node : level.into) {
    if (node == kNone) node = next_nodes++;
  }
  return circle;
}

}  // namespace

std::vector<std::size_t> cheapest_arborescence(std::size_t nodes, std::size_t root,
                                               std::span<const Arc> arcs) {
  std::vector<Level> levels(1);
  levels[0].nodes = nodes;
  levels[0].root = root;
  for (std::size_t i = 0; i < arcs.size(); ++i) levels[0].arcs.push_back({arcs[i], i});
  for (;;) {
    Level& level = levels.back();
    take_cheapest(level);
    Level next;
    if (!contract(level, next.nodes)) break;
    next.root = level.into[level.root];
    for (std::size_t i = 0; i < level.arcs.size(); ++i) {
      const Arc& arc = level.arcs[i].arc;
      const std::size_t from = level.into[arc.from];
      const std::size_t to = level.into[arc.to];
      if (from == to || arc.to == level.root) continue;
      // To enter a circle at a node saves the arc of the circle that leads there.
      next.arcs.push_back({{from, to, arc.price - level.arcs[level.best[arc.to]].arc.price}, i});
    }
    levels.push_back(std::move(next));
  }

  // Back down: an arc into a circle replaces the circle's own arc to that node.
  std::vector<std::size_t> chosen = levels.back().best;
  for (std::size_t depth = levels.size() - 1; depth > 0; --depth) {
    const Level& inner = levels[depth];
    const Level& outer = levels[depth - 1];
    std::vector<std::size_t> out = outer.best;
    for (const std::size_t arc : chosen) {
      if (arc == kNone) continue;
      const std::size_t stands_for = inner.arcs[arc].stands_for;
      out[outer.arcs[stands_for].arc.to] = stands_for;
    }
    chosen = std::move(out);
  }
  std::vector<std::size_t> result;
  for (std::size_t node = 0; node < nodes; ++node) {
    if (node != root && chosen[node] != kNone) result.push_back(chosen[node]);
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace stemma::lineage
