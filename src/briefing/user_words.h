// A lineage as a user says it is: two reports of one origin, or of two.
//
//   Lineage heeded = heed({{r1, r3, .same = true}}, std::move(lineage));
//   const auto id = find_report(reports, "wire.txt");      // also "r3", or an outlet's name
//
// Where the texts already say so nothing changes. Else "same" gives the origins of both one source
// (the hidden one of either, or a new one that stands for the user's word), and "distinct" cuts the
// edges by which the second, or the one that is no source of the other, comes from what both share.
// A hidden source that is left with one child and no credit in any text goes. Pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "stemma/briefing.h"

namespace stemma::briefing {

/// REQUIRES: the ids are of reports of the lineage.
Lineage heed(std::span<const UserWord> words, Lineage lineage);

/// The report of this id ("r3"), source, file name or outlet; nothing if there is none or several.
std::optional<ReportId> find_report(std::span<const Report> reports, std::string_view name);

/// "By your word, r1 and r3 are of one origin."
std::string describe(const UserWord& word);

}  // namespace stemma::briefing
