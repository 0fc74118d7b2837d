#include <fmt/format.h>

#include <algorithm>

#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/text_sections.h"
#include "briefing/verdict.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kReports = 12;
constexpr std::size_t kReasons = 4;

std::string date_of(const Report& report) {
  if (!report.published) return "no date";
  const std::string day = print_day(report.published->value);
  return report.published->basis == DateBasis::kInferred ? day + " (worked out)" : day;
}

void write_reports(TextPage& page, const TextContext& context) {
  const std::vector<Report>& reports = context.lookup.briefing().reports;
  std::size_t widest = 0;
  for (const Report& report : reports) {
    widest = std::max(widest, display_width(context.lookup.report_name(report.id)));
  }
  widest = std::min<std::size_t>(widest, page.columns() / 3);
  const std::size_t shown = context.limit(reports.size(), kReports);
  for (std::size_t i = 0; i < shown; ++i) {
    const Report& report = reports[i];
    const std::string name = shorten(context.lookup.report_name(report.id), widest);
    Line line;
    line.add(name, Style::kName).add(", " + date_of(report));
    if (!report.title.empty()) {
      line.add(" ").add(quoted(shorten(clean(report.title), page.columns())));
    }
    if (!is_read(report)) line.add(", " + unread_note(report));
    page.paragraph(line, 2, fmt::format("{:<4}", print(report.id)));
  }
  page.more(reports.size() - shown);
}

void write_reasons(TextPage& page, const TextContext& context) {
  const std::vector<const Reason*> reasons = reasons_of(context.lookup.briefing().lineage);
  if (reasons.empty()) return;
  page.blank();
  page.paragraph(Line().add("How we know", Style::kBold));
  const std::size_t shown = context.limit(reasons.size(), kReasons);
  for (std::size_t i = 0; i < shown; ++i) {
    page.paragraph(Line().add(clean(reasons[i]->note)).add(reasons[i]->evidence), 2, "· ");
  }
  page.more(reasons.size() - shown);
}

}  // namespace

void write_head(TextPage& page, const TextContext& context) {
  const Verdict verdict = verdict_of(context.lookup);
  page.paragraph(Line().add(verdict.headline, Style::kBold));
  if (context.lookup.briefing().reports.empty()) return;
  page.blank();
  write_reports(page, context);
  if (verdict.lines.size() > 1 || !context.lookup.briefing().words.empty()) {
    page.blank();
    const std::size_t shown = context.limit(verdict.lines.size(), kReports);
    for (std::size_t i = 0; i < shown; ++i) {
      page.paragraph(Line().add(verdict.lines[i]), 2, "· ");
    }
    page.more(verdict.lines.size() - shown);
  }
  write_reasons(page, context);
}

}  // namespace stemma::briefing
