// What a comparison says in words, on a terminal and on a page alike.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "briefing/compare.h"
#include "briefing/render.h"

namespace stemma::briefing {

/// "2 reports, 1 origin: ...", "Two texts of one report: Sela Herald."
std::string compare_headline(const Lookup& lookup, const Sides& sides);

/// "1 sentence as it was", "12 sentences as they were".
std::string as_they_were(std::size_t sentences);

/// How many sentences stand in both, and what cannot be compared.
std::string compare_summary(const Lookup& lookup, const Comparison& comparison, const Sides& sides);

/// "Sela Herald (r1): Pumps fail", "Version 2 (r2), taken in 2031-03-08 09:30".
std::string compare_heading(const Lookup& lookup, ReportId report, const Sides& sides);

/// The titles, where they are two texts of one report and the titles differ, with the words that
/// do; ranges lie in the titles.
struct TitleChange {
  std::vector<MarkedRange> a;
  std::vector<MarkedRange> b;
};
std::optional<TitleChange> title_change(const Briefing& briefing, const Sides& sides);

/// "Only r1 has, outside its prose"; empty where there is nothing.
std::string outside_heading(ReportId report, const Sides& sides);

}  // namespace stemma::briefing
