#include "library/store.h"

#include <sqlite3.h>

#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/utf8.h"
#include "library/compress.h"

namespace stemma::library {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kColumns =
    "title, outlet, source, external_id, format, published, published_basis, published_reason, "
    "published_begin, published_end, partly, partly_basis, partly_reason, partly_begin, "
    "partly_end, bytes, text, furniture, notes, byline, language, language_basis";

/// The NUL between the parts keeps ("a", "bc") apart from ("ab", "c"): no text holds one.
std::string joined(std::string_view kind, std::string_view a, std::string_view b) {
  std::string out(kind);
  out.append(a).push_back('\0');
  return out.append(b);
}

/// What makes two texts reports of one: the address, or the outlet and the words.
std::string key_of(const Report& report) {
  if (!report.url.empty()) return "url:" + report.url;
  return "text:" + hex(sha256(joined("", report.outlet, report.text)));
}

void bind_published(Statement& to, int at, const std::optional<Published>& published) {
  if (!published) {
    for (int i = 0; i < 5; ++i) to.bind_null(at + i);
    return;
  }
  to.bind(at, published->value).bind(at + 1, to_string(published->basis));
  to.bind(at + 2, published->reason);
  if (published->evidence) {
    to.bind(at + 3, published->evidence->begin).bind(at + 4, published->evidence->end);
  } else {
    to.bind_null(at + 3).bind_null(at + 4);
  }
}

/// The value of an enumeration by its name; the last one if there is none.
template <class Enum>
Enum by_name(std::string_view name, Enum last) {
  for (int i = 0; i < static_cast<int>(last); ++i) {
    if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  }
  return last;
}

ByteRange range_of(const Statement& row, int at) {
  return {static_cast<std::uint32_t>(row.integer(at)),
          static_cast<std::uint32_t>(row.integer(at + 1))};
}

std::optional<Published> published_of(const Statement& row, int at) {
  if (row.is_null(at)) return std::nullopt;
  Published published{std::string(row.text(at)), by_name(row.text(at + 1), DateBasis::kInferred),
                      std::string(row.text(at + 2)), std::nullopt};
  if (!row.is_null(at + 3)) published.evidence = range_of(row, at + 3);
  return published;
}

std::string furniture_json(const Report& report) {
  Json list = Json::array();
  for (const Furniture& item : report.furniture)
    list.push_back({item.range.begin, item.range.end, std::string(to_string(item.kind))});
  return list.dump();
}

/// What a damaged row holds instead is left out: every range lies inside the text.
std::vector<Furniture> furniture_of(std::string_view json, std::size_t size) {
  std::vector<Furniture> out;
  const Json list = Json::parse(json, nullptr, false);
  for (const Json& item : list.is_array() ? list : Json::array()) {
    if (!item.is_array() || item.size() != 3 || !item[0].is_number_unsigned() ||
        !item[1].is_number_unsigned() || !item[2].is_string())
      continue;
    const ByteRange range{item[0].get<std::uint32_t>(), item[1].get<std::uint32_t>()};
    if (range.begin >= range.end || range.end > size) continue;
    out.push_back({range, by_name(item[2].get_ref<const std::string&>(), FurnitureKind::kNotice)});
  }
  return out;
}

}  // namespace

std::string public_id_of(const std::string& key) { return hex(sha256(key)).substr(0, 16); }

std::string version_hash(std::string_view title, std::string_view text) {
  return sha256(joined("", title, text));
}

bool is_version_hash(std::string_view kept, std::string_view title, std::string_view text,
                     std::int64_t number) {
  const std::string hash = version_hash(title, text);
  return kept == hash || kept == hash + std::to_string(number);
}

std::string public_id(const Report& report) { return public_id_of(key_of(report)); }

Store::Store(Connection& db)
    : db_(db),
      add_report_(db,
                  "INSERT INTO reports(public, key, url, added) VALUES(?, ?, ?, ?) "
                  "ON CONFLICT(key) DO NOTHING"),
      find_report_(db, "SELECT id FROM reports WHERE key = ?"),
      find_version_(db, "SELECT 1 FROM versions WHERE report = ? AND hash = ?"),
      newest_(db,
              "SELECT substr(hash, 1, 32) = ? FROM versions WHERE report = ? "
              "ORDER BY number DESC LIMIT 1"),
      count_versions_(db, "SELECT count(*) FROM versions WHERE report = ?"),
      add_version_(
          db, "INSERT INTO versions(report, number, hash, outlet_folded, maker, added, captured, " +
                  std::string(kColumns) +
                  ") VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                  "?, ?, ?, ?, ?, ?, ?, ?)"),
      add_words_(db, "INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)") {}

Result<Kept> Store::put(const Report& report, std::int64_t maker, std::string_view now,
                        const Sighting& seen) {
  const std::string key = key_of(report);
  std::string hash = version_hash(report.title, report.text);
  add_report_.bind(1, public_id_of(key)).bind(2, key).bind(3, report.url).bind(4, now);
  if (auto error = add_report_.run()) return *error;

  const auto number_of = [](Statement& query) -> Result<std::int64_t> {
    const std::int64_t number = query.step() ? query.integer(0) : 0;
    const auto error = query.error();
    query.reset();
    if (error) return *error;
    return number;
  };
  const auto id = number_of(find_report_.bind(1, key));
  if (!id) return id.error();
  const auto known = number_of(find_version_.bind(1, *id).bind_blob(2, hash));
  if (!known) return known.error();
  if (*known != 0 && !seen.came_back) return Kept::kKnown;
  const auto before = number_of(count_versions_.bind(1, *id));
  if (!before) return before.error();
  if (*known != 0) {
    const auto newest = number_of(newest_.bind_blob(1, hash).bind(2, *id));
    if (!newest) return newest.error();
    if (*newest != 0) return Kept::kKnown;
    hash += std::to_string(*before + 1);  // a report has a hash once
  }

  Statement& v = add_version_;
  v.bind(1, *id).bind(2, *before + 1).bind_blob(3, hash);
  v.bind(4, utf8::to_lower(report.outlet)).bind(5, maker).bind(6, now).bind(7, seen.at);
  v.bind(8, report.title).bind(9, report.outlet).bind(10, report.source);
  v.bind(11, report.external_id).bind(12, to_string(report.format));
  bind_published(v, 13, report.published);
  bind_published(v, 18, report.published_in_part);
  v.bind(23, report.text.size()).bind_blob(24, compress(report.text));
  v.bind(25, furniture_json(report)).bind(26, Json(report.notes).dump());
  v.bind(27, report.byline).bind(28, report.language).bind(29, report.language_basis);
  if (auto error = v.run()) return *error;
  const std::int64_t version = sqlite3_last_insert_rowid(db_.get());
  if (auto error = add_words_.bind(1, version).bind(2, report.title).bind(3, report.text).run())
    return *error;
  return *before == 0 ? Kept::kNewReport : Kept::kNewVersion;
}

Result<Report> load_version(Connection& db, std::int64_t version) {
  Statement row(db, "SELECT " + std::string(kColumns) +
                        ", url FROM versions JOIN reports ON reports.id = report "
                        "WHERE versions.id = ?");
  if (!row.bind(1, version).step()) {
    if (row.error()) return *row.error();
    return Error{ErrorCode::kNotFound, "there is no such version", db.path()};
  }
  Report report;
  report.title = row.text(0);
  report.outlet = row.text(1);
  report.source = row.text(2);
  report.external_id = row.text(3);
  report.format = by_name(row.text(4), ReportFormat::kJson);
  report.published = published_of(row, 5);
  report.published_in_part = published_of(row, 10);
  auto text = decompress(row.blob(16), static_cast<std::size_t>(row.integer(15)));
  if (!text) return Error{text.error().code, text.error().message, db.path()};
  report.text = std::move(*text);
  report.furniture = furniture_of(row.text(17), report.text.size());
  const Json notes = Json::parse(row.text(18), nullptr, false);
  for (const Json& note : notes.is_array() ? notes : Json::array()) {
    if (note.is_string()) report.notes.push_back(note.get<std::string>());
  }
  report.byline = row.text(19);
  report.language = row.text(20);
  report.language_basis = row.text(21);
  report.url = row.text(22);
  return report;
}

}  // namespace stemma::library
