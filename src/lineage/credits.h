// Where a report names the newsroom that its words come from: "told Reuters", "(Reuters) -",
// "Reporting by ..., Reuters", "a letter seen by Meridian".
//
//   std::vector<std::vector<Credit>> credits = find_credits(reports, analyses, tables);
//
// A credit under a picture names the picture's source and is no credit of the text; "quoted by
// Belta" or "Belta reported" names a relay, which any writer may cite, and does not count either.
// Agencies come from lexicons/agencies.tsv; a name that is not there counts as a newsroom where
// only a newsroom could stand: in a dateline's brackets, after "seen by" or "obtained by", or after
// "told" in two sentences and nowhere else. Sorted by evidence. Pure; linear in the text.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lineage/tables.h"

namespace stemma::lineage {

enum class CreditKind : std::uint8_t {
  kTold,      // "told Reuters", "in an interview with Reuters"
  kSeenBy,    // "seen by Reuters", "reviewed by Reuters"
  kByline,    // in a byline
  kDateline,  // in a dateline
  kNotice,    // "Reporting by ...", copyright lines
};

struct Credit {
  std::string newsroom;  // canonical name
  CreditKind kind = CreditKind::kTold;
  Evidence evidence;                   // the words
  std::optional<SentenceId> sentence;  // for those that stand in prose
};

std::vector<std::vector<Credit>> find_credits(std::span<const Report> reports,
                                              std::span<const Analysis> analyses,
                                              const Model::Tables& tables);

/// Whether the report comes from that newsroom itself: its outlet says so, or it has no outlet and
/// a dateline does. REQUIRES: credits are the report's own.
bool is_by(const Report& report, std::span<const Credit> credits, const std::string& newsroom,
           const Model::Tables& tables);

}  // namespace stemma::lineage
