#include "briefing/lineage_layout.h"

#include <algorithm>
#include <optional>

namespace stemma::briefing {
namespace {

constexpr double kMaxSpread = 7;  // rows; a parent of more stands at their top, where it is seen

/// Nodes in an order in which every parent stands before its children.
std::vector<std::size_t> sorted_by_descent(const Lineage& lineage) {
  std::vector<std::size_t> waiting(lineage.nodes.size(), 0);
  std::vector<std::vector<std::size_t>> children(lineage.nodes.size());
  for (const Edge& edge : lineage.edges) {
    ++waiting[edge.to.index()];
    children[edge.from.index()].push_back(edge.to.index());
  }
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (waiting[i] == 0) order.push_back(i);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    for (const std::size_t child : children[order[i]]) {
      if (--waiting[child] == 0) order.push_back(child);
    }
  }
  return order;
}

std::vector<std::optional<std::size_t>> main_parents(const Lineage& lineage) {
  std::vector<std::optional<std::size_t>> parents(lineage.nodes.size());
  std::vector<double> shares(lineage.nodes.size(), -1);
  for (const Edge& edge : lineage.edges) {
    if (edge.share <= shares[edge.to.index()]) continue;
    shares[edge.to.index()] = edge.share;
    parents[edge.to.index()] = edge.from.index();
  }
  return parents;
}

}  // namespace

LineageLayout lay_out(const Lineage& lineage) {
  LineageLayout layout;
  const std::size_t count = lineage.nodes.size();
  layout.places.resize(count);
  const std::vector<std::size_t> order = sorted_by_descent(lineage);
  std::vector<std::vector<std::size_t>> edges_from(count);
  for (const Edge& edge : lineage.edges) edges_from[edge.from.index()].push_back(edge.to.index());
  for (const std::size_t node : order) {
    for (const std::size_t child : edges_from[node]) {
      layout.places[child].layer =
          std::max(layout.places[child].layer, layout.places[node].layer + 1);
    }
  }

  const std::vector<std::optional<std::size_t>> parents = main_parents(lineage);
  std::vector<std::vector<std::size_t>> children(count);
  std::vector<std::size_t> roots;
  for (std::size_t i = 0; i < count; ++i) {
    if (parents[i]) {
      children[*parents[i]].push_back(i);
    } else {
      roots.push_back(i);
    }
  }
  std::vector<std::size_t> weight(count, 1);  // nodes below, itself included
  for (std::size_t i = order.size(); i-- > 0;) {
    if (parents[order[i]]) weight[*parents[order[i]]] += weight[order[i]];
  }
  std::stable_sort(roots.begin(), roots.end(),
                   [&](std::size_t x, std::size_t y) { return weight[x] > weight[y]; });

  std::vector<std::size_t> open(roots.rbegin(), roots.rend());
  while (!open.empty()) {  // leaves take rows in the order of a walk through the tree
    const std::size_t node = open.back();
    open.pop_back();
    if (children[node].empty()) layout.places[node].row = layout.rows++;
    open.insert(open.end(), children[node].rbegin(), children[node].rend());
  }
  for (std::size_t i = order.size(); i-- > 0;) {
    const std::vector<std::size_t>& below = children[order[i]];
    if (below.empty()) continue;
    const double first = layout.places[below.front()].row;
    const double last = layout.places[below.back()].row;
    layout.places[order[i]].row = last - first > kMaxSpread ? first : (first + last) / 2;
  }
  for (const NodePlace& place : layout.places) {
    layout.layers = std::max(layout.layers, place.layer + 1);
  }
  return layout;
}

}  // namespace stemma::briefing
