#include "library/story_memory.h"

#include <xxhash.h>

#include <algorithm>
#include <set>

#include "library/compress.h"
#include "library/derived_bytes.h"
#include "library/grade_bytes.h"
#include "library/makers.h"
#include "library/sqlite.h"

namespace stemma::library {
namespace {

/// Of a row's bytes and of whose they are.
std::int64_t sum_of(std::string_view frame, std::int64_t whose) {
  return static_cast<std::int64_t>(
      XXH3_64bits_withSeed(frame.data(), frame.size(), static_cast<std::uint64_t>(whose)));
}

std::vector<std::int64_t> versions_of(std::span<const StoryReport> reports) {
  std::vector<std::int64_t> versions;
  for (const StoryReport& report : reports) versions.push_back(report.version);
  return versions;
}

/// The bytes of a row of (sum, bytes, found), or nothing.
std::optional<std::string> bytes_of(const Statement& row, std::int64_t whose) {
  const std::string_view frame = row.blob(2);
  const std::int64_t size = row.integer(1);
  if (row.integer(0) != sum_of(frame, whose)) return std::nullopt;
  if (size < 0 || size > static_cast<std::int64_t>(kMostPacked)) return std::nullopt;
  auto bytes = decompress(frame, static_cast<std::size_t>(size));
  return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
}

/// Writes what a briefing leaves behind. REQUIRES: a transaction, for as long as it lives.
class Keeper {
 public:
  Keeper(Connection& db, StoryId story, std::int64_t maker)
      : db_(db), story_(story), maker_(maker) {}

  /// The story is the one that was asked for last.
  std::optional<Error> take_turn() {
    touched_.insert(story_.value);
    Statement turn(db_,
                   "INSERT INTO kept_stories(story, turn, bytes) VALUES(?, "
                   "(SELECT coalesce(max(turn), 0) + 1 FROM kept_stories), 0) "
                   "ON CONFLICT(story) DO UPDATE SET turn = excluded.turn");
    return turn.bind(1, story_.value).run();
  }

  std::optional<Error> keep(std::int64_t version, const StoryMemory::Findings& findings) {
    Statement other(db_, "SELECT story FROM kept_findings WHERE version = ?");
    std::optional<std::int64_t> from;
    if (other.bind(1, version).step()) from = other.integer(0);
    if (other.error()) return other.error();
    if (from) touched_.insert(*from);
    other.reset();
    if (findings.bytes.size() > kMostPacked) return std::nullopt;
    if (findings.fresh && !findings.bytes.empty()) return put_findings(version, findings.bytes);
    if (!from || *from == std::int64_t{story_.value}) return std::nullopt;
    Statement move(db_, "UPDATE kept_findings SET story = ? WHERE version = ?");
    return move.bind(1, story_.value).bind(2, version).run();
  }

  /// Those of versions that are not of the story's briefing any longer.
  std::optional<Error> drop_others(std::span<const std::int64_t> versions) {
    Statement all(db_, "SELECT version FROM kept_findings WHERE story = ?");
    all.bind(1, story_.value);
    std::vector<std::int64_t> gone;
    while (all.step()) {
      if (std::find(versions.begin(), versions.end(), all.integer(0)) == versions.end())
        gone.push_back(all.integer(0));
    }
    if (all.error()) return all.error();
    Statement drop(db_, "DELETE FROM kept_findings WHERE version = ?");
    for (const std::int64_t version : gone) {
      if (auto error = drop.bind(1, version).run()) return error;
    }
    return std::nullopt;
  }

  std::optional<Error> keep_grades(const std::string& bytes) {
    if (bytes.size() > kMostPacked) return std::nullopt;
    const std::string frame = compress(bytes);
    Statement put(db_,
                  "INSERT OR REPLACE INTO kept_grades(story, maker, sum, bytes, found) "
                  "VALUES(?, ?, ?, ?, ?)");
    put.bind(1, story_.value).bind(2, maker_).bind(3, sum_of(frame, story_.value));
    return put.bind(4, bytes.size()).bind_blob(5, frame).run();
  }

  std::optional<Error> count() {
    Statement count(db_,
                    "UPDATE kept_stories SET bytes = (SELECT coalesce(sum(length(found)), 0) FROM "
                    "kept_findings WHERE story = ?1) + (SELECT coalesce(sum(length(found)), 0) "
                    "FROM kept_grades WHERE story = ?1) WHERE story = ?1");
    for (const std::int64_t story : touched_) {
      if (auto error = count.bind(1, story).run()) return error;
    }
    return std::nullopt;
  }

  /// Forgets other stories, that of the longest past first, while there is more than `most`.
  std::optional<Error> make_room(std::int64_t most) {
    Statement all(db_, "SELECT coalesce(sum(bytes), 0) FROM kept_stories");
    std::int64_t total = all.step() ? all.integer(0) : 0;
    if (all.error()) return all.error();
    Statement oldest(
        db_, "SELECT story, bytes FROM kept_stories WHERE story <> ? ORDER BY turn LIMIT 1");
    while (total > most) {
      oldest.reset();
      if (!oldest.bind(1, story_.value).step()) break;
      const std::int64_t story = oldest.integer(0);
      total -= oldest.integer(1);
      oldest.reset();
      for (const char* sql :
           {"DELETE FROM kept_findings WHERE story = ?", "DELETE FROM kept_grades WHERE story = ?",
            "DELETE FROM kept_stories WHERE story = ?"}) {
        Statement drop(db_, sql);
        if (auto error = drop.bind(1, story).run()) return error;
      }
    }
    return oldest.error();
  }

 private:
  std::optional<Error> put_findings(std::int64_t version, const std::string& bytes) {
    const std::string frame = compress(bytes);
    Statement put(db_,
                  "INSERT OR REPLACE INTO kept_findings(version, story, maker, sum, bytes, found) "
                  "VALUES(?, ?, ?, ?, ?, ?)");
    put.bind(1, version).bind(2, story_.value).bind(3, maker_).bind(4, sum_of(frame, version));
    return put.bind(5, bytes.size()).bind_blob(6, frame).run();
  }

  Connection& db_;
  StoryId story_;
  std::int64_t maker_;
  std::set<std::int64_t> touched_;  // stories of which something is kept, or was
};

}  // namespace

Result<StoryMemory> recall(Library& library, StoryId story, std::span<const StoryReport> reports) {
  Connection& db = library.db();
  StoryMemory memory;
  memory.findings.resize(reports.size());
  const auto by = known_maker(db, Stage::kKept);
  if (!by) return by.error();
  if (!*by) return memory;
  Statement findings(db,
                     "SELECT sum, bytes, found FROM kept_findings WHERE version = ? AND maker = ?");
  for (std::size_t i = 0; i < reports.size(); ++i) {
    findings.reset();
    if (findings.bind(1, reports[i].version).bind(2, **by).step())
      memory.findings[i].bytes = bytes_of(findings, reports[i].version).value_or("");
    if (findings.error()) return *findings.error();
  }
  Statement grades(db, "SELECT sum, bytes, found FROM kept_grades WHERE story = ? AND maker = ?");
  if (grades.bind(1, story.value).bind(2, **by).step()) {
    const auto bytes = bytes_of(grades, story.value);
    if (bytes)
      memory.known = unpack_grades(*bytes, versions_of(reports)).value_or(lineage::GradeBook{});
  }
  if (grades.error()) return *grades.error();
  return memory;
}

std::optional<Error> remember(Library& library, StoryId story, std::span<const StoryReport> reports,
                              const StoryMemory& memory, std::int64_t most) {
  Connection& db = library.db();
  Transaction transaction(db);
  if (transaction.error()) return transaction.error();
  const auto by = maker(db, Stage::kKept);
  if (!by) return by.error();
  Keeper keeper(db, story, *by);
  if (auto error = keeper.take_turn()) return error;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    if (auto error = keeper.keep(reports[i].version, memory.findings[i])) return error;
  }
  const std::vector<std::int64_t> versions = versions_of(reports);
  if (auto error = keeper.drop_others(versions)) return error;
  if (memory.made != memory.known) {
    if (auto error = keeper.keep_grades(pack_grades(memory.made, versions))) return error;
  }
  if (auto error = keeper.count()) return error;
  if (auto error = keeper.make_room(most)) return error;
  return transaction.commit();
}

Result<std::uint64_t> count_damaged(Library& library) {
  std::uint64_t damaged = 0;
  for (const char* sql : {"SELECT sum, bytes, found, version FROM kept_findings",
                          "SELECT sum, bytes, found, story FROM kept_grades"}) {
    Statement rows(library.db(), sql);
    while (rows.step()) damaged += bytes_of(rows, rows.integer(3)) ? 0 : 1;
    if (rows.error()) return *rows.error();
  }
  return damaged;
}

}  // namespace stemma::library
