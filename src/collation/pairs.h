// Which claims of a reading are compared: each with the text it was made from, else with one of the
// same lineage, else with one of another. A reading of n claims gives about n pairs, not n squared,
// and a change is reported once, where it was made.
#pragma once

#include <span>
#include <vector>

#include "collation/batch.h"
#include "collation/edits.h"

namespace stemma::collation {

enum class Kinship {
  kParentChild,  // b's report was made from a's: words can be "dropped" and "added"
  kSiblings,     // one lineage, neither the other's source: one "has", the other "has not"
  kStrangers,    // independent texts: both may differ and both may be right
};

/// Two claims side by side. The contexts are the sentences in which the one's words must be looked
/// for before anyone calls them lost: its own, and those aligned with the other's.
struct Pair {
  const Batch& batch;
  const ClaimView& a;
  const ClaimView& b;
  Kinship kinship = Kinship::kSiblings;
  double similarity = 0;
  std::vector<std::uint32_t> context_a;  // sentences of a's report, ascending
  std::vector<std::uint32_t> context_b;
  std::vector<SentenceDiff> diffs;  // of texts of one lineage
};

std::vector<Pair> choose_pairs(const Batch& batch, std::span<const ClaimId> reading);

/// Does a stem stand among these sentences?
bool has_stem(const Batch& batch, ReportId report, std::span<const std::uint32_t> sentences,
              std::string_view stem);

}  // namespace stemma::collation
