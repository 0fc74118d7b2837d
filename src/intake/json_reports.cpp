// JSON and JSONL: an object a line, or one object or array over many lines.
#include <fmt/format.h>
#include <simdjson.h>

#include "base/utf8.h"
#include "intake/charset.h"
#include "intake/fields.h"
#include "intake/format.h"
#include "intake/json_feed.h"
#include "intake/readers.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

std::string string_field(const object& from, const char* key) {
  std::string_view text;
  if (from[key].get(text) == simdjson::SUCCESS) return std::string(text);
  std::int64_t number = 0;
  if (from[key].get(number) == simdjson::SUCCESS) return std::to_string(number);
  return {};
}

/// Fills in `captured` where the object says it.
Result<Report> report_from(const element& value, const std::string& where,
                           std::vector<std::string> notes, const Rules& rules,
                           const Options& options, std::string& captured) {
  object fields;
  if (value.get(fields) != simdjson::SUCCESS) {
    return Error{ErrorCode::kMalformed,
                 "not a JSON object; a line should read {\"title\": ..., \"text\": ...}", where};
  }
  Fields stated;
  stated.text = string_field(fields, "text");
  stated.html = string_field(fields, "html");
  if (trim(stated.text).empty() && trim(stated.html).empty()) {
    return Error{ErrorCode::kEmpty,
                 "the object has no words under \"text\" (or \"html\"); add them, or drop the line",
                 where};
  }
  stated.title = string_field(fields, "title");
  stated.url = string_field(fields, "url");
  stated.outlet = string_field(fields, "outlet");
  stated.id = string_field(fields, "id");
  for (const char* key : {"byline", "author"}) {
    if (stated.byline.empty()) stated.byline = string_field(fields, key);
  }
  stated.language = string_field(fields, "language");
  for (const char* key : {"published", "date"}) {  // many feeds call it "date"
    stated.published = string_field(fields, key);
    stated.published_where = fmt::format("field \"{}\"", key);
    if (!stated.published.empty()) break;
  }
  captured = string_field(fields, "fetched");
  return report_from_fields(std::move(stated), where, ReportFormat::kJson,
                            "text taken from a JSON string; offsets are into that text",
                            std::move(notes), rules, options);
}

class JsonReader {
 public:
  JsonReader(Input input, const Rules& rules, const Options& options, Batch& batch)
      : input_(std::move(input)), rules_(rules), options_(options), batch_(batch) {}

  void run() {
    std::string_view text = input_.text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return;
    const std::size_t line_end = std::min(text.find('\n', start), text.size());
    const bool first_line_stands =
        text[start] == '{' &&
        parser_.parse(text.data() + start, line_end - start).error() == simdjson::SUCCESS;
    if (!first_line_stands && whole(text)) return;
    lines(text);
  }

 private:
  void add(const element& value, const std::string& where, std::vector<std::string> notes) {
    std::vector<std::string> all = input_.notes;
    all.insert(all.end(), notes.begin(), notes.end());
    if (auto feed = json_feed_of(value)) return add_feed(std::move(*feed), where, all);
    std::string captured;
    Result<Report> report = report_from(value, where, std::move(all), rules_, options_, captured);
    keep(std::move(report), std::move(captured));
  }

  void add_feed(std::vector<JsonFeedItem> feed, const std::string& where,
                const std::vector<std::string>& notes) {
    if (feed.empty())
      batch_.problems.push_back({ErrorCode::kEmpty, "this feed has no items", where});
    std::size_t number = 0;
    for (JsonFeedItem& item : feed) {
      const std::string here = fmt::format("{}#{}", where, ++number);
      if (item.fields.text.empty() && item.fields.html.empty()) {
        batch_.problems.push_back({ErrorCode::kEmpty, std::string(kNoWordsInFeed), here});
        continue;
      }
      std::vector<std::string> all = notes;
      if (item.summary) all.emplace_back(kOnlySummary);
      if (!item.fields.html.empty()) item.fields.html = page_of(item.fields.html);
      keep(report_from_fields(std::move(item.fields), here, ReportFormat::kJson,
                              "text taken from a feed; offsets are into that text", std::move(all),
                              rules_, options_),
           {});
    }
  }

  void keep(Result<Report> report, std::string captured) {
    if (report) {
      batch_.reports.push_back(std::move(*report));
      batch_.captured.push_back(std::move(captured));
    } else {
      batch_.problems.push_back(report.error());
    }
  }

  /// One object or one array over many lines.
  bool whole(std::string_view text) {
    element document;
    if (parser_.parse(text.data(), text.size()).get(document) != simdjson::SUCCESS) return false;
    simdjson::dom::array items;
    if (document.get(items) != simdjson::SUCCESS) {
      add(document, std::string(input_.source), {});
      return true;
    }
    std::size_t number = 0;
    for (const element item : items) add(item, fmt::format("{}[{}]", input_.source, ++number), {});
    return true;
  }

  void lines(std::string_view text) {
    std::size_t number = options_.first_line - 1;
    while (!text.empty()) {
      ++number;
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = trim_line(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (!line.empty()) read_line(line, fmt::format("{}:{}", input_.source, number));
    }
  }

  static std::string_view trim_line(std::string_view line) {
    const std::size_t begin = line.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
  }

  void read_line(std::string_view line, const std::string& where) {
    std::vector<std::string> notes;
    std::string decoded;
    if (utf8::first_invalid(line) != line.size()) {
      auto text = decode_text(line, where, false, rules_);
      if (!text) {
        batch_.problems.push_back(text.error());
        return;
      }
      decoded = std::move(text->text);
      notes = std::move(text->notes);
      line = decoded;
    }
    element value;
    const auto error = parser_.parse(line.data(), line.size()).get(value);
    if (error != simdjson::SUCCESS) {
      batch_.problems.push_back(
          {ErrorCode::kMalformed,
           fmt::format("this line is not JSON ({}); mend or remove it, the other lines were read",
                       simdjson::error_message(error)),
           where});
      return;
    }
    add(value, where, std::move(notes));
  }

  Input input_;
  const Rules& rules_;
  const Options& options_;
  Batch& batch_;
  simdjson::dom::parser parser_;
};

}  // namespace

void read_json(Input input, const Rules& rules, const Options& options, Batch& batch) {
  JsonReader(std::move(input), rules, options, batch).run();
}

bool parses_as_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text = trim(text);
  simdjson::dom::parser parser;
  const std::size_t line = std::min(text.find('\n'), text.size());
  if (parser.parse(text.data(), line).error() == simdjson::SUCCESS) return true;
  return parser.parse(text.data(), text.size()).error() == simdjson::SUCCESS;
}

}  // namespace stemma::intake
