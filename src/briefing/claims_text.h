// Claims by speaker, as plain lines: whose word, who passed it on, how sure, when, and where in the
// text.
//
//   render_claims(briefing, {.speaker = "observatory", .certainty = Certainty::kDenied})
//
//   International Flood Observatory
//     said  26 people had died in Dolna
//           certain, happened; via Meridian; r1:812-845
//
// Speakers stand in the order of their first claim, the reports' own voice last. Empty where no
// claim passes the filter. Pure; deterministic.
#pragma once

#include <optional>
#include <string>

#include "stemma/briefing.h"

namespace stemma::briefing {

/// What is shown; what is not set lets everything through.
struct ClaimFilter {
  std::optional<std::string> speaker;  // words of a name, whatever their case: "observatory"
  std::optional<Certainty> certainty;
  std::optional<Tense> tense;
  std::optional<std::string> predicate;  // dictionary form; any proposition of the claim
  bool negated = false;                  // only what is said not to be so
  bool relayed = false;                  // only what somebody passed on
};

std::string render_claims(const Briefing& briefing, const ClaimFilter& filter);

/// By name, as the JSON has it; absent where there is no such.
std::optional<Certainty> parse_certainty(std::string_view name);
std::optional<Tense> parse_tense(std::string_view name);

}  // namespace stemma::briefing
