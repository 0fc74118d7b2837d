#include "library/export.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "library/json_text.h"
#include "library/sqlite.h"
#include "library/texts.h"

namespace stemma::library {
namespace {

using Json = nlohmann::ordered_json;

enum class Kind {
  kText,
  kInteger,
  kReal,
  kBool,
  kBody,   // the version's text, whole
  kSpan,   // two columns of the query: begin and end
  kSpans,  // JSON [[begin, end], ...]
  kNamed,  // JSON [[name, begin, end], ...]
  kIds,    // ids with spaces between
};

struct Column {
  std::string_view name;
  Kind kind;
};

/// A table to export: the query gives the version's row id (0: none), then the columns in order.
struct Table {
  std::string_view name;
  std::string_view sql;
  std::vector<Column> columns;
};

#define STEMMA_OF_VERSION                                                   \
  " JOIN versions v ON v.id = t.version JOIN reports r ON r.id = v.report " \
  "JOIN makers m ON m.id = t.maker ORDER BY r.public, v.number, t.number"
#define STEMMA_IDS(letter) \
  "v.id, r.public || '.' || v.number || '." letter "' || t.number, r.public || '.' || v.number"

const std::vector<Table>& tables() {
  static const std::vector<Table> kTables{
      {"reports",
       "SELECT 0, r.public, r.url, v.outlet, v.title, v.published, v.language, count(*), r.added "
       "FROM reports r JOIN versions v ON v.report = r.id GROUP BY r.id "
       "HAVING v.number = max(v.number) ORDER BY r.public",
       {{"id", Kind::kText},
        {"url", Kind::kText},
        {"outlet", Kind::kText},
        {"title", Kind::kText},
        {"published", Kind::kText},
        {"language", Kind::kText},
        {"versions", Kind::kInteger},
        {"added", Kind::kText}}},
      {"versions",
       "SELECT v.id, r.public || '.' || v.number, r.public, v.number, r.url, v.outlet, v.title, "
       "v.published, v.published_basis, v.published_reason, v.format, v.source, v.external_id, "
       "v.byline, v.language, v.language_basis, m.fingerprint, v.added, nullif(v.captured, ''), "
       "NULL FROM versions v JOIN "
       "reports r ON r.id = v.report "
       "JOIN makers m ON m.id = v.maker ORDER BY r.public, v.number",
       {{"id", Kind::kText},
        {"report", Kind::kText},
        {"number", Kind::kInteger},
        {"url", Kind::kText},
        {"outlet", Kind::kText},
        {"title", Kind::kText},
        {"published", Kind::kText},
        {"published_basis", Kind::kText},
        {"published_reason", Kind::kText},
        {"format", Kind::kText},
        {"source", Kind::kText},
        {"external_id", Kind::kText},
        {"byline", Kind::kText},
        {"language", Kind::kText},
        {"language_basis", Kind::kText},
        {"maker", Kind::kText},
        {"added", Kind::kText},
        {"fetched", Kind::kText},
        {"text", Kind::kBody}}},
      {"claims",
       "SELECT " STEMMA_IDS("c") ", t.content, t.speaker, t.speaker_kind, t.speaker_begin, "
                                 "t.speaker_end, t.cue_begin, t.cue_end, t.relays, t.manner, "
                                 "t.certainty, t.negated, "
                                 "t.tense, m.fingerprint FROM claims t" STEMMA_OF_VERSION,
       {{"id", Kind::kText},
        {"version", Kind::kText},
        {"content", Kind::kSpans},
        {"speaker", Kind::kText},
        {"speaker_kind", Kind::kText},
        {"speaker_evidence", Kind::kSpan},
        {"cue", Kind::kSpan},
        {"relays", Kind::kNamed},
        {"manner", Kind::kText},
        {"certainty", Kind::kText},
        {"negated", Kind::kBool},
        {"tense", Kind::kText},
        {"maker", Kind::kText}}},
      {"entities",
       "SELECT " STEMMA_IDS("e") ", t.name, t.type, t.mentions, m.fingerprint "
                                 "FROM entities t" STEMMA_OF_VERSION,
       {{"id", Kind::kText},
        {"version", Kind::kText},
        {"name", Kind::kText},
        {"type", Kind::kText},
        {"mentions", Kind::kSpans},
        {"maker", Kind::kText}}},
      {"times",
       "SELECT " STEMMA_IDS("t") ", t.begin, t.end, t.type, t.value, t.first_day, t.last_day, "
                                 "t.basis, m.fingerprint FROM times t" STEMMA_OF_VERSION,
       {{"id", Kind::kText},
        {"version", Kind::kText},
        {"evidence", Kind::kSpan},
        {"type", Kind::kText},
        {"value", Kind::kText},
        {"first_day", Kind::kText},
        {"last_day", Kind::kText},
        {"basis", Kind::kText},
        {"maker", Kind::kText}}},
      {"quantities",
       "SELECT " STEMMA_IDS("q") ", t.begin, t.end, t.value, t.high, t.bound, t.unit, t.per, "
                                 "t.counted, m.fingerprint FROM quantities t" STEMMA_OF_VERSION,
       {{"id", Kind::kText},
        {"version", Kind::kText},
        {"evidence", Kind::kSpan},
        {"value", Kind::kReal},
        {"high", Kind::kReal},
        {"bound", Kind::kText},
        {"unit", Kind::kText},
        {"per", Kind::kText},
        {"of", Kind::kText},
        {"maker", Kind::kText}}},
      {"places",
       "SELECT " STEMMA_IDS("p") ", t.begin, t.end, t.role, t.name, t.country, t.geonames, "
                                 "t.latitude, t.longitude, t.share, t.basis, m.fingerprint FROM "
                                 "places t" STEMMA_OF_VERSION,
       {{"id", Kind::kText},
        {"version", Kind::kText},
        {"evidence", Kind::kSpan},
        {"role", Kind::kText},
        {"name", Kind::kText},
        {"country", Kind::kText},
        {"geonames", Kind::kInteger},
        {"latitude", Kind::kReal},
        {"longitude", Kind::kReal},
        {"share", Kind::kReal},
        {"basis", Kind::kText},
        {"maker", Kind::kText}}},
      {"stories",
       "SELECT 0, 's' || s.id, s.reports, coalesce((SELECT group_concat(public, ' ') FROM "
       "(SELECT public FROM placed p JOIN reports r ON r.id = p.report WHERE p.story = s.id "
       "ORDER BY p.report)), ''), 's' || s.merged_into, s.began, s.changed FROM stories s "
       "ORDER BY s.id",
       {{"id", Kind::kText},
        {"count", Kind::kInteger},
        {"reports", Kind::kIds},
        {"merged_into", Kind::kText},
        {"began", Kind::kText},
        {"changed", Kind::kText}}},
      {"story_changes",
       "SELECT 0, c.id, c.at, c.kind, 's' || c.story, 's' || c.from_story, r.public, "
       "coalesce((SELECT group_concat(public, ' ') FROM (SELECT public FROM json_each(c.moved) j "
       "JOIN reports m ON m.id = j.value ORDER BY j.key)), ''), c.reason FROM story_changes c "
       "LEFT JOIN reports r ON r.id = c.report ORDER BY c.id",
       {{"id", Kind::kInteger},
        {"at", Kind::kText},
        {"kind", Kind::kText},
        {"story", Kind::kText},
        {"from", Kind::kText},
        {"report", Kind::kText},
        {"moved", Kind::kIds},
        {"reason", Kind::kText}}},
      {"skipped",
       "SELECT 0, s.source, s.code, s.reason, p.source, m.fingerprint FROM skipped s "
       "JOIN pieces p ON p.hash = s.piece JOIN makers m ON m.id = p.maker "
       "ORDER BY p.source, s.piece, s.number",
       {{"source", Kind::kText},
        {"code", Kind::kText},
        {"reason", Kind::kText},
        {"input", Kind::kText},
        {"maker", Kind::kText}}},
  };
  return kTables;
}

#undef STEMMA_OF_VERSION
#undef STEMMA_IDS

struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::string name;  // of a relay
};

std::string_view words_of(std::string_view text, const Span& span) {
  if (span.begin > span.end || span.end > text.size()) return {};
  return text.substr(span.begin, span.end - span.begin);
}

std::vector<Span> spans_of(std::string_view json, bool named) {
  std::vector<Span> out;
  const Json list = Json::parse(json, nullptr, false);
  const std::size_t first = named ? 1 : 0;
  for (const Json& item : list.is_array() ? list : Json::array()) {
    if (!item.is_array() || item.size() != first + 2 || !item[first].is_number_unsigned() ||
        !item[first + 1].is_number_unsigned())
      continue;
    Span span{item[first].get<std::uint64_t>(), item[first + 1].get<std::uint64_t>(), {}};
    if (named && item[0].is_string()) span.name = item[0].get<std::string>();
    out.push_back(std::move(span));
  }
  return out;
}

/// One row after another, as lines.
class LineWriter {
 public:
  LineWriter(const Table& table, ExportFormat format) : table_(table), format_(format) {}

  std::string head() const {
    if (format_ == ExportFormat::kJsonl) return {};
    std::string line;
    for (const Column& column : table_.columns) {
      if (column.kind == Kind::kSpan) {
        line += fmt::format("{0}_begin,{0}_end,{0}_text,", column.name);
      } else if (column.kind == Kind::kSpans || column.kind == Kind::kNamed) {
        line += fmt::format("{0}_ranges,{0}_text,", column.name);
      } else {
        line += fmt::format("{},", column.name);
      }
    }
    line.back() = '\n';
    return line;
  }

  std::string line(const Statement& row, std::string_view text) const {
    return format_ == ExportFormat::kJsonl ? json_line(row, text) : csv_line(row, text);
  }

 private:
  static Json span_json(const Span& span, std::string_view text) {
    Json out;
    if (!span.name.empty()) out["name"] = span.name;
    out["begin"] = span.begin;
    out["end"] = span.end;
    out["text"] = std::string(words_of(text, span));
    return out;
  }

  static Span span_at(const Statement& row, int at) {
    return {static_cast<std::uint64_t>(row.integer(at)),
            static_cast<std::uint64_t>(row.integer(at + 1)),
            {}};
  }

  std::string json_line(const Statement& row, std::string_view text) const {
    Json out;
    int at = 1;
    for (const Column& column : table_.columns) {
      Json& value = out[std::string(column.name)];
      if (column.kind == Kind::kBody) {
        value = std::string(text);
      } else if (row.is_null(at)) {
        value = nullptr;
      } else if (column.kind == Kind::kText) {
        value = std::string(row.text(at));
      } else if (column.kind == Kind::kIds) {
        value = Json::array();
        std::string_view ids = row.text(at);
        while (!ids.empty()) {
          const std::string_view id = ids.substr(0, ids.find(' '));
          value.push_back(std::string(id));
          ids.remove_prefix(std::min(ids.size(), id.size() + 1));
        }
      } else if (column.kind == Kind::kInteger) {
        value = row.integer(at);
      } else if (column.kind == Kind::kReal) {
        value = row.real(at);
      } else if (column.kind == Kind::kBool) {
        value = row.integer(at) != 0;
      } else if (column.kind == Kind::kSpan) {
        value = span_json(span_at(row, at), text);
      } else {
        value = Json::array();
        for (const Span& span : spans_of(row.text(at), column.kind == Kind::kNamed))
          value.push_back(span_json(span, text));
      }
      at += column.kind == Kind::kSpan ? 2 : 1;
    }
    return json_text(out) + "\n";
  }

  std::string csv_line(const Statement& row, std::string_view text) const {
    std::string out;
    int at = 1;
    for (const Column& column : table_.columns) {
      if (column.kind == Kind::kBody) {
        out += csv_cell(text);
      } else if (column.kind == Kind::kSpan) {
        if (row.is_null(at)) {
          out += ",,";
        } else {
          const Span span = span_at(row, at);
          out += fmt::format("{},{},{}", span.begin, span.end, csv_cell(words_of(text, span)));
        }
      } else if (row.is_null(at)) {
      } else if (column.kind == Kind::kText || column.kind == Kind::kIds) {
        out += csv_cell(row.text(at));
      } else if (column.kind == Kind::kInteger) {
        out += std::to_string(row.integer(at));
      } else if (column.kind == Kind::kReal) {
        out += fmt::format("{}", row.real(at));
      } else if (column.kind == Kind::kBool) {
        out += row.integer(at) != 0 ? "true" : "false";
      } else {
        out += spans_cells(spans_of(row.text(at), column.kind == Kind::kNamed), text);
      }
      out += ',';
      at += column.kind == Kind::kSpan ? 2 : 1;
    }
    out.back() = '\n';
    return out;
  }

  static std::string spans_cells(const std::vector<Span>& spans, std::string_view text) {
    std::string ranges;
    std::string words;
    for (const Span& span : spans) {
      ranges += fmt::format("{}{}-{}", ranges.empty() ? "" : " ", span.begin, span.end);
      words += words.empty() ? "" : " ... ";
      words += span.name.empty() ? words_of(text, span) : span.name;
    }
    return ranges + "," + csv_cell(words);
  }

  const Table& table_;
  ExportFormat format_;
};

}  // namespace

std::span<const std::string_view> export_tables() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (const Table& table : tables()) names.push_back(table.name);
    return names;
  }();
  return kNames;
}

std::optional<Error> export_table(Library& library, std::string_view name, ExportFormat format,
                                  const std::function<void(std::string_view)>& write) {
  for (const Table& table : tables()) {
    if (table.name != name) continue;
    Connection& db = library.db();
    Texts texts(db);
    Statement rows(db, table.sql);
    const LineWriter writer(table, format);
    write(writer.head());
    while (rows.step()) {
      const auto text = texts.of(rows.integer(0));
      if (!text) return text.error();
      write(writer.line(rows, *text));
    }
    return rows.error();
  }
  return Error{ErrorCode::kUsage,
               fmt::format("no such table; the tables are {}", fmt::join(export_tables(), ", ")),
               std::string(name)};
}

}  // namespace stemma::library
