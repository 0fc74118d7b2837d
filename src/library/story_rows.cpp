#include "library/story_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stemma::library {
namespace {

/// Runs a query for its one row; `use` reads it.
template <class Use>
std::optional<Error> one_row(Statement& query, Use use) {
  if (query.step()) use(query);
  auto error = query.error();
  query.reset();
  return error;
}

}  // namespace

std::string story_name(StoryId story) { return fmt::format("s{}", story.value); }

StoryRows::StoryRows(Connection& db)
    : db_(db),
      step_(db, "SELECT step FROM placing"),
      // By day: SQLite, which has not seen how many rows there are, would rather take the maker's
      // index and with it, for each day, all that was ever placed.
      day_(db,
           "SELECT placed.report, story, sketch, stories.reports FROM placed "
           "INDEXED BY placed_by_day "
           "JOIN stories ON stories.id = story WHERE day = ? AND placed.report > ? AND maker = ? "
           "ORDER BY placed.report"),
      size_(db, "SELECT reports FROM stories WHERE id = ?"),
      place_(db,
             "INSERT INTO placed(report, version, day, story, maker, sketch) "
             "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(report) DO UPDATE SET "
             "version = excluded.version, day = excluded.day, story = excluded.story, "
             "maker = excluded.maker, sketch = excluded.sketch"),
      begin_(db,
             "INSERT INTO stories(id, reports, began, changed) VALUES(?1, 0, ?2, ?2) "
             "ON CONFLICT DO NOTHING"),
      count_(db, "UPDATE stories SET reports = reports + ?, changed = ? WHERE id = ?"),
      move_(db, "UPDATE placed SET story = ? WHERE report = ?"),
      merge_(db, "UPDATE placed SET story = ? WHERE story = ?"),
      end_(db, "UPDATE stories SET reports = 0, merged_into = ?, changed = ? WHERE id = ?"),
      tell_(db,
            "INSERT INTO story_changes(kind, story, from_story, report, moved, reason, at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)"),
      title_(db,
             "SELECT public, title FROM reports JOIN versions ON versions.report = reports.id "
             "WHERE reports.id = ? ORDER BY number DESC LIMIT 1"),
      next_step_(db, "UPDATE placing SET step = step + 1") {}

Result<std::int64_t> StoryRows::step() {
  std::int64_t step = 0;
  if (auto error = one_row(step_, [&](const Statement& row) { step = row.integer(0); }))
    return *error;
  return step;
}

std::optional<Error> StoryRows::open(stories::Stories& stories, std::int64_t maker) {
  Statement next(db_, "SELECT coalesce(max(id), 0) + 1 FROM stories");
  if (auto error = one_row(next, [&](const Statement& row) {
        stories.set_next(StoryId{static_cast<std::uint32_t>(row.integer(0))});
      }))
    return error;
  Statement newest(db_, "SELECT max(report) FROM placed WHERE maker = ?");
  if (auto error = one_row(newest.bind(1, maker), [&](const Statement& row) {
        if (!row.is_null(0)) stories.set_newest(static_cast<ReportNumber>(row.integer(0)));
      }))
    return error;
  Statement sides(db_,
                  "SELECT w.report, p.story, group_concat(w.word * 2 + "
                  "CASE s.kind WHEN 'split' THEN w.side ELSE 0 END) "
                  "FROM story_word_reports w JOIN story_words s ON s.id = w.word "
                  "JOIN placed p ON p.report = w.report WHERE s.undone IS NULL GROUP BY w.report");
  while (sides.step()) {
    std::vector<stories::Side> list;
    for (const auto& side :
         nlohmann::json::parse("[" + std::string(sides.text(2)) + "]", nullptr, false))
      list.push_back(side.get<stories::Side>());
    std::sort(list.begin(), list.end());
    stories.set_sides(static_cast<ReportNumber>(sides.integer(0)),
                      StoryId{static_cast<std::uint32_t>(sides.integer(1))}, std::move(list));
  }
  return sides.error();
}

std::optional<Error> StoryRows::load_around(stories::Stories& stories, std::int32_t day,
                                            std::int64_t maker) {
  for (const std::int32_t missing : stories.missing_days(day)) {
    day_.bind(1, missing).bind(2, stories.floor()).bind(3, maker);
    while (day_.step()) {
      auto sketch = stories::sketch_from(day_.blob(2));
      if (!sketch) {
        day_.reset();
        return Error{ErrorCode::kMalformed, "a report's sketch is damaged; bring back a copy",
                     db_.path()};
      }
      const StoryId story{static_cast<std::uint32_t>(day_.integer(1))};
      stories.set_size(story, static_cast<std::uint32_t>(day_.integer(3)));
      stories.restore(
          {static_cast<ReportNumber>(day_.integer(0)), missing, story, std::move(*sketch)});
    }
    const auto error = day_.error();
    day_.reset();
    if (error) return error;
  }
  return std::nullopt;
}

std::optional<Error> StoryRows::load_size(stories::Stories& stories, StoryId story) {
  return one_row(size_.bind(1, story.value), [&](const Statement& row) {
    stories.set_size(story, static_cast<std::uint32_t>(row.integer(0)));
  });
}

std::optional<Error> StoryRows::count(StoryId story, std::int64_t more, std::string_view now) {
  return count_.bind(1, more).bind(2, now).bind(3, story.value).run();
}

std::optional<Error> StoryRows::begin_story(StoryId story, std::string_view now) {
  return begin_.bind(1, story.value).bind(2, now).run();
}

std::optional<Error> StoryRows::merge(StoryId from, StoryId to, std::string_view now) {
  std::int64_t reports = 0;
  if (auto error = one_row(size_.bind(1, from.value),
                           [&](const Statement& row) { reports = row.integer(0); }))
    return error;
  if (auto error = merge_.bind(1, to.value).bind(2, from.value).run()) return error;
  if (auto error = count(to, reports, now)) return error;
  return end_.bind(1, to.value).bind(2, now).bind(3, from.value).run();
}

std::optional<Error> StoryRows::move(const std::vector<ReportNumber>& reports, StoryId from,
                                     StoryId to, std::string_view now) {
  for (const ReportNumber report : reports) {
    if (auto error = move_.bind(1, to.value).bind(2, report).run()) return error;
  }
  if (auto error = count(from, -std::int64_t(reports.size()), now)) return error;
  return count(to, std::int64_t(reports.size()), now);
}

Result<std::string> StoryRows::reason_of(const StoryChange& change) {
  switch (change.kind) {
    case StoryChangeKind::kMerged:
      return fmt::format("with this report they are one: mean likeness {:.2f}", change.likeness);
    case StoryChangeKind::kSplit:
      return fmt::format("with this report they are less alike: mean likeness {:.2f}",
                         change.likeness);
    case StoryChangeKind::kNew:
    case StoryChangeKind::kJoined:
      break;
  }
  if (!change.nearest) return std::string("no other report of these days is like it");
  std::string nearest;
  if (auto error = one_row(title_.bind(1, *change.nearest), [&](const Statement& row) {
        nearest = fmt::format("{}{}{}", row.text(0), row.text(1).empty() ? "" : " ", row.text(1));
      }))
    return *error;
  return fmt::format("likeness {:.2f} to {}: {}", change.likeness, nearest,
                     fmt::join(change.words, ", "));
}

std::optional<Error> StoryRows::write(const stories::Arrival& arrival, std::int64_t version,
                                      const stories::Placement& placement, std::int64_t maker,
                                      std::string_view now) {
  for (const StoryChange& change : placement.changes) {
    if (auto error = begin_story(change.story, now)) return error;
  }
  place_.bind(1, arrival.report).bind(2, version).bind(3, std::int64_t{arrival.day});
  place_.bind(4, placement.story.value).bind(5, maker).bind_blob(6, to_bytes(placement.sketch));
  if (auto error = place_.run()) return error;
  for (const StoryChange& change : placement.changes) {
    std::optional<Error> error;
    switch (change.kind) {
      case StoryChangeKind::kNew:
      case StoryChangeKind::kJoined:
        error = count(change.story, 1, now);
        if (!error && change.from) error = count(*change.from, -1, now);
        break;
      case StoryChangeKind::kMerged:
        error = merge(*change.from, change.story, now);
        break;
      case StoryChangeKind::kSplit:
        error = move(change.moved, *change.from, change.story, now);
        break;
    }
    if (error) return error;
    const auto reason = reason_of(change);
    if (!reason) return reason.error();
    if ((error = tell(to_string(change.kind), change.story, change.from, change.report,
                      change.moved, *reason, now)))
      return error;
  }
  return std::nullopt;
}

std::optional<Error> StoryRows::tell(std::string_view kind, StoryId story,
                                     std::optional<StoryId> from,
                                     std::optional<ReportNumber> report,
                                     const std::vector<ReportNumber>& moved,
                                     std::string_view reason, std::string_view now) {
  tell_.bind(1, kind).bind(2, story.value);
  from ? tell_.bind(3, from->value) : tell_.bind_null(3);
  report ? tell_.bind(4, *report) : tell_.bind_null(4);
  return tell_.bind(5, nlohmann::json(moved).dump()).bind(6, reason).bind(7, now).run();
}

std::optional<Error> StoryRows::end_step() { return next_step_.run(); }

}  // namespace stemma::library
