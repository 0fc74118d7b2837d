// What stories a library has.
//
//   for (const StoryLine& line : *list_stories(library, {.sort = StorySort::kLargest})) show(line);
#pragma once

#include <string>
#include <vector>

#include "stemma/library.h"
#include "stemma/story.h"

namespace stemma::library {

enum class StorySort { kNewest, kLargest };

struct StoryListOptions {
  StorySort sort = StorySort::kNewest;
  std::size_t limit = 20;
  std::uint32_t least = 2;  // reports; smaller stories are left out
  std::string since;        // a day; stories whose last report is older are left out. Empty: none
};

/// One report of a story, by its newest version.
struct StoryReport {
  ReportNumber number = 0;
  std::int64_t version = 0;
  std::string id;          // "3fa9c1d2e4b50617"
  std::string version_id;  // "3fa9c1d2e4b50617.2"
  std::string title;
  std::string outlet;
  std::string published;  // empty where it is not known
  std::string url;
  std::string added;  // when this version came
};

struct StoryLine {
  StoryId story;
  std::string title;  // of the report most like all others
  std::uint32_t reports = 0;
  std::uint32_t outlets = 0;
  std::string first_day;  // as stories count it (library/report_day.h)
  std::string last_day;
  std::string changed;  // when its reports last did, UTC
};

Result<std::vector<StoryLine>> list_stories(Library& library, const StoryListOptions& options);

/// By publication, then by arrival; a report without a date after those of the day that it counts
/// as of (library/report_day.h).
Result<std::vector<StoryReport>> story_reports(Library& library, StoryId story);

/// One line of how a story came about.
struct StoryEvent {
  std::string at;
  std::string kind;
  StoryId story;
  std::optional<StoryId> from;
  std::string report;  // id; empty: a user did it
  std::string title;   // of that report
  std::vector<std::string> moved;
  std::string reason;
};

/// Of one story, in order.
Result<std::vector<StoryEvent>> story_history(Library& library, StoryId story);

/// Of all stories, from a moment on ("2031-03-07", "2031-03-07T09:30:00Z"), in order.
Result<std::vector<StoryEvent>> story_events(Library& library, const std::string& since);

/// Those whose reports, or the texts of these, have changed since. By number.
Result<std::vector<StoryId>> stories_changed(Library& library, const std::string& since);

/// One story as list_stories() has it.
Result<StoryLine> story_line(Library& library, StoryId story);

}  // namespace stemma::library
