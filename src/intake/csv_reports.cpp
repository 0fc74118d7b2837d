// Tables: a row of headings, then a report a row. RFC 4180, with commas, semicolons or tabs.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/csv.h"
#include "intake/fields.h"
#include "intake/readers.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

using Row = std::vector<std::string>;

/// Rows one after another; a quotation mark opens a cell that may hold anything.
class CsvScanner {
 public:
  CsvScanner(std::string_view text, char comma) : text_(text), comma_(comma) {}

  /// The next row that is not blank.
  std::optional<Row> next() {
    while (at_ < text_.size()) {
      Row row = read_row();
      if (row.size() > 1 || !trim(row[0]).empty()) return row;
    }
    return std::nullopt;
  }

  std::size_t line() const { return row_line_; }  // where the last row began
  bool closed() const { return closed_; }         // its last quotation mark did

 private:
  Row read_row() {
    row_line_ = line_;
    Row row(1);
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"' && row.back().empty()) {
        quoted(row.back());
        continue;
      }
      ++at_;
      if (c == '\n') {
        ++line_;
        break;
      }
      if (c == comma_) {
        row.emplace_back();
      } else if (c != '\r') {
        row.back() += c;
      }
    }
    return row;
  }

  void quoted(std::string& cell) {
    for (++at_;;) {
      const std::size_t end = text_.find('"', at_);
      closed_ = end != std::string_view::npos;
      const std::string_view piece =
          text_.substr(at_, closed_ ? end - at_ : std::string_view::npos);
      for (const char c : piece) line_ += c == '\n';
      cell += piece;
      at_ = closed_ ? end + 1 : text_.size();
      if (!closed_ || at_ >= text_.size() || text_[at_] != '"') return;
      cell += '"';
      ++at_;
    }
  }

  std::string_view text_;
  char comma_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  bool closed_ = true;
};

/// The sign that divides the headings: the commonest of three.
char comma_of(std::string_view text) {
  const std::string_view head = text.substr(0, text.find('\n'));
  char best = ',';
  std::size_t most = 0;
  for (const char sign : {',', ';', '\t'}) {
    std::size_t count = 0;
    for (const char c : head) count += c == sign;
    if (count > most) {
      most = count;
      best = sign;
    }
  }
  return best;
}

struct Heading {
  std::string_view name;
  std::string Fields::*field;
};

// Headings that news tables use, best first for each field.
constexpr Heading kHeadings[] = {
    {"text", &Fields::text},
    {"article", &Fields::text},
    {"content", &Fields::text},
    {"body", &Fields::text},
    {"html", &Fields::html},
    {"title", &Fields::title},
    {"headline", &Fields::title},
    {"url", &Fields::url},
    {"link", &Fields::url},
    {"outlet", &Fields::outlet},
    {"publication", &Fields::outlet},
    {"source_name", &Fields::outlet},
    {"published", &Fields::published},
    {"date", &Fields::published},
    {"publish_date", &Fields::published},
    {"id", &Fields::id},
    {"byline", &Fields::byline},
    {"author", &Fields::byline},
    {"authors", &Fields::byline},
    {"language", &Fields::language},
    {"lang", &Fields::language},
    {"fetched", &Fields::captured},
};

}  // namespace

void read_csv(Input input, const Rules& rules, const Options& options, Batch& batch) {
  std::string_view text = input.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto problem = [&](ErrorCode code, std::string message, std::string where) {
    batch.problems.push_back({code, std::move(message), std::move(where)});
  };
  CsvScanner scanner(text, comma_of(text));
  const Row headings = scanner.next().value_or(Row{});
  std::vector<const Heading*> columns(headings.size(), nullptr);
  bool words = false;
  for (const Heading& heading : kHeadings) {
    bool taken = false;
    for (const Heading* column : columns)
      taken = taken || (column && column->field == heading.field);
    for (std::size_t i = 0; i < headings.size() && !taken; ++i) {
      if (fold(trim(headings[i])) != heading.name) continue;
      columns[i] = &heading;
      words = words || heading.field == &Fields::text || heading.field == &Fields::html;
      break;
    }
  }
  if (!words) {
    return problem(
        ErrorCode::kMalformed,
        "no column of this table is headed \"text\" (or \"html\"); the first row names the "
        "columns",
        std::string(input.source));
  }
  std::size_t rows = 0;
  for (std::optional<Row> row; (row = scanner.next()); ++rows) {
    const std::string where = fmt::format("{}:{}", input.source, scanner.line());
    if (!scanner.closed()) {
      return problem(ErrorCode::kMalformed,
                     "a quotation mark of this row does not close; the rows before it were read",
                     where);
    }
    Fields fields;
    for (std::size_t i = 0; i < std::min(columns.size(), row->size()); ++i) {
      if (columns[i] == nullptr) continue;
      fields.*columns[i]->field = without_guard((*row)[i]);
      if (columns[i]->field == &Fields::published)
        fields.published_where = fmt::format("column \"{}\"", columns[i]->name);
    }
    if (trim(std::string_view(fields.text)).empty() &&
        trim(std::string_view(fields.html)).empty()) {
      problem(ErrorCode::kEmpty, "this row has no words; fill them in, or drop it", where);
      continue;
    }
    std::string captured = std::move(fields.captured);
    auto report = report_from_fields(std::move(fields), where, ReportFormat::kPlainText,
                                     "text taken from a table; offsets are into that text",
                                     input.notes, rules, options);
    if (report) {
      batch.reports.push_back(std::move(*report));
      batch.captured.push_back(std::move(captured));
    } else {
      batch.problems.push_back(report.error());
    }
  }
  if (rows == 0)
    problem(ErrorCode::kEmpty, "this table has no rows below its headings",
            std::string(input.source));
}

}  // namespace stemma::intake
