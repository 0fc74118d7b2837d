// The last step that all formats share: text and metadata -> a Report that keeps its invariants.
#pragma once

#include "intake/published.h"

namespace stemma::intake {

/// What a format's reader found out about one report.
struct Draft {
  Report report;                  // source, format, text, metadata and notes
  std::vector<Furniture> marked;  // furniture that the format itself shows
  std::vector<DateClaim> dates;   // best first
};

/// Marks furniture and settles title and date. Fails if the text is empty or over the limit.
Result<Report> assemble(Draft draft, const Rules& rules, const Options& options);

}  // namespace stemma::intake
