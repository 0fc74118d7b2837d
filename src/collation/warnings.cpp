#include "collation/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/numbers.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

// Gravest first.
int gravity(WarningKind kind) {
  switch (kind) {
    case WarningKind::kObserverAsAgent:
      return 0;
    case WarningKind::kUnattributedGrave:
      return 1;
    case WarningKind::kSumFails:
      return 2;
    case WarningKind::kFirstPersonOutside:
      return 3;
    case WarningKind::kUnclosedQuotation:
      return 4;
    case WarningKind::kDateUnknown:
      return 5;
  }
  return 5;
}

// Is the mark only misplaced? Marks set inside marks of the same sort ("the war was not "his"
// war"), or a closing mark some paragraphs on, still show whose words these are.
bool is_misplaced(const Batch& batch, ReportId report, std::size_t index) {
  const ReportView& view = batch.report(report);
  const auto& tokens = view.analysis->tokens;
  const auto& quotations = view.analysis->quotations;
  const TokenSpan span = batch.tokens_in(report, quotations[index].range);
  const auto length = static_cast<std::uint32_t>(tokens.size());
  if (span.first >= span.end || span.end >= length) return false;
  if (view.sentence[span.end - 1] == view.sentence[span.end] &&
      tokens[span.end].kind == TokenKind::kQuote)
    return true;
  // Quotations within this one ("they 'love' it") do not end it.
  const auto after = std::find_if(
      quotations.begin() + static_cast<std::ptrdiff_t>(index), quotations.end(),
      [&](const Quotation& q) { return q.range.begin >= quotations[index].range.end; });
  const std::uint32_t next =
      after != quotations.end() ? after->range.begin : tokens.back().range.end;
  for (std::uint32_t t = span.end; t < length && tokens[t].range.end <= next; ++t)
    if (tokens[t].kind == TokenKind::kQuote) return true;
  return false;
}

// Marks that never close. One a report: where one is missing, those after it are in doubt too.
void warn_unclosed(const Batch& batch, ReportId report, std::vector<Warning>& out) {
  const auto& quotations = batch.report(report).analysis->quotations;
  for (std::size_t q = 0; q < quotations.size(); ++q) {
    const Quotation& quotation = quotations[q];
    if (quotation.closed || is_misplaced(batch, report, q)) continue;
    out.push_back({WarningKind::kUnclosedQuotation,
                   {report, quotation.range},
                   fmt::format("{} opens a quotation that is never closed: where the quoted words "
                               "end is a guess.",
                               label(report))});
    return;
  }
}

void warn_sums(const Batch& batch, ReportId report, std::vector<Warning>& out) {
  const Grounding& grounding = *batch.report(report).grounding;
  for (const FigureSum& sum : grounding.sums) {
    if (sum.holds) continue;
    const Quantity& whole = grounding.quantities[sum.whole];
    std::string parts;
    double total = 0;
    ByteRange range = whole.number;
    for (const std::uint32_t part : sum.parts) {
      const Quantity& quantity = grounding.quantities[part];
      parts += (parts.empty() ? "" : " + ") + std::string(batch.words(report, quantity.number));
      total += quantity.value;
      range = cover(range, quantity.number);
    }
    out.push_back({WarningKind::kSumFails,
                   {report, range},
                   fmt::format("The figures do not add up in {}: {} is {}, but the whole is given "
                               "as {}.",
                               label(report), parts, print_number(total),
                               batch.words(report, whole.number))});
  }
}

void warn_date(const Batch& batch, ReportId report, std::vector<Warning>& out) {
  const ReportView& view = batch.report(report);
  if (view.report->published || view.analysis->sentences.empty()) return;
  out.push_back({WarningKind::kDateUnknown,
                 {report, view.analysis->sentences.front().range},
                 fmt::format("Nothing says when {} was published: days such as \"Wednesday\" in it "
                             "cannot be told for certain.",
                             label(report))});
}

}  // namespace

std::vector<Warning> warn(const Batch& batch, const std::vector<Reading>& readings) {
  std::vector<Warning> warnings;
  for (std::uint32_t r = 0; r < batch.report_count(); ++r) {
    const ReportId report{r};
    warn_observer(batch, report, warnings);
    warn_sums(batch, report, warnings);
    warn_first_person(batch, report, warnings);
    warn_unclosed(batch, report, warnings);
    warn_date(batch, report, warnings);
  }
  warn_ungrounded(batch, readings, warnings);
  std::stable_sort(warnings.begin(), warnings.end(), [](const Warning& x, const Warning& y) {
    return std::tuple(gravity(x.kind), x.evidence) < std::tuple(gravity(y.kind), y.evidence);
  });
  return warnings;
}

}  // namespace stemma::collation
