#include <algorithm>

#include "stemma/lineage.h"

namespace stemma {

std::vector<NodeId> origins_of(const Lineage& lineage, ReportId report) {
  std::vector<bool> seen(lineage.nodes.size(), false);
  std::vector<NodeId> open{NodeId{report.value}};
  std::vector<NodeId> origins;
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    if (seen[node.index()]) continue;
    seen[node.index()] = true;
    bool has_parent = false;
    for (const Edge& edge : lineage.edges) {
      if (edge.to != node) continue;
      has_parent = true;
      open.push_back(edge.from);
    }
    if (!has_parent) origins.push_back(node);
  }
  std::sort(origins.begin(), origins.end());
  return origins;
}

}  // namespace stemma
