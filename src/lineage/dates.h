// Publication dates for reports that state none, from the dated reports whose text they share.
//
//   std::vector<std::optional<Published>> inferred = infer_published(reports, analyses, lineage);
//   // inferred[i] only where reports[i] states no date
//   // -> 2022-12-07, "inferred: shares 14 sentences with r1, dated 2022-12-07, and both say
//   //    'Saturday'"
//
// A report dated without a year ("March 11") keeps its day and takes only the year, the one that
// puts the two days nearest:
//   // -> 2022-12-06, "inferred: dateline December 6; the year from r1, dated 2022-12-07, with
//   which
//   //    it shares 14 sentences", its evidence the day's words in the report's own text
//
// A guess with its reason: copies and rewrites of a news story run within a day or so of it. Only
// reports of one lineage lend their dates, never reports that merely tell of the same event.
// Pure and deterministic.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/lineage.h"
#include "stemma/report.h"

namespace stemma::lineage {

std::vector<std::optional<Published>> infer_published(std::span<const Report> reports,
                                                      std::span<const Analysis> analyses,
                                                      const Lineage& lineage);

/// The day "XXXX-03-11", since 1970-01-01, in the year that puts it nearest to another day; nothing
/// where the two would be more than 90 days apart, too far for texts of one story.
std::optional<std::int32_t> in_nearest_year(std::string_view day, std::int32_t near);

}  // namespace stemma::lineage
