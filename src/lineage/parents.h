// Who descends from whom among the reports supplied, and which of them must share a source that was
// not supplied.
//
//   Families families = find_families(context, relations);
//
// Every ordered pair of related reports is judged (judge.h). The best judgements are taken first,
// one parent a child, never closing a circle, in the way of Kruskal's algorithm; a report whose
// nearest relatives cannot be its parents stays a root. Roots that are related to one another are
// the children of one hidden source: to assume one is simpler than several, and a second one would
// need evidence of its own. A child that also carries passages of another report which its parent
// lacks has a second parent (a merge).
// The same for every order of the reports.
#pragma once

#include <vector>

#include "lineage/judge.h"

namespace stemma::lineage {

struct ParentLink {
  std::size_t relation = 0;  // index into the relations
  Judgement judgement;
  bool reverse_blocked = false;
  double reverse_price = 0;
  std::vector<Reason> against_reverse;
  bool second = false;  // a further parent of a merge
};

struct Families {
  std::vector<ParentLink> links;              // by child, first parent first
  std::vector<std::vector<ReportId>> hidden;  // groups of roots with one hidden source, ascending
};

Families find_families(const Context& context, std::span<const PairRelation> relations);

}  // namespace stemma::lineage
