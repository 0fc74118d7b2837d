#include "library/search.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "library/query.h"
#include "library/sqlite.h"
#include "library/store.h"

namespace stemma::library {
namespace {

constexpr std::uint32_t kBefore = 60;  // bytes of a passage before the word, about
constexpr std::uint32_t kAfter = 140;  // and from it on

std::string sql_for(const Query& query, const SearchOptions& options) {
  std::string sql =
      "SELECT v.id, r.public, v.number, v.title, v.outlet, coalesce(v.published, ''), r.url, "
      "v.added, v.language FROM ";
  sql += query.match.empty() ? "versions v " : "words JOIN versions v ON v.id = words.rowid ";
  sql += "JOIN reports r ON r.id = v.report WHERE 1";
  if (!query.match.empty()) sql += " AND words MATCH ?";
  for (std::size_t i = 0; i < query.outlets.size(); ++i)
    sql += " AND instr(v.outlet_folded, ?) > 0";
  if (!query.after.empty()) sql += " AND v.published >= ?";
  // Anything that begins with the bound is within it: "2022-12" takes in the whole month.
  if (!query.before.empty()) sql += " AND v.published < ? || '~'";
  for (std::size_t i = 0; i < query.speakers.size(); ++i) {
    sql +=
        " AND EXISTS(SELECT 1 FROM claims c WHERE c.version = v.id AND "
        "instr(c.speaker_folded, ?) > 0)";
  }
  if (!options.all_versions)
    sql += " AND v.number = (SELECT max(number) FROM versions n WHERE n.report = v.report)";
  if (options.newest_first) return sql + " ORDER BY v.added DESC, r.public, v.number LIMIT ?";
  sql += " ORDER BY ";
  if (!query.match.empty()) sql += "bm25(words, 4.0, 1.0), ";
  sql += "v.published DESC, r.public, v.number LIMIT ?";
  return sql;
}

void bind_query(Statement& to, const Query& query, const SearchOptions& options) {
  int at = 0;
  if (!query.match.empty()) to.bind(++at, query.match);
  for (const std::string& outlet : query.outlets) to.bind(++at, outlet);
  if (!query.after.empty()) to.bind(++at, query.after);
  if (!query.before.empty()) to.bind(++at, query.before);
  for (const std::string& speaker : query.speakers) to.bind(++at, speaker);
  to.bind(++at, options.limit);
}

/// What all forms of a word share, nearly: the index goes by stems, whose endings are cut.
std::string_view stem(std::string_view word) {
  const std::size_t first = word.substr(0, word.find(' ')).size();
  std::size_t keep = first <= 4 ? first : std::max<std::size_t>(4, first - 3);
  while (keep < first && (static_cast<unsigned char>(word[keep]) & 0xC0) == 0x80) ++keep;
  return word.substr(0, keep);
}

std::size_t first_at(std::string_view text, const std::vector<std::string>& words) {
  std::size_t best = text.size();
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    if (!utf8::is_letter(c.value) && !utf8::is_digit(c.value)) {
      at += c.length;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size()) {
      const utf8::CodePoint next = utf8::decode(text, at);
      if (!utf8::is_letter(next.value) && !utf8::is_digit(next.value)) break;
      at += next.length;
    }
    const std::string word = utf8::to_lower(text.substr(begin, at - begin));
    for (const std::string& looked_for : words) {
      if (word.starts_with(stem(looked_for))) return begin;
    }
  }
  return best;
}

/// A stretch around the first word that was found, cut between words; the beginning where the word
/// stands in the title alone.
ByteRange passage_of(std::string_view text, const std::vector<std::string>& words) {
  std::size_t at = first_at(text, words);
  if (at == text.size()) at = 0;
  std::size_t begin = at > kBefore ? at - kBefore : 0;
  std::size_t end = std::min(text.size(), at + kAfter);
  const auto space = [&](std::size_t i) { return text[i] == ' ' || text[i] == '\n'; };
  while (begin > 0 && begin < at && !space(begin - 1)) ++begin;
  while (end < text.size() && end > at + 1 && !space(end)) --end;
  const auto inside = [&](std::size_t i) {
    return i > 0 && i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  while (inside(begin)) --begin;
  while (inside(end)) ++end;
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Result<std::vector<Hit>> search(Library& library, std::string_view text,
                                const SearchOptions& options) {
  const auto query = parse_query(text);
  if (!query) return query.error();
  Connection& db = library.db();
  Statement rows(db, sql_for(*query, options));
  bind_query(rows, *query, options);
  std::vector<Hit> hits;
  std::vector<std::int64_t> versions;
  while (rows.step()) {
    versions.push_back(rows.integer(0));
    Hit hit;
    hit.version = fmt::format("{}.{}", rows.text(1), rows.integer(2));
    hit.title = rows.text(3);
    hit.outlet = rows.text(4);
    hit.published = rows.text(5);
    hit.url = rows.text(6);
    hit.added = rows.text(7);
    hit.language = rows.text(8);
    hits.push_back(std::move(hit));
  }
  if (rows.error()) return *rows.error();
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto report = load_version(db, versions[i]);
    if (!report) return report.error();
    hits[i].range = passage_of(report->text, query->words);
    hits[i].passage = slice(report->text, hits[i].range);
  }
  return hits;
}

}  // namespace stemma::library
