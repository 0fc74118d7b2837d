#include "library/story_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>

#include "grounding/calendar.h"
#include "library/sqlite.h"
#include "stories/sketch.h"

namespace stemma::library {
namespace {

constexpr std::size_t kMostCompared = 40;  // reports of a story that vie for its title

std::string day_name(std::int64_t day) {
  return grounding::iso(grounding::Day(std::chrono::days(static_cast<int>(day))));
}

/// Title of the report most like all others, and how many outlets there are.
std::optional<Error> describe(Connection& db, StoryLine& line) {
  Statement query(db,
                  "SELECT v.title, p.sketch FROM placed p JOIN versions v ON v.id = p.version "
                  "WHERE p.story = ? AND v.title <> '' ORDER BY p.day, p.report LIMIT ?");
  query.bind(1, line.story.value).bind(2, kMostCompared);
  std::vector<std::pair<std::string, stories::Sketch>> titled;
  while (query.step()) {
    titled.emplace_back(query.text(0),
                        stories::sketch_from(query.blob(1)).value_or(stories::Sketch{}));
  }
  if (query.error()) return query.error();
  double most = -1;
  for (const auto& [title, sketch] : titled) {
    double sum = 0;
    for (const auto& other : titled) sum += stories::overlap(sketch, other.second).likeness;
    if (sum <= most) continue;
    most = sum;
    line.title = title;
  }
  Statement outlets(db,
                    "SELECT count(DISTINCT nullif(v.outlet_folded, '')) FROM placed p "
                    "JOIN versions v ON v.id = p.version WHERE p.story = ?");
  if (outlets.bind(1, line.story.value).step())
    line.outlets = static_cast<std::uint32_t>(outlets.integer(0));
  return outlets.error();
}

}  // namespace

Result<std::vector<StoryLine>> list_stories(Library& library, const StoryListOptions& options) {
  Connection& db = library.db();
  const std::string order = options.sort == StorySort::kLargest ? "count(*) DESC, max(day) DESC"
                                                                : "max(day) DESC, count(*) DESC";
  Statement query(db,
                  "SELECT story, count(*), min(day), max(day), (SELECT changed FROM stories "
                  "WHERE id = story) FROM placed GROUP BY story HAVING count(*) >= ? "
                  "AND max(day) >= ? ORDER BY " +
                      order + ", story DESC LIMIT ?");
  const auto since = stories::day_of(options.since);
  if (!options.since.empty() && !since)
    return Error{ErrorCode::kUsage, "this is no day; write it as 2031-03-07", options.since};
  query.bind(1, options.least).bind(2, std::int64_t{since.value_or(-1'000'000'000)});
  query.bind(3, options.limit);
  std::vector<StoryLine> lines;
  while (query.step()) {
    StoryLine line;
    line.story = StoryId{static_cast<std::uint32_t>(query.integer(0))};
    line.reports = static_cast<std::uint32_t>(query.integer(1));
    line.first_day = day_name(query.integer(2));
    line.last_day = day_name(query.integer(3));
    line.changed = query.text(4);
    lines.push_back(std::move(line));
  }
  if (query.error()) return *query.error();
  for (StoryLine& line : lines) {
    if (auto error = describe(db, line)) return *error;
  }
  return lines;
}

Result<std::vector<StoryReport>> story_reports(Library& library, StoryId story) {
  Statement query(library.db(),
                  "SELECT p.report, v.id, r.public, v.title, v.outlet, "
                  "coalesce(v.published, ''), r.url, v.added, v.number FROM placed p "
                  "JOIN versions v ON v.id = p.version JOIN reports r ON r.id = p.report "
                  "WHERE p.story = ? ORDER BY p.day, v.published IS NULL, v.published, p.report");
  query.bind(1, story.value);
  std::vector<StoryReport> reports;
  while (query.step()) {
    StoryReport report;
    report.number = static_cast<ReportNumber>(query.integer(0));
    report.version = query.integer(1);
    report.id = query.text(2);
    report.title = query.text(3);
    report.outlet = query.text(4);
    report.published = query.text(5);
    report.url = query.text(6);
    report.added = query.text(7);
    report.version_id = fmt::format("{}.{}", report.id, query.integer(8));
    reports.push_back(std::move(report));
  }
  if (query.error()) return *query.error();
  return reports;
}

namespace {

Result<std::vector<StoryEvent>> events_where(Connection& db, std::string_view condition,
                                             const std::function<void(Statement&)>& bind) {
  Statement query(
      db, std::string("SELECT c.at, c.kind, c.story, c.from_story, coalesce(r.public, ''), "
                      "coalesce((SELECT title FROM versions v WHERE v.report = c.report "
                      "ORDER BY number DESC LIMIT 1), ''), "
                      "(SELECT json_group_array(public) FROM (SELECT m.public FROM "
                      "json_each(c.moved) j JOIN reports m ON m.id = j.value ORDER BY j.key)), "
                      "c.reason "
                      "FROM story_changes c LEFT JOIN reports r ON r.id = c.report WHERE ") +
              std::string(condition) + " ORDER BY c.id");
  bind(query);
  std::vector<StoryEvent> events;
  while (query.step()) {
    StoryEvent event;
    event.at = query.text(0);
    event.kind = query.text(1);
    event.story = StoryId{static_cast<std::uint32_t>(query.integer(2))};
    if (!query.is_null(3)) event.from = StoryId{static_cast<std::uint32_t>(query.integer(3))};
    event.report = query.text(4);
    event.title = query.text(5);
    for (const auto& id : nlohmann::json::parse(query.text(6), nullptr, false)) {
      if (id.is_string()) event.moved.push_back(id.get<std::string>());
    }
    event.reason = query.text(7);
    events.push_back(std::move(event));
  }
  if (query.error()) return *query.error();
  return events;
}

}  // namespace

Result<std::vector<StoryEvent>> story_history(Library& library, StoryId story) {
  return events_where(library.db(), "c.story = ?1 OR c.from_story = ?1",
                      [&](Statement& query) { query.bind(1, story.value); });
}

Result<std::vector<StoryEvent>> story_events(Library& library, const std::string& since) {
  return events_where(library.db(), "c.at >= ?1", [&](Statement& query) { query.bind(1, since); });
}

Result<std::vector<StoryId>> stories_changed(Library& library, const std::string& since) {
  Statement query(library.db(),
                  "SELECT id FROM stories WHERE changed >= ? AND merged_into IS NULL ORDER BY id");
  query.bind(1, since);
  std::vector<StoryId> stories;
  while (query.step()) stories.push_back(StoryId{static_cast<std::uint32_t>(query.integer(0))});
  if (query.error()) return *query.error();
  return stories;
}

Result<StoryLine> story_line(Library& library, StoryId story) {
  Connection& db = library.db();
  Statement query(db,
                  "SELECT count(*), coalesce(min(day), 0), coalesce(max(day), 0), (SELECT changed "
                  "FROM stories WHERE id = ?1) FROM placed WHERE story = ?1");
  StoryLine line;
  line.story = story;
  if (query.bind(1, story.value).step()) {
    line.reports = static_cast<std::uint32_t>(query.integer(0));
    line.first_day = day_name(query.integer(1));
    line.last_day = day_name(query.integer(2));
    line.changed = query.text(3);
  }
  if (query.error()) return *query.error();
  if (auto error = describe(db, line)) return *error;
  return line;
}

}  // namespace stemma::library
