// stemma story: the briefing of one story; stemma changes: what is new in all of them.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "briefing/display.h"
#include "briefing/render.h"
#include "briefing/story_desk.h"
#include "console.h"
#include "library/add.h"
#include "library/story_rows.h"
#include "library/story_words.h"
#include "library_verbs.h"
#include "progress.h"
#include "revisions.h"
#include "story_words.h"
#include "text_options.h"
#include "verbs.h"

namespace stemma::app {
namespace {

using Json = nlohmann::ordered_json;
using briefing::kMostInBriefing;
using briefing::StoryDesk;
using library::story_name;
using library::StoryEvent;

/// What happened, seen from one story: `story` is the one that is looked at.
std::string event_words(const StoryEvent& event, StoryId story) {
  const std::string about =
      event.title.empty() ? event.report : briefing::quoted(briefing::clean(event.title));
  if (event.kind == "new") return fmt::format("begins with {}", about);
  if (event.kind == "joined") {
    return event.story == story ? fmt::format("{} joins; {}", about, briefing::clean(event.reason))
                                : fmt::format("{} goes to {}", about, story_name(event.story));
  }
  const std::string from = event.from ? story_name(*event.from) : "";
  if (event.kind == "merged" || event.kind == "merge") {
    return event.story == story
               ? fmt::format("{} becomes part of it; {}", from, event.reason)
               : fmt::format("becomes part of {}; {}", story_name(event.story), event.reason);
  }
  if (event.kind == "split") {
    return event.story == story
               ? fmt::format("{} of {} split off; {}", plural(event.moved.size(), "report"), from,
                             event.reason)
               : fmt::format("{} go to {}; {}", plural(event.moved.size(), "report"),
                             story_name(event.story), event.reason);
  }
  return fmt::format("{} and {}: {}", story_name(event.story), from, event.reason);
}

Json event_json(const StoryEvent& event) {
  return {{"at", event.at},
          {"kind", event.kind},
          {"story", story_name(event.story)},
          {"from", event.from ? Json(story_name(*event.from)) : Json()},
          {"report", event.report.empty() ? Json() : Json(event.report)},
          {"moved", event.moved},
          {"reason", event.reason}};
}

std::string story_text(const library::StoryLine& line, const std::vector<StoryEvent>& history,
                       const std::string& page) {
  std::string out = fmt::format("{}\n       {}\n\n{}\nHOW THIS STORY CAME ABOUT\n",
                                story_head(line), story_title(line), page);
  for (const StoryEvent& event : history)
    out += fmt::format("  {}  {}\n", event.at.substr(0, 16), event_words(event, line.story));
  return out;
}

/// "12h", "3d", a day or a time as the library's own; nothing for anything else.
std::optional<std::string> since_when(const std::string& given) {
  if (stories::day_of(given)) return given;
  unsigned count = 0;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), count);
  if (error != std::errc() || end + 1 != given.data() + given.size() || count > 100'000)
    return std::nullopt;
  if (*end != 'h' && *end != 'd') return std::nullopt;
  const std::string now = library::utc_now();
  const auto day = stories::day_of(now);
  if (!day || now.size() < 19) return std::nullopt;
  int hour = 0;
  std::from_chars(now.data() + 11, now.data() + 13, hour);
  const auto then = std::chrono::sys_days(std::chrono::days(*day)) + std::chrono::hours(hour) -
                    std::chrono::hours(*end == 'h' ? count : count * 24);
  const auto date = std::chrono::floor<std::chrono::days>(then);
  const std::chrono::year_month_day calendar{date};
  return fmt::format("{:04}-{:02}-{:02}T{:02}{}", static_cast<int>(calendar.year()),
                     static_cast<unsigned>(calendar.month()), static_cast<unsigned>(calendar.day()),
                     std::chrono::duration_cast<std::chrono::hours>(then - date).count(),
                     now.substr(13));
}

/// What is new in one story.
struct Changed {
  StoryId story;
  std::vector<StoryEvent> events;
  library::StoryLine line;
  Json digest;
  std::vector<Json> news;
  std::vector<Revised> revisions;
  std::string legend;  // "r1 Sela Herald, r3 Velmar Post": whom the news calls so
};

/// How many findings are new.
std::size_t substance(const Changed& changed) {
  std::size_t count = changed.news.size();
  for (const Revised& revised : changed.revisions)
    count += revised.found.value("news", Json::array()).size();
  return count;
}

/// By story that is there now, those with most events first. A new text of a report that stays
/// where it was is no event, but may tell something new.
Result<std::vector<Changed>> changed_stories(Library& library, const std::string& since,
                                             std::size_t limit) {
  auto events = library::story_events(library, since);
  if (!events) return events.error();
  std::map<StoryId, Changed> by_story;
  std::map<StoryId, StoryId> living;
  for (StoryEvent& event : *events) {
    const auto [at, added] = living.try_emplace(event.story, event.story);
    if (added) {
      const auto found = library::find_story(library, story_name(event.story));
      if (!found) return found.error();
      at->second = *found;
    }
    Changed& changed = by_story[at->second];
    changed.story = at->second;
    changed.events.push_back(std::move(event));
  }
  const auto touched = library::stories_changed(library, since);
  if (!touched) return touched.error();
  for (const StoryId story : *touched) by_story[story].story = story;
  std::vector<Changed> out;
  for (auto& [story, changed] : by_story) out.push_back(std::move(changed));
  std::stable_sort(out.begin(), out.end(), [](const Changed& a, const Changed& b) {
    return a.events.size() > b.events.size();
  });
  out.resize(std::min(out.size(), limit));
  return out;
}

/// The reports that news speaks of, by the names that it gives them.
Result<std::string> legend_of(const Changed& changed, StoryDesk& desk) {
  std::set<std::string> named;
  for (const Json& news : changed.news) {
    for (const Json& id : news.value("reports", Json::array())) named.insert(id.get<std::string>());
  }
  const auto reports = desk.reports(changed.story);
  if (!reports) return reports.error();
  std::string out;
  for (std::size_t i = 0; i < reports->size(); ++i) {
    const library::StoryReport& report = (*reports)[i];
    if (!named.contains(report.id)) continue;
    out += fmt::format("{}r{} {}", out.empty() ? "" : ", ", i + 1,
                       briefing::clean(report.outlet.empty() ? report.title : report.outlet));
  }
  return out;
}

std::string changed_text(const Changed& changed) {
  std::string out = story_head(changed.line);
  if (changed.digest.contains("origins"))
    out += "; " + plural(changed.digest.value("origins", 0u), "origin");
  out += fmt::format("\n       {}\n", story_title(changed.line));
  for (const Json& news : changed.news)
    out += fmt::format("  ! {:<8} {}\n", news.value("kind", ""), news.value("note", ""));
  if (!changed.legend.empty()) out += fmt::format("    ({})\n", changed.legend);
  for (const Revised& revised : changed.revisions) out += revision_text(revised);
  for (const StoryEvent& event : changed.events) {
    if (event.story == changed.story && event.kind == "joined")
      out += fmt::format("  + {:<8} {}\n", "joined",
                         event.title.empty() ? event.report : briefing::clean(event.title));
    else
      out += fmt::format("  + {:<8} {}\n", event.kind, event_words(event, changed.story));
  }
  return out;
}

Json changed_json(const Changed& changed) {
  Json out = story_json(changed.line);
  out["origins"] = changed.digest.value("origins", Json());
  out["news"] = changed.news;
  out["revisions"] = Json::array();
  for (const Revised& revised : changed.revisions) {
    for (const Json& news : revised.found.value("news", Json::array())) out["news"].push_back(news);
    out["revisions"].push_back(revision_json(revised));
  }
  out["events"] = Json::array();
  for (const StoryEvent& event : changed.events) out["events"].push_back(event_json(event));
  return out;
}

}  // namespace

int run_story(const Arguments& arguments) {
  auto opened = open_library_to_keep(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  const auto story = library::find_story(library, arguments.positional[0]);
  if (!story) return story_failure(story.error());
  const auto line = library::story_line(library, *story);
  if (!line) return story_failure(line.error());
  const auto history = library::story_history(library, *story);
  if (!history) return story_failure(history.error());
  if (line->reports > kMostInBriefing) {
    complain(fmt::format("{} has {} reports; these are the {} last published", story_name(*story),
                         line->reports, kMostInBriefing));
  }
  StoryDesk desk(library, arguments.number("threads"));
  const std::string& format = arguments.get("format");
  const briefing::TextOptions options = text_options(arguments, 100);
  const std::string how =
      format == "text" ? fmt::format("text {}{}{}", options.columns,
                                     options.colour ? " colour" : "", options.full ? " full" : "")
                       : format;
  const auto page = desk.page(*story, how, [&](const Briefing& b) {
    return format == "json"   ? briefing::render_json(b)
           : format == "html" ? briefing::render_html(b)
                              : briefing::render_text(b, options);
  });
  if (!page) return story_failure(page.error());
  if (format == "html") return deliver(*page, arguments);
  if (format == "text") return deliver(story_text(*line, *history, *page), arguments);
  Json out = story_json(*line);
  out["history"] = Json::array();
  for (const StoryEvent& event : *history) out["history"].push_back(event_json(event));
  out["briefing"] = Json::parse(*page, nullptr, false);
  const auto reports = desk.reports(*story);
  if (!reports) return story_failure(reports.error());
  out["versions"] = Json::array();  // what the briefing calls r1, r2, ...
  for (const library::StoryReport& report : *reports) out["versions"].push_back(report.version_id);
  return deliver(dump(out, 1), arguments);
}

int run_changes(const Arguments& arguments) {
  const auto since = since_when(arguments.get("since"));
  if (!since) {
    complain(fmt::format("--since {}: neither a day, a time nor how long ago (12h, 3d)",
                         arguments.get("since")));
    return kUsageOrInput;
  }
  auto opened = open_library_to_keep(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  auto stories = changed_stories(library, *since, arguments.number("limit"));
  if (!stories) return story_failure(stories.error());
  const auto revisions = library::revisions_since(library, *since);
  if (!revisions) return story_failure(revisions.error());
  StoryDesk desk(library, arguments.number("threads"));
  RevisionDesk revision_desk(library, desk, arguments.number("threads"));
  Progress progress("reading", "stories");
  std::uint64_t done = 0;
  for (Changed& changed : *stories) {
    const auto line = library::story_line(library, changed.story);
    if (!line) return story_failure(line.error());
    changed.line = *line;
    changed.digest = Json::object();
    if (line->reports > 1) {
      auto digest = desk.digest(changed.story);
      if (!digest) return story_failure(digest.error());
      changed.digest = std::move(*digest);
      for (const Json& news : changed.digest.value("news", Json::array())) {
        if (news.value("at", "") >= *since) changed.news.push_back(news);
      }
      auto legend = legend_of(changed, desk);
      if (!legend) return story_failure(legend.error());
      changed.legend = std::move(*legend);
    }
    for (const library::Revision& revision : *revisions) {
      if (revision.story != changed.story) continue;
      auto revised = revision_desk.read(revision);
      if (!revised) return story_failure(revised.error());
      changed.revisions.push_back(std::move(*revised));
    }
    ++done;
    progress.show(done, done, stories->size());
  }
  progress.clear();
  // What is new in substance before what is only more of the same.
  std::stable_sort(stories->begin(), stories->end(),
                   [](const Changed& a, const Changed& b) { return substance(a) > substance(b); });
  std::string out;
  Json all = Json::array();
  for (const Changed& changed : *stories) {
    if (arguments.get("format") == "text") out += changed_text(changed) + "\n";
    if (arguments.get("format") == "jsonl") out += dump(changed_json(changed), -1);
    if (arguments.get("format") == "json") all.push_back(changed_json(changed));
  }
  if (arguments.get("format") == "json") out = dump(all, 1);
  const int delivered = deliver(out, arguments);
  return delivered == kDone && stories->empty() ? kNothingFound : delivered;
}

}  // namespace stemma::app
