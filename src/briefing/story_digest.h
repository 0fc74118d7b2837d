// What a desk wants to know of a story before it reads the briefing, each finding with the moment
// from which it could be known: the arrival of the last report that it needs.
//
//   StoryDigest digest = digest_story(briefing, stamps);
//   for (const News& news : digest.news)
//     if (news.at >= since) tell(news);
//
// Pure: of one briefing, whatever was told before.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stemma/briefing.h"

namespace stemma::briefing {

/// What a library knows of a report of the briefing.
struct Stamp {
  std::string id;       // "3fa9c1d2e4b50617"
  std::string version;  // "3fa9c1d2e4b50617.2"
  std::string added;    // "2031-03-07T09:30:00Z"
};

enum class NewsKind : std::uint8_t {
  kOrigin,  // a further independent line of reporting
  kDenial,  // something is denied, or told with the opposite sense
  kFigure,  // a figure is not what it was elsewhere
  kParty,   // another did it, or had it done to them
  kWord,    // on another's word, or on nobody's
};
std::string_view to_string(NewsKind kind);

struct News {
  NewsKind kind = NewsKind::kOrigin;
  std::string at;
  std::string note;               // a sentence for people
  std::vector<Evidence> places;   // the words
  std::vector<ReportId> reports;  // that it is about, ascending
};

struct StoryDigest {
  std::uint32_t origins = 0;
  std::uint32_t contested = 0;  // readings that were altered or are in conflict
  std::vector<News> news;       // by time, then by kind
};

/// REQUIRES: stamps run parallel to the reports.
StoryDigest digest_story(const Briefing& briefing, std::span<const Stamp> stamps);

/// With the lineage and the readings of two reports or more, one JSON object; ids as a library
/// exports them.
std::string render_digest(const Briefing& briefing, std::span<const Stamp> stamps);

}  // namespace stemma::briefing
