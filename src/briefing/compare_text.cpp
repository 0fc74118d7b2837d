// Two reports side by side, on a terminal.
#include <fmt/format.h>

#include "briefing/compare_words.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/text_page.h"

namespace stemma::briefing {
namespace {

constexpr ReportId kFirst{0};
constexpr ReportId kSecond{1};

/// A stretch of text with some of its words in a style.
Line styled(std::string_view text, ByteRange whole, const std::vector<MarkedRange>& marks,
            Style style) {
  std::uint32_t at = whole.begin;
  Line line;
  // Words glued to others ("no" and "t") must not be parted: white space only where the text has
  // it.
  const auto add = [&](ByteRange range, Style how) {
    if (range.empty()) return;
    const std::string_view part = slice(text, range);
    const bool before = part.front() == ' ' || part.front() == '\n';
    const bool after = part.back() == ' ' || part.back() == '\n';
    const std::string words = clean(part);
    if (before) line.add(" ");
    line.add(words, how);
    if (after) line.add(" ");
  };
  for (const MarkedRange& mark : marks) {
    if (mark.range.begin < at) continue;
    add({at, mark.range.begin}, Style::kPlain);
    add(mark.range, style);
    at = mark.range.end;
  }
  add({at, whole.end}, Style::kPlain);
  return line;
}

void add_outside(TextPage& page, const Lookup& lookup, ReportId report,
                 const std::vector<const Furniture*>& all, const Sides& sides) {
  if (all.empty()) return;
  page.heading(outside_heading(report, sides));
  for (const Furniture* item : all) {
    const Evidence place{report, item->range};
    page.paragraph(Line()
                       .add(clean(lookup.words(place)))
                       .add(fmt::format(" ({})", plain(item->kind)), Style::kDim)
                       .add(place),
                   2, report == kFirst ? "- " : "+ ");
  }
}

}  // namespace

std::string render_compare_text(const Briefing& briefing, const TextOptions& options,
                                const Sides& sides) {
  const Lookup lookup(briefing);
  const Comparison comparison = side_by_side(lookup);
  TextPage page(options.columns, options.colour);
  page.paragraph(Line().add(compare_headline(lookup, sides), Style::kBold));
  page.paragraph(Line().add(compare_summary(lookup, comparison, sides)));
  page.blank();
  page.row(Line().add(compare_heading(lookup, kFirst, sides), Style::kName),
           Line().add(compare_heading(lookup, kSecond, sides), Style::kName));
  if (const auto titles = title_change(briefing, sides)) {
    const auto title = [&](ReportId report, const std::vector<MarkedRange>& marks, Style style) {
      const std::string& text = briefing.reports[report.index()].title;
      return styled(text, {0, static_cast<std::uint32_t>(text.size())}, marks, style);
    };
    page.blank();
    page.row(title(kFirst, titles->a, Style::kBad), title(kSecond, titles->b, Style::kGood));
  }
  const auto side = [&](ReportId report, const std::optional<SentenceId>& id,
                        const std::vector<MarkedRange>& marks, Style style) {
    if (!id) return Line();
    return styled(briefing.reports[report.index()].text, lookup.sentence(report, *id).range, marks,
                  style);
  };
  std::size_t left_out = 0;
  const auto tell_left_out = [&] {
    if (left_out == 0) return;
    page.blank();
    page.paragraph(Line().add("… " + as_they_were(left_out), Style::kDim));
    left_out = 0;
  };
  for (const SideBySide& row : comparison.rows) {
    if (sides.versions && !options.full && row.same && row.variants.empty()) {
      ++left_out;
      continue;
    }
    tell_left_out();
    page.blank();
    page.row(side(kFirst, row.a, row.diff.a, Style::kBad),
             side(kSecond, row.b, row.diff.b, Style::kGood));
    for (const Variant* variant : row.variants)
      page.paragraph(Line()
                         .add(fmt::format("{}: ", plain(variant->kind)), Style::kWarn)
                         .add(clean(variant->note), Style::kWarn),
                     2, "! ");
  }
  tell_left_out();
  add_outside(page, lookup, kFirst, comparison.outside.a, sides);
  add_outside(page, lookup, kSecond, comparison.outside.b, sides);
  return page.take();
}

}  // namespace stemma::briefing
