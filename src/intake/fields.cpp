#include "intake/fields.h"

#include "base/utf8.h"
#include "intake/format.h"
#include "intake/readers.h"
#include "intake/scan.h"
#include "intake/text_language.h"

namespace stemma::intake {
namespace {

/// NUL is allowed in some formats' strings, but nobody wrote it.
std::string without_nul(std::string text, std::vector<std::string>& notes) {
  if (text.find('\0') == std::string::npos) return text;
  std::string out;
  for (const char c : text) {
    if (c == '\0') {
      utf8::append(out, 0xFFFD);
    } else {
      out += c;
    }
  }
  notes.push_back("NUL characters were replaced by U+FFFD");
  return out;
}

}  // namespace

std::string page_of(std::string_view markup) {
  return "<html><body><article>" + std::string(markup) + "</article></body></html>";
}

Result<Report> report_from_fields(Fields fields, const std::string& where, ReportFormat format,
                                  std::string text_note, std::vector<std::string> notes,
                                  const Rules& rules, const Options& options) {
  std::string text = without_nul(std::move(fields.text), notes);
  std::string html = std::move(fields.html);
  if (trim(text).empty()) {
    text.clear();
  } else if (looks_like_html(text)) {
    html = std::move(text);
    text.clear();
  }
  Draft draft;
  if (text.empty()) {
    auto page = extract_html(without_nul(std::move(html), notes), where, rules);
    if (!page) return page.error();
    draft = std::move(*page);
  } else {
    draft.report.text = std::move(text);
    notes.push_back(std::move(text_note));
  }
  Report& report = draft.report;
  report.source = where;
  report.format = format;
  report.notes.insert(report.notes.begin(), notes.begin(), notes.end());
  report.external_id = std::move(fields.id);
  const std::pair<const std::string&, std::string&> stated[] = {{fields.url, report.url},
                                                                {fields.outlet, report.outlet},
                                                                {fields.title, report.title},
                                                                {fields.byline, report.byline}};
  for (const auto& [from, to] : stated) {
    if (const std::string_view words = trim(from); !words.empty()) to = words;
  }
  if (!language_code(fields.language).empty()) {
    report.language = std::move(fields.language);
    report.language_basis = "field \"language\"";
  }
  if (!fields.published.empty())
    draft.dates.insert(draft.dates.begin(), {fields.published, fields.published_where});
  return assemble(std::move(draft), rules, options);
}

}  // namespace stemma::intake
