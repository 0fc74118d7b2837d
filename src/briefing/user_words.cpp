#include "briefing/user_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

NodeId node_of(ReportId report) { return NodeId{report.value}; }

/// By node: is it the one given, or above it?
std::vector<bool> line_of(const Lineage& lineage, NodeId node) {
  std::vector<bool> above(lineage.nodes.size(), false);
  above[node.index()] = true;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Edge& edge : lineage.edges) {
      if (!above[edge.to.index()] || above[edge.from.index()]) continue;
      above[edge.from.index()] = true;
      grew = true;
    }
  }
  return above;
}

void find_origins(Lineage& lineage) {
  std::vector<bool> child(lineage.nodes.size(), false);
  std::vector<bool> linked(lineage.nodes.size(), false);
  for (const Edge& edge : lineage.edges) {
    child[edge.to.index()] = true;
    linked[edge.from.index()] = linked[edge.to.index()] = true;
  }
  lineage.origins.clear();
  for (const Node& node : lineage.nodes)
    if (!child[node.id.index()]) lineage.origins.push_back(node.id);
  std::erase_if(lineage.unrelated, [&](NodeId n) { return linked[n.index()]; });
}

void drop_idle_sources(Lineage& lineage) {
  std::vector<std::size_t> children(lineage.nodes.size(), 0);
  for (const Edge& edge : lineage.edges) ++children[edge.from.index()];
  std::vector<NodeId> place(lineage.nodes.size());
  std::vector<bool> gone(lineage.nodes.size(), false);
  std::vector<Node> kept;
  for (Node& node : lineage.nodes) {
    const std::size_t own = children[node.id.index()];
    if (!node.report && (own == 0 || (own == 1 && node.evidence.empty()))) {
      gone[node.id.index()] = true;
      continue;
    }
    place[node.id.index()] = NodeId{static_cast<std::uint32_t>(kept.size())};
    kept.push_back(std::move(node));
    kept.back().id = place[kept.back().id.index()];
  }
  lineage.nodes = std::move(kept);
  std::erase_if(lineage.edges,
                [&](const Edge& e) { return gone[e.from.index()] || gone[e.to.index()]; });
  for (Edge& edge : lineage.edges) {
    edge.from = place[edge.from.index()];
    edge.to = place[edge.to.index()];
  }
  for (NodeId& node : lineage.unrelated) node = place[node.index()];
}

Edge edge_by_word(NodeId from, NodeId to, const UserWord& word) {
  Edge edge;
  edge.from = from;
  edge.to = to;
  edge.kind = EdgeKind::kRewrite;
  edge.confidence = 1;
  edge.reasons.push_back({describe(word), {}});
  return edge;
}

void join(const UserWord& word, Lineage& lineage) {
  const auto a = origins_of(lineage, word.a);
  const auto b = origins_of(lineage, word.b);
  if (std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end()) return;
  NodeId left = a.front();
  NodeId right = b.front();
  if (lineage.nodes[right.index()].kind == NodeKind::kHidden) std::swap(left, right);
  if (lineage.nodes[left.index()].kind != NodeKind::kHidden) {
    Node source;
    source.id = NodeId{static_cast<std::uint32_t>(lineage.nodes.size())};
    source.kind = NodeKind::kHidden;
    source.label =
        fmt::format("one source of {} and {}, by your word", print(word.a), print(word.b));
    lineage.nodes.push_back(source);
    lineage.edges.push_back(edge_by_word(source.id, left, word));
    left = source.id;
  }
  lineage.edges.push_back(edge_by_word(left, right, word));
}

void part(const UserWord& word, Lineage& lineage) {
  auto a = line_of(lineage, node_of(word.a));
  auto b = line_of(lineage, node_of(word.b));
  NodeId leaving = node_of(word.b);
  // A source of the other stays where it is.
  if (a[leaving.index()]) {
    std::swap(a, b);
    leaving = node_of(word.a);
  }
  std::erase_if(lineage.edges, [&](const Edge& e) {
    return a[e.from.index()] && b[e.from.index()] && b[e.to.index()] && !a[e.to.index()];
  });
}

}  // namespace

Lineage heed(std::span<const UserWord> words, Lineage lineage) {
  if (words.empty()) return lineage;
  for (const UserWord& word : words) {
    if (word.a == word.b) continue;
    if (word.same) {
      join(word, lineage);
    } else {
      part(word, lineage);
    }
    drop_idle_sources(lineage);
    find_origins(lineage);
  }
  std::sort(lineage.edges.begin(), lineage.edges.end(), [](const Edge& x, const Edge& y) {
    return std::pair(x.to, x.from) < std::pair(y.to, y.from);
  });
  return lineage;
}

std::optional<ReportId> find_report(std::span<const Report> reports, std::string_view name) {
  std::optional<ReportId> found;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const Report& report = reports[i];
    const ReportId id{static_cast<std::uint32_t>(i)};
    if (print(id) == name) return id;
    const std::string_view source = report.source;
    const std::string_view file = source.substr(source.rfind('/') + 1);
    if (name.empty() || (source != name && file != name && report.outlet != name)) continue;
    if (found) return std::nullopt;
    found = id;
  }
  return found;
}

std::string describe(const UserWord& word) {
  return fmt::format("By your word, {} and {} {}.", print(word.a), print(word.b),
                     word.same ? "are of one origin" : "are independent of one another");
}

}  // namespace stemma::briefing
