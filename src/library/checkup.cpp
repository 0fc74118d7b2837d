#include "library/checkup.h"

#include <fmt/format.h>

#include <filesystem>

#include "library/compress.h"
#include "library/place.h"
#include "library/refresh.h"
#include "library/schema.h"
#include "library/sqlite.h"
#include "library/store.h"
#include "library/story_memory.h"

namespace stemma::library {
namespace {

constexpr const char* kBringBack =
    "Bring back a copy made before the damage, and run the same `stemma add` commands again: what "
    "is in it already is passed over.";
constexpr std::uint64_t kLargeLog = 256 << 20;  // bytes; it should be emptied at some MB

/// A question whose answer should be 0, and what another answer means.
struct Rule {
  const char* sql;
  const char* broken;  // with the number before it
};

constexpr Rule kRules[] = {
    {"SELECT count(*) FROM reports r WHERE NOT EXISTS(SELECT 1 FROM versions v WHERE v.report = "
     "r.id)",
     "reports without a text"},
    {"SELECT max(id) - count(*) FROM versions", "versions missing in their numbering"},
    {"SELECT count(*) FROM (SELECT 1 FROM versions GROUP BY report HAVING max(number) <> "
     "count(*))",
     "reports whose versions have gaps in their numbers"},
    {"SELECT (SELECT count(*) FROM claims t LEFT JOIN analysed a ON a.version = t.version WHERE "
     "a.maker IS NOT t.maker) + (SELECT count(*) FROM entities t LEFT JOIN analysed a ON a.version "
     "= t.version WHERE a.maker IS NOT t.maker) + (SELECT count(*) FROM times t LEFT JOIN analysed "
     "a ON a.version = t.version WHERE a.maker IS NOT t.maker) + (SELECT count(*) FROM quantities "
     "t LEFT JOIN analysed a ON a.version = t.version WHERE a.maker IS NOT t.maker) + (SELECT "
     "count(*) FROM places t LEFT JOIN analysed a ON a.version = t.version WHERE a.maker IS NOT "
     "t.maker)",
     "derived rows that are not of the analysis their version has"},
    {"SELECT (SELECT count(*) FROM times t JOIN versions v ON v.id = t.version WHERE t.begin >= "
     "t.end OR t.end > v.bytes) + (SELECT count(*) FROM quantities t JOIN versions v ON v.id = "
     "t.version WHERE t.begin >= t.end OR t.end > v.bytes) + (SELECT count(*) FROM places t JOIN "
     "versions v ON v.id = t.version WHERE t.begin >= t.end OR t.end > v.bytes)",
     "rows whose evidence is not in their text"},
    {"SELECT count(*) FROM skipped s LEFT JOIN pieces p ON p.hash = s.piece WHERE p.hash IS NULL",
     "notes on skipped input without their entry in the journal"},
    {"SELECT count(*) FROM stories s WHERE reports <> (SELECT count(*) FROM placed WHERE story = "
     "s.id)",
     "stories whose count is not that of their reports"},
    {"SELECT count(*) FROM stories WHERE (reports = 0) <> (merged_into IS NOT NULL)",
     "stories that are empty, or merged and not empty"},
    {"SELECT count(*) FROM placed WHERE length(sketch) % 6 <> 2",
     "reports whose sketch is damaged"},
    {"SELECT count(*) FROM kept_stories s WHERE bytes <> (SELECT coalesce(sum(length(found)), 0) "
     "FROM kept_findings WHERE story = s.story) + (SELECT coalesce(sum(length(found)), 0) FROM "
     "kept_grades WHERE story = s.story)",
     "stories of which more or less is kept than is known"},
};

class Checkup {
 public:
  Checkup(Library& library, const CheckOptions& options)
      : library_(library), db_(library.db()), options_(options) {}

  std::vector<Finding> run() {
    good("schema", fmt::format("version {}, the newest", schema_version()));
    if (!check_file()) return std::move(findings_);  // what else is asked may not be answered
    check_rules();
    check_search();
    if (options_.texts) check_texts();
    if (options_.texts) check_kept();
    check_stale();
    tell_journal();
    check_log();
    return std::move(findings_);
  }

 private:
  void good(std::string about, std::string words) {
    findings_.push_back({FindingState::kGood, std::move(about), std::move(words), ""});
  }
  void note(std::string about, std::string words, std::string advice) {
    findings_.push_back(
        {FindingState::kNote, std::move(about), std::move(words), std::move(advice)});
  }
  void bad(std::string about, std::string words, std::string advice = kBringBack) {
    findings_.push_back(
        {FindingState::kBad, std::move(about), std::move(words), std::move(advice)});
  }

  /// The first number that a query gives; what goes wrong is a finding.
  std::optional<std::int64_t> number(const char* sql, const char* about) {
    Statement query(db_, sql);
    if (query.step()) return query.integer(0);
    if (query.error()) bad(about, query.error()->message);
    return std::nullopt;
  }

  bool check_file() {
    Statement check(db_, "PRAGMA integrity_check(10)");
    std::string found;
    while (check.step()) {
      if (check.text(0) != "ok") found += (found.empty() ? "" : "; ") + std::string(check.text(0));
    }
    if (check.error()) found = check.error()->message;
    if (!found.empty()) {
      bad("file", "it is damaged: " + found);
      return false;
    }
    Statement foreign(db_, "PRAGMA foreign_key_check");
    std::size_t orphans = 0;
    std::string table;
    while (foreign.step()) {
      if (++orphans == 1) table = foreign.text(0);
    }
    if (foreign.error()) {
      bad("file", foreign.error()->message);
      return false;
    }
    if (orphans > 0)
      bad("file", fmt::format("{} rows name others that are not there, the first in the table {}",
                              orphans, table));
    else
      good("file", "whole, and every row has what it names");
    return true;
  }

  void check_rules() {
    bool all = true;
    for (const Rule& rule : kRules) {
      const auto count = number(rule.sql, "rows");
      if (count && *count != 0) bad("rows", fmt::format("{} {}", *count, rule.broken));
      all = all && count && *count == 0;
    }
    if (all) good("rows", "reports, versions, journal and findings agree with one another");
  }

  void check_search() {
    const auto missing = number(
        "SELECT count(*) FROM versions v LEFT JOIN words_docsize d ON d.id = v.id WHERE d.id "
        "IS NULL",
        "search index");
    const auto surplus = number(
        "SELECT count(*) FROM words_docsize d LEFT JOIN versions v ON d.id = v.id WHERE v.id "
        "IS NULL",
        "search index");
    if (!missing || !surplus) return;
    if (*missing + *surplus > 0)
      return bad("search index", fmt::format("{} versions are missing in it, {} too many are in it",
                                             *missing, *surplus));
    // Looks only, but SQLite counts it as writing.
    if (auto error = db_.run("INSERT INTO words(words) VALUES('integrity-check')")) {
      if (error->code == ErrorCode::kMalformed)
        return bad("search index", "it is damaged: " + error->message);
      return note("search index", "its inside could not be looked at: " + error->message,
                  "Run this as somebody who may write to the library.");
    }
    good("search index", "whole, with every version in it");
  }

  void check_texts() {
    Statement rows(
        db_,
        "SELECT r.public || '.' || v.number, v.title, v.text, v.bytes, v.hash, r.key, "
        "r.public, v.number FROM versions v JOIN reports r ON r.id = v.report ORDER BY v.id");
    std::size_t count = 0;
    std::size_t broken = 0;
    std::string first;
    while (rows.step()) {
      ++count;
      const auto text = decompress(rows.blob(2), static_cast<std::size_t>(rows.integer(3)));
      if (text && is_version_hash(rows.blob(4), rows.text(1), *text, rows.integer(7)) &&
          public_id_of(std::string(rows.text(5))) == rows.text(6))
        continue;
      if (++broken == 1) first = rows.text(0);
    }
    if (rows.error()) return bad("texts", rows.error()->message);
    if (broken > 0)
      return bad("texts", fmt::format("{} of {} are not what was taken in, the first is {}", broken,
                                      count, first));
    good("texts", fmt::format("{}, each as it was taken in", count));
  }

  void check_kept() {
    const auto damaged = count_damaged(library_);
    if (!damaged) return bad("kept", damaged.error().message);
    if (*damaged > 0)
      note("kept", fmt::format("{} findings kept for briefings are damaged", *damaged),
           "They will be made again when they are asked for.");
  }

  void check_stale() {
    const auto stale = count_stale(library_);
    if (!stale) return bad("analysis", stale.error().message);
    const auto unplaced = count_unplaced(library_);
    if (!unplaced) return bad("stories", unplaced.error().message);
    if (*stale == 0) good("analysis", "all of it by this program");
    if (*unplaced == 0) good("stories", "every report is in one, by this program");
    if (*stale > 0)
      note("analysis", fmt::format("{} versions are not analysed, or by another stemma", *stale),
           "Run `stemma refresh`.");
    if (*unplaced > 0)
      note("stories", fmt::format("{} reports are in none, or by another stemma", *unplaced),
           "Run `stemma refresh`.");
  }

  void tell_journal() {
    const auto pieces = number("SELECT count(*) FROM pieces", "journal");
    const auto skipped = number("SELECT count(*) FROM skipped", "journal");
    if (!pieces || !skipped) return;
    if (*skipped == 0) return good("journal", fmt::format("{} pieces of input, all read", *pieces));
    note("journal",
         fmt::format("{} pieces of input; {} things in them could not be read", *pieces, *skipped),
         "`stemma export skipped` says what and why.");
  }

  void check_log() {
    std::error_code error;
    const auto size = std::filesystem::file_size(db_.path() + "-wal", error);
    if (error || size < kLargeLog) return;
    note("log", fmt::format("{} MB wait to be moved into the file", size >> 20),
         "Some program has kept reading for long; once it has ended, the next `stemma add` moves "
         "them.");
  }

  Library& library_;
  Connection& db_;
  CheckOptions options_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string_view to_string(FindingState state) {
  switch (state) {
    case FindingState::kGood:
      return "good";
    case FindingState::kNote:
      return "note";
    case FindingState::kBad:
      return "bad";
  }
  return "";
}

std::vector<Finding> check_library(Library& library, const CheckOptions& options) {
  return Checkup(library, options).run();
}

}  // namespace stemma::library
