// What two reports have in common, summed over the sentences closely aligned, and whether that is
// more than two newsrooms that wrote of one event by themselves would share.
//
//   std::vector<PairRelation> relations = relate(terms, pairs);
//
// Sorted by (a, b); only pairs of reports with at least one close alignment appear.
#pragma once

#include <span>
#include <vector>

#include "lineage/align.h"

namespace stemma::lineage {

/// One report of the two, seen from the other.
struct Side {
  double words = 0;         // of the whole report
  double shared_words = 0;  // in aligned sentences
  std::uint32_t sentences = 0;
  std::uint32_t shared_sentences = 0;
  std::uint32_t gaps = 0;    // runs of unshared sentences between shared ones
  std::uint32_t fuller = 0;  // aligned sentences that tell clearly more here than there
  std::vector<SentenceId> unshared;

  double share() const { return words > 0 ? shared_words / words : 0; }
};

struct PairRelation {
  ReportId a;
  ReportId b;
  std::vector<std::uint32_t> pairs;  // indices into the aligned pairs, ascending
  Side side_a;
  Side side_b;
  double copied_words = 0;     // the same words in the same order, outside quotation marks
  double own_words_share = 0;  // of the smaller report's mass: shared, outside quotation marks
  double order = 0;            // share of aligned sentences that keep their order
  double verbatim = 0;         // shares of the aligned sentences' words, by kind
  double edited = 0;
  bool derived = false;  // more in common than chance and a common event explain

  const Side& side(ReportId report) const { return report == a ? side_a : side_b; }
  ReportId other(ReportId report) const { return report == a ? b : a; }
};

std::vector<PairRelation> relate(const TermIndex& terms, std::span<const AlignedPair> pairs);

}  // namespace stemma::lineage
