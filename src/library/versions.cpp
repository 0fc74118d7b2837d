#include "library/versions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "library/sqlite.h"

namespace stemma::library {
namespace {

/// "3fa9c1.2": the beginning of a report's id and the number of a version.
struct Name {
  std::string_view report;
  std::optional<std::uint32_t> number;
};

Result<Name> parse_name(std::string_view name) {
  const std::size_t dot = name.find('.');
  Name parsed{name.substr(0, dot), std::nullopt};
  const bool hexadecimal =
      !parsed.report.empty() && std::all_of(parsed.report.begin(), parsed.report.end(), [](char c) {
        return ('0' <= c && c <= '9') || ('a' <= c && c <= 'f');
      });
  bool whole = hexadecimal;
  if (whole && dot != std::string_view::npos) {
    const std::string_view digits = name.substr(dot + 1);
    const char* const last = digits.data() + digits.size();
    std::uint32_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), last, number);
    whole = failed == std::errc() && end == last;
    parsed.number = number;
  }
  if (whole) return parsed;
  return Error{ErrorCode::kUsage,
               "no name of a report; they are as 3fa9c1d2, or 3fa9c1d2.1 for its first version "
               "(`stemma search` prints them)",
               std::string(name)};
}

/// The one report whose id begins so.
Result<std::int64_t> report_of(Connection& db, const Name& name) {
  Statement query(db, "SELECT id FROM reports WHERE public >= ?1 AND public < ?1 || 'g' LIMIT 2");
  query.bind(1, name.report);
  std::vector<std::int64_t> found;
  while (query.step()) found.push_back(query.integer(0));
  if (query.error()) return *query.error();
  if (found.size() == 1) return found.front();
  if (found.empty())
    return Error{ErrorCode::kNotFound, "the library has no such report", std::string(name.report)};
  return Error{ErrorCode::kUsage, "several reports begin so; give more of the id",
               std::string(name.report)};
}

/// All texts of a report.
Result<std::vector<Version>> versions_of_row(Connection& db, std::int64_t report) {
  Statement query(db,
                  "SELECT v.id, public, number, url, title, outlet, coalesce(published, ''), "
                  "language, v.added, bytes, CASE WHEN length(hash) > 32 THEN (SELECT number FROM "
                  "versions e WHERE e.report = v.report AND e.hash = substr(v.hash, 1, 32)) ELSE 0 "
                  "END FROM versions v JOIN reports r ON r.id = v.report "
                  "WHERE v.report = ? ORDER BY number");
  query.bind(1, report);
  std::vector<Version> versions;
  while (query.step()) {
    Version version;
    version.row = query.integer(0);
    version.report = query.text(1);
    version.number = static_cast<std::uint32_t>(query.integer(2));
    version.id = fmt::format("{}.{}", version.report, version.number);
    version.url = query.text(3);
    version.title = query.text(4);
    version.outlet = query.text(5);
    version.published = query.text(6);
    version.language = query.text(7);
    version.added = query.text(8);
    version.bytes = static_cast<std::uint64_t>(query.integer(9));
    version.same_as = static_cast<std::uint32_t>(query.integer(10));
    versions.push_back(std::move(version));
  }
  if (query.error()) return *query.error();
  return versions;
}

Result<std::vector<Version>> versions_named(Connection& db, const Name& name) {
  const auto report = report_of(db, name);
  if (!report) return report.error();
  return versions_of_row(db, *report);
}

/// Calls `use` with every word.
template <class Use>
void for_each_word(std::string_view text, Use use) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  for (std::size_t at = text.find_first_not_of(kSpace); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kSpace, at), text.size());
    use(text.substr(at, end - at));
    at = text.find_first_not_of(kSpace, end);
  }
}

}  // namespace

Result<std::vector<Version>> versions_of(Library& library, std::string_view name) {
  const auto parsed = parse_name(name);
  if (!parsed) return parsed.error();
  return versions_named(library.db(), *parsed);
}

Result<Version> find_version(Library& library, std::string_view name) {
  const auto parsed = parse_name(name);
  if (!parsed) return parsed.error();
  auto versions = versions_named(library.db(), *parsed);
  if (!versions) return versions.error();
  for (Version& version : *versions) {
    if (parsed->number == version.number) return std::move(version);
  }
  if (!parsed->number && !versions->empty()) return std::move(versions->back());
  return Error{ErrorCode::kNotFound,
               fmt::format("that report has {} version{}", versions->size(),
                           versions->size() == 1 ? "" : "s"),
               std::string(name)};
}

Result<std::vector<Revision>> revisions_since(Library& library, const std::string& since) {
  Connection& db = library.db();
  Statement query(db,
                  "SELECT DISTINCT story, p.report FROM versions v JOIN placed p USING(report) "
                  "WHERE v.added >= ? AND number > 1 ORDER BY story, p.report");
  query.bind(1, since);
  std::vector<Revision> revisions;
  while (query.step()) {
    const StoryId story{static_cast<std::uint32_t>(query.integer(0))};
    auto versions = versions_of_row(db, query.integer(1));
    if (!versions) return versions.error();
    // Times stand as text, a day before all times of it.
    const auto first_since =
        std::find_if(versions->begin(), versions->end(),
                     [&](const Version& version) { return version.added >= since; });
    const auto text_of = [](const Version& v) { return v.same_as == 0 ? v.number : v.same_as; };
    auto before = first_since == versions->begin() ? first_since : first_since - 1;
    if (text_of(*before) == text_of(versions->back())) before = versions->end() - 2;
    revisions.push_back({story, *before, versions->back()});
  }
  if (query.error()) return *query.error();
  return revisions;
}

WordChange count_changed_words(std::string_view before, std::string_view after) {
  WordChange change;
  std::map<std::string_view, std::int64_t> more;  // of each word, in the later text
  for_each_word(after, [&](std::string_view word) {
    ++change.words;
    ++more[word];
  });
  for_each_word(before, [&](std::string_view word) { --more[word]; });
  for (const auto& [word, count] : more)
    (count > 0 ? change.in : change.out) += static_cast<std::size_t>(std::abs(count));
  return change;
}

}  // namespace stemma::library
