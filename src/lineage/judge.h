// Whether one report can have been made from another, and what speaks for it.
//
//   Judgement j = judge(context, relation, parent, child);
//   if (!j.blocked) candidates.push_back({parent, child, j.price});
//
// A child may lack what its parent has; a parent that lacks what the child has, where those words
// must come from the common source, is no parent. Reasons are sentences for people and name reports
// by their printed ids (r1, r2, ...).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lineage/context.h"

namespace stemma::lineage {

struct Judgement {
  ReportId parent;
  ReportId child;
  bool blocked = false;
  bool same_newsroom = false;
  double price = 0;  // lower = likelier parent; comparable among the parents of one child
  std::vector<Reason> reasons;    // for this direction
  std::vector<Reason> obstacles;  // against it; not empty where blocked
};

/// "r3".
std::string printed(ReportId report);

Judgement judge(const Context& context, const PairRelation& relation, ReportId parent,
                ReportId child);

}  // namespace stemma::lineage
