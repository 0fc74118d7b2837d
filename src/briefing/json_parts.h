// What the JSON of a briefing and of a comparison have in common.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "briefing/compare.h"
#include "briefing/lookup.h"
#include "briefing/story_digest.h"

namespace stemma::briefing {

/// {"report", "begin", "end", "text"}
nlohmann::ordered_json span_json(const Lookup& lookup, const Evidence& e);

/// The same with the "version" of a library in place of the report. REQUIRES: stamps run parallel
/// to the reports.
nlohmann::ordered_json span_json(const Lookup& lookup, std::span<const Stamp> stamps,
                                 const Evidence& e);

/// {"same", "changed", "only_a", "only_b"}
nlohmann::ordered_json counts_json(const Comparison& comparison);

/// Scores are estimates: four decimals say all there is to say, and keep files comparable.
double rounded(double score);

/// A report of the briefing, without its sentences.
nlohmann::ordered_json report_json(const Briefing& briefing, const Report& report);

/// Nodes, edges and origins.
nlohmann::ordered_json lineage_json(const Briefing& briefing);

}  // namespace stemma::briefing
