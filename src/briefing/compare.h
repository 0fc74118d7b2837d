// Two reports laid side by side: which sentence stands beside which, and what differs there.
//
//   for (const SideBySide& row : side_by_side(lookup)) ...   // row.a, row.b: either may be absent
//
// Invariants: every sentence of both reports stands in exactly one row; those of the first report
// in their order, those of the second that stand alone after what comes before them there.
#pragma once

#include <optional>
#include <vector>

#include "briefing/lookup.h"

namespace stemma::briefing {

struct SideBySide {
  std::optional<SentenceId> a;
  std::optional<SentenceId> b;
  std::vector<const Variant*> variants;  // what has changed between the two, worst first
};

/// REQUIRES: the briefing holds exactly two reports.
std::vector<SideBySide> side_by_side(const Lookup& lookup);

}  // namespace stemma::briefing
