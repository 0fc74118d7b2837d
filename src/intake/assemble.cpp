#include "intake/assemble.h"

#include <fmt/format.h>

#include "intake/scan.h"
#include "intake/text_language.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kMaxByline = 200;

/// "Ana Moro" of the line "By Ana Moro".
std::string byline_in(const Report& report) {
  for (const Furniture& item : report.furniture) {
    if (item.kind != FurnitureKind::kByline || item.range.size() > kMaxByline) continue;
    const std::string_view line = slice(report.text, item.range);
    if (fold(line.substr(0, 3)) == "by " && line.find('\n') == std::string_view::npos)
      return std::string(trim(line.substr(3)));
  }
  return {};
}

}  // namespace

Result<Report> assemble(Draft draft, const Rules& rules, const Options& options) {
  Report& report = draft.report;
  if (report.text.size() > options.max_report_bytes || report.text.size() > 0xFFFFFFFFu) {
    return Error{ErrorCode::kTooLarge,
                 fmt::format("a report of {} bytes is over the limit of {} bytes a report; split "
                             "it, or give its reports as JSONL, one a line",
                             report.text.size(), options.max_report_bytes),
                 report.source};
  }
  if (trim(report.text).empty()) {
    return Error{ErrorCode::kEmpty, "there is no text in it; give a file with the report's words",
                 report.source};
  }
  const std::string title = report.title;
  const KnownFurniture known{title, std::move(draft.marked), title.empty()};
  Furnishings found = find_furniture(report.text, known, rules);
  if (report.title.empty() && found.title) report.title = slice(report.text, *found.title);
  if (report.outlet.empty()) report.outlet = found.outlet;
  if (report.url.empty()) report.url = found.url;
  report.published = find_published(draft.dates, found, report.text, rules, report.notes);
  if (!report.published) report.published_in_part = find_published_in_part(found);
  report.furniture = std::move(found.furniture);
  if (report.byline.empty()) report.byline = byline_in(report);
  settle_language(report);
  return std::move(draft.report);
}

}  // namespace stemma::intake
