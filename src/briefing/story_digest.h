// What a desk wants to know of a story before it reads the briefing, each finding with the moment
// from which it could be known: the arrival of the last report that it needs. Where that has had
// several texts, it is the first of those that have stood with the sentence ever since: another
// comma elsewhere makes no news.
//
//   std::string json = render_digest(briefing, stamps);
//
// Pure: of one briefing, whatever was told before.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stemma/briefing.h"

namespace stemma::briefing {

/// A text that a report had before the one of the briefing.
struct EarlierText {
  std::string added;
  std::string text;  // as clean() gives it
};

/// What a library knows of a report of the briefing.
struct Stamp {
  std::string id;                    // "3fa9c1d2e4b50617"
  std::string version;               // "3fa9c1d2e4b50617.2"
  std::string added;                 // of that version: "2031-03-07T09:30:00Z"
  std::vector<EarlierText> earlier;  // the oldest first
};

/// One JSON object: "origins", "contested" (readings that were altered or are in conflict), "news"
/// by time and then by kind, and the lineage and the readings of two reports or more; ids as a
/// library exports them. REQUIRES: stamps run parallel to the reports.
std::string render_digest(const Briefing& briefing, std::span<const Stamp> stamps);

}  // namespace stemma::briefing
