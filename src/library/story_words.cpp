#include "library/story_words.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <charconv>

#include "library/story_rows.h"

namespace stemma::library {
namespace {

StoryId story_at(const Statement& row, int column) {
  return StoryId{static_cast<std::uint32_t>(row.integer(column))};
}

Error usage(std::string message) { return {ErrorCode::kUsage, std::move(message), {}}; }

/// Follows a story to the one that it went into. A damaged file may lead in circles.
Result<StoryId> living(Connection& db, StoryId story) {
  Statement query(db,
                  "WITH RECURSIVE way(id, step) AS (SELECT ?, 0 UNION ALL SELECT merged_into, "
                  "step + 1 FROM way JOIN stories USING(id) "
                  "WHERE merged_into IS NOT NULL AND step < 1000) "
                  "SELECT way.id FROM way JOIN stories USING(id) WHERE merged_into IS NULL");
  std::optional<StoryId> found;
  if (query.bind(1, story.value).step()) found = story_at(query, 0);
  if (query.error()) return *query.error();
  if (found) return *found;
  return Error{ErrorCode::kNotFound, "there is no such story", story_name(story)};
}

Result<std::vector<ReportNumber>> reports_of(Connection& db, StoryId story) {
  Statement query(db, "SELECT report FROM placed WHERE story = ? ORDER BY report");
  query.bind(1, story.value);
  std::vector<ReportNumber> reports;
  while (query.step()) reports.push_back(static_cast<ReportNumber>(query.integer(0)));
  if (query.error()) return *query.error();
  return reports;
}

/// The one report of a story that is so named.
Result<ReportNumber> report_named(Connection& db, StoryId story, std::string_view name) {
  const std::string_view id = name.substr(0, name.find('.'));  // a version names its report
  Statement query(db,
                  "SELECT reports.id FROM placed JOIN reports ON reports.id = report "
                  "WHERE story = ? AND substr(public, 1, length(?)) = ?");
  query.bind(1, story.value).bind(2, id).bind(3, id);
  std::vector<ReportNumber> found;
  while (query.step()) found.push_back(static_cast<ReportNumber>(query.integer(0)));
  if (query.error()) return *query.error();
  if (id.empty() || found.empty()) {
    return Error{ErrorCode::kNotFound,
                 fmt::format("{} has no such report; `stemma story {}` lists them",
                             story_name(story), story_name(story)),
                 std::string(name)};
  }
  if (found.size() > 1) {
    return Error{ErrorCode::kUsage,
                 fmt::format("{} reports of {} begin so; give more of the id", found.size(),
                             story_name(story)),
                 std::string(name)};
  }
  return found.front();
}

/// One change by a user: a transaction and what all of them write.
class Change {
 public:
  Change(Library& library, const std::string& now)
      : db_(library.db()), now_(now), transaction_(db_), rows_(db_) {}

  const std::optional<Error>& error() const { return transaction_.error(); }
  StoryRows& rows() { return rows_; }

  Result<std::int64_t> add_word(std::string_view kind, StoryId story, StoryId other) {
    Statement insert(db_, "INSERT INTO story_words(kind, story, other, at) VALUES(?, ?, ?, ?)");
    insert.bind(1, kind).bind(2, story.value).bind(3, other.value).bind(4, now_);
    if (auto error = insert.run()) return *error;
    return static_cast<std::int64_t>(sqlite3_last_insert_rowid(db_.get()));
  }

  std::optional<Error> add_reports(std::int64_t word, const std::vector<ReportNumber>& reports,
                                   int side) {
    Statement insert(db_, "INSERT INTO story_word_reports(word, report, side) VALUES(?, ?, ?)");
    for (const ReportNumber report : reports) {
      if (auto error = insert.bind(1, word).bind(2, report).bind(3, side).run()) return error;
    }
    return std::nullopt;
  }

  Result<SaidWord> finish(SaidWord word) {
    if (auto error = rows_.end_step()) return *error;
    if (auto error = transaction_.commit()) return *error;
    return word;
  }

 private:
  Connection& db_;
  const std::string& now_;
  Transaction transaction_;
  StoryRows rows_;
};

struct Word {
  std::int64_t number = 0;
  std::string kind;
  StoryId story;
  StoryId other;
};

Result<Word> word_in_force(Connection& db, std::optional<std::int64_t> number) {
  Statement query(db,
                  "SELECT id, kind, story, other FROM story_words WHERE undone IS NULL "
                  "AND (?1 IS NULL OR id = ?1) ORDER BY id DESC LIMIT 1");
  std::optional<Word> word;
  if (query.bind(1, number).step())
    word =
        Word{query.integer(0), std::string(query.text(1)), story_at(query, 2), story_at(query, 3)};
  if (query.error()) return *query.error();
  if (word) return *word;
  return Error{ErrorCode::kNotFound,
               number ? fmt::format("no word {} is in force", *number)
                      : std::string("nothing that was said by hand is in force"),
               {}};
}

/// The last word in force after this one that speaks of reports of its.
Result<std::optional<std::int64_t>> later_word(Connection& db, std::int64_t word) {
  Statement query(db,
                  "SELECT max(later.word) FROM story_word_reports mine "
                  "JOIN story_word_reports later ON later.report = mine.report "
                  "JOIN story_words ON story_words.id = later.word "
                  "WHERE mine.word = ?1 AND later.word > ?1 AND undone IS NULL");
  std::optional<std::int64_t> later;
  if (query.bind(1, word).step() && !query.is_null(0)) later = query.integer(0);
  if (query.error()) return *query.error();
  return later;
}

/// Is there a split in force that keeps reports of the two apart?
Result<std::optional<std::int64_t>> split_between(Connection& db, StoryId a, StoryId b) {
  Statement query(db,
                  "SELECT x.word FROM story_word_reports x JOIN placed p ON p.report = x.report "
                  "JOIN story_words w ON w.id = x.word WHERE w.undone IS NULL AND "
                  "w.kind = 'split' AND p.story = ?1 AND EXISTS(SELECT 1 FROM "
                  "story_word_reports y JOIN placed q ON q.report = y.report "
                  "WHERE y.word = x.word AND y.side <> x.side AND q.story = ?2) LIMIT 1");
  std::optional<std::int64_t> word;
  if (query.bind(1, a.value).bind(2, b.value).step()) word = query.integer(0);
  if (query.error()) return *query.error();
  return word;
}

}  // namespace

Result<StoryId> find_story(Library& library, std::string_view name) {
  std::string_view digits = name;
  if (digits.starts_with('s')) digits.remove_prefix(1);
  StoryId story;
  const auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), story.value);
  if (failed != std::errc() || end != digits.data() + digits.size()) {
    return Error{ErrorCode::kUsage, "no name of a story; they are as s12 (`stemma stories`)",
                 std::string(name)};
  }
  return living(library.db(), story);
}

Result<SaidWord> merge_stories(Library& library, StoryId a, StoryId b, const std::string& now) {
  Connection& db = library.db();
  Change change(library, now);
  if (change.error()) return *change.error();
  auto to = living(db, a);
  if (!to) return to.error();
  auto from = living(db, b);
  if (!from) return from.error();
  if (*to == *from) return usage(fmt::format("{} is one story already", story_name(*to)));
  const auto split = split_between(db, *to, *from);
  if (!split) return split.error();
  if (*split) {
    return usage(
        fmt::format("a split by hand keeps {} and {} apart; take it back with "
                    "`stemma undo {}`",
                    story_name(*to), story_name(*from), **split));
  }
  auto stay = reports_of(db, *to);
  if (!stay) return stay.error();
  auto come = reports_of(db, *from);
  if (!come) return come.error();
  if (come->size() > stay->size() || (come->size() == stay->size() && *from < *to)) {
    std::swap(*to, *from);
    std::swap(*stay, *come);
  }
  const auto word = change.add_word("merge", *to, *from);
  if (!word) return word.error();
  if (auto error = change.add_reports(*word, *stay, 0)) return *error;
  if (auto error = change.add_reports(*word, *come, 1)) return *error;
  if (auto error = change.rows().merge(*from, *to, now)) return *error;
  if (auto error = change.rows().tell("merge", *to, *from, std::nullopt, *come, "by hand", now))
    return *error;
  return change.finish({*word, *to, *from});
}

Result<SaidWord> split_story(Library& library, StoryId story, std::span<const std::string> reports,
                             const std::string& now) {
  Connection& db = library.db();
  Change change(library, now);
  if (change.error()) return *change.error();
  const auto from = living(db, story);
  if (!from) return from.error();
  std::vector<ReportNumber> moved;
  for (const std::string& name : reports) {
    const auto report = report_named(db, *from, name);
    if (!report) return report.error();
    moved.push_back(*report);
  }
  std::sort(moved.begin(), moved.end());
  moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
  auto rest = reports_of(db, *from);
  if (!rest) return rest.error();
  std::erase_if(*rest, [&](ReportNumber report) {
    return std::binary_search(moved.begin(), moved.end(), report);
  });
  if (rest->empty()) return usage("these are all reports of the story; name a part of them");
  Statement next(db, "SELECT max(id) + 1 FROM stories");
  if (!next.step()) return next.error().value_or(Error{});
  const StoryId to = story_at(next, 0);
  next.reset();
  if (auto error = change.rows().begin_story(to, now)) return *error;
  const auto word = change.add_word("split", *from, to);
  if (!word) return word.error();
  if (auto error = change.rows().move(moved, *from, to, now)) return *error;
  if (auto error = change.add_reports(*word, *rest, 0)) return *error;
  if (auto error = change.add_reports(*word, moved, 1)) return *error;
  if (auto error = change.rows().tell("split", to, *from, std::nullopt, moved, "by hand", now))
    return *error;
  return change.finish({*word, *from, to});
}

Result<SaidWord> undo_word(Library& library, std::optional<std::int64_t> number,
                           const std::string& now) {
  Connection& db = library.db();
  Change change(library, now);
  if (change.error()) return *change.error();
  const auto word = word_in_force(db, number);
  if (!word) return word.error();
  const auto later = later_word(db, word->number);
  if (!later) return later.error();
  if (*later) {
    return usage(
        fmt::format("word {} came after it and speaks of the same reports; take that "
                    "back first (`stemma undo {}`)",
                    **later, **later));
  }
  const auto story = living(db, word->story);
  if (!story) return story.error();
  SaidWord undone{word->number, *story, word->other};
  std::vector<ReportNumber> moved;
  if (word->kind == "merge") {
    Statement query(db,
                    "SELECT w.report FROM story_word_reports w JOIN placed p ON "
                    "p.report = w.report WHERE word = ? AND side = 1 AND p.story = ? "
                    "ORDER BY w.report");
    query.bind(1, word->number).bind(2, story->value);
    while (query.step()) moved.push_back(static_cast<ReportNumber>(query.integer(0)));
    if (query.error()) return *query.error();
    Statement revive(db, "UPDATE stories SET merged_into = NULL WHERE id = ?");
    if (auto error = revive.bind(1, word->other.value).run()) return *error;
    if (auto error = change.rows().move(moved, *story, word->other, now)) return *error;
  } else {
    const auto other = living(db, word->other);
    if (!other) return other.error();
    undone.other = *other;
    auto come = reports_of(db, *other);
    if (!come) return come.error();
    moved = std::move(*come);
    if (*other != *story) {
      if (auto error = change.rows().merge(*other, *story, now)) return *error;
    }
  }
  Statement end(db, "UPDATE story_words SET undone = ? WHERE id = ?");
  if (auto error = end.bind(1, now).bind(2, word->number).run()) return *error;
  const std::string reason = fmt::format("by hand: the {} is taken back", word->kind);
  if (auto error =
          change.rows().tell("undo", *story, undone.other, std::nullopt, moved, reason, now))
    return *error;
  return change.finish(undone);
}

}  // namespace stemma::library
