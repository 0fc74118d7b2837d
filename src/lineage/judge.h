// How likely one report was made from another, and what speaks for it.
//
//   Judgement j = judge(context, relation, parent, child, descent);
//   if (j.price < best.price) best = j;
//
// To what must have been done to the text (descent.h) comes what dates, credits and newsrooms
// say; steps.h has the prices. Nothing is ruled out by one sign alone: dates are
// wrong at times, credits fall off. Reasons are sentences for people and name reports by their
// printed ids (r1, r2, ...).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lineage/context.h"
#include "lineage/descent.h"

namespace stemma::lineage {

struct Judgement {
  ReportId parent;
  ReportId child;
  bool same_newsroom = false;
  bool unlikely = false;          // a date or a credit speaks plainly against it
  double price = 0;               // lower = likelier; comparable among the parents of one child
  std::vector<Reason> reasons;    // for this direction
  std::vector<Reason> obstacles;  // against it
};

/// "r3".
std::string printed(ReportId report);

/// `descent`: what made the child of the parent.
Judgement judge(const Context& context, const PairRelation& relation, ReportId parent,
                ReportId child, const Steps& descent);

}  // namespace stemma::lineage
