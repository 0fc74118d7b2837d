// Who descends from whom among the reports supplied, and which of them must share a source that was
// not supplied.
//
//   Families families = find_families(context, relations, descents);
//
// Every ordered pair of related reports is judged (judge.h), and the cheapest arborescence over all
// of them chosen, where to have no parent has its price too. Over each tree a source that nobody
// supplied is tried: its text is put together from the children that it would have (lost_text.h),
// and it stays if the whole comes cheaper with it. Roots that are related to one another all the
// same are the children of one hidden source. A child that also carries passages of another report
// which its parent lacks has a second parent (a merge).
// The same for every order of the reports.
#pragma once

#include <vector>

#include "lineage/descent.h"
#include "lineage/judge.h"

namespace stemma::lineage {

struct ParentLink {
  std::size_t relation = 0;  // index into the relations
  Judgement judgement;
  double odds = 0;  // of this parent, and not another, nor none, nor the reverse: 0..1
  std::vector<Reason> against_reverse;
  bool second = false;  // a further parent of a merge
};

/// A source that was not supplied.
struct HiddenSource {
  std::vector<ReportId> children;  // ascending, two or more
  std::vector<double> odds;        // by child, as those of a ParentLink
};

struct Families {
  std::vector<ParentLink> links;  // by child, first parent first
  std::vector<HiddenSource> hidden;
};

Families find_families(const Context& context, std::span<const PairRelation> relations,
                       Descents& descents);

}  // namespace stemma::lineage
