// Two reports laid side by side: which sentence stands beside which, and what differs there.
//
//   const Comparison c = side_by_side(lookup);
//   for (const SideBySide& row : c.rows) ...   // row.a, row.b: either may be absent
//
// Invariants: every sentence of both reports stands in exactly one row; those of the first report
// in their order, those of the second that stand alone after what comes before them there.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "briefing/lookup.h"
#include "briefing/marked_text.h"

namespace stemma::briefing {

struct SideBySide {
  std::optional<SentenceId> a;
  std::optional<SentenceId> b;
  const Alignment* alignment = nullptr;  // exactly where both are there
  bool same = false;                     // the same words and marks; white space does not count
  SentenceDiff diff;                     // the words that the other lacks
  std::vector<const Variant*> variants;  // what has changed between the two, worst first
};

/// Text that is no prose and may matter all the same: a notice of correction, a caption, a byline.
/// What pages put round any text (menus, share links, pleas) is left out.
struct OutsideProse {
  std::vector<const Furniture*> a;  // that only the first has, in its order
  std::vector<const Furniture*> b;
};

/// Pointers lead into the briefing behind the Lookup and live as long.
struct Comparison {
  std::vector<SideBySide> rows;
  OutsideProse outside;
  std::size_t same = 0;  // rows
  std::size_t changed = 0;
  std::size_t only_a = 0;
  std::size_t only_b = 0;
};

/// REQUIRES: the briefing holds exactly two reports.
Comparison side_by_side(const Lookup& lookup);

}  // namespace stemma::briefing
