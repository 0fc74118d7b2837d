// Two reports side by side, on a terminal and as a page.
#include <fmt/format.h>

#include "base/embedded.h"
#include "base/sha256.h"
#include "briefing/compare.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/ids.h"
#include "briefing/marked_text.h"
#include "briefing/render.h"
#include "briefing/text_page.h"
#include "briefing/verdict.h"

namespace stemma::briefing {
namespace {

constexpr ReportId kFirst{0};
constexpr ReportId kSecond{1};

std::string heading_of(const Lookup& lookup, ReportId report) {
  const std::string& title = lookup.briefing().reports[report.index()].title;
  const std::string name = fmt::format("{} ({})", lookup.report_name(report), print(report));
  return title.empty() ? name : name + ": " + clean(title);
}

/// A sentence with the ranges that the other lacks in a style.
Line styled(const Lookup& lookup, ReportId report, SentenceId id,
            const std::vector<MarkedRange>& marks, Style style) {
  const ByteRange whole = lookup.sentence(report, id).range;
  Line line;
  std::uint32_t at = whole.begin;
  // Words glued to others ("no" and "t") must not be parted: white space only where the text has
  // it.
  const auto add = [&](ByteRange range, Style how) {
    if (range.empty()) return;
    const std::string_view text = lookup.words({report, range});
    const bool before = text.front() == ' ' || text.front() == '\n';
    const bool after = text.back() == ' ' || text.back() == '\n';
    const std::string words = clean(text);
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

std::string summary_of(const Lookup& lookup, const std::vector<SideBySide>& rows) {
  std::size_t both = 0;
  std::size_t first = 0;
  std::size_t second = 0;
  for (const SideBySide& row : rows) {
    if (row.a && row.b) {
      ++both;
    } else if (row.a) {
      ++first;
    } else {
      ++second;
    }
  }
  return fmt::format("{} {} in both, {} only in {}, {} only in {}.", both,
                     both == 1 ? "sentence stands" : "sentences stand", first, print(kFirst),
                     second, print(kSecond)) +
         (lookup.briefing().lineage.edges.empty() ? " Nothing shows that one was copied." : "");
}

constexpr std::string_view kStyle =
    "table.compare{width:100%;border-collapse:collapse;table-layout:fixed}"
    "table.compare td,table.compare th{width:50%;vertical-align:top;text-align:left;"
    "padding:.45rem .8rem;border-bottom:1px solid var(--rule)}"
    "table.compare td+td,table.compare th+th{border-left:1px solid var(--rule)}"
    "table.compare td.none{background:var(--ground)}"
    "table.compare tr.note td{padding-top:0;font-size:.9em;color:var(--accent)}"
    "table.compare tr.told td{border-bottom:0}"
    "table.compare mark.changed{background:var(--edited);text-decoration:none;border-radius:2px}";

}  // namespace

std::string render_compare_text(const Briefing& briefing, const TextOptions& options) {
  const Lookup lookup(briefing);
  const std::vector<SideBySide> rows = side_by_side(lookup);
  TextPage page(options.columns, options.colour);
  page.paragraph(Line().add(verdict_of(lookup).headline, Style::kBold));
  page.paragraph(Line().add(summary_of(lookup, rows)));
  page.blank();
  page.row(Line().add(heading_of(lookup, kFirst), Style::kName),
           Line().add(heading_of(lookup, kSecond), Style::kName));
  for (const SideBySide& row : rows) {
    page.blank();
    SentenceDiff diff;
    if (row.a && row.b) diff = diff_sentences(lookup, kFirst, *row.a, kSecond, *row.b);
    page.row(row.a ? styled(lookup, kFirst, *row.a, diff.a, Style::kBad) : Line(),
             row.b ? styled(lookup, kSecond, *row.b, diff.b, Style::kGood) : Line());
    for (const Variant* variant : row.variants)
      page.paragraph(Line()
                         .add(fmt::format("{}: ", plain(variant->kind)), Style::kWarn)
                         .add(clean(variant->note), Style::kWarn),
                     2, "! ");
  }
  return page.take();
}

std::string render_compare_html(const Briefing& briefing) {
  const Lookup lookup(briefing);
  const std::vector<SideBySide> rows = side_by_side(lookup);
  const std::string style =
      std::string(embedded_file("src/briefing/assets/briefing.css").value_or("")) +
      std::string(kStyle);
  const std::string title = verdict_of(lookup).headline;
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>"
      "\n<style>",
      sha256_base64(style), escape(title));
  out += style + "</style>\n</head>\n<body>\n<header><h1>" + escape(title) + "</h1>\n<p>" +
         escape(summary_of(lookup, rows)) +
         "</p></header>\n<main>\n<section><table class=\"compare\">\n<thead><tr>";
  for (const ReportId report : {kFirst, kSecond})
    out += "<th scope=\"col\">" + isolate(heading_of(lookup, report)) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  const auto cell = [&](ReportId report, const std::optional<SentenceId>& id,
                        const std::vector<MarkedRange>& marks) {
    if (!id) return std::string("<td class=\"none\"></td>");
    const std::string_view text = lookup.briefing().reports[report.index()].text;
    return "<td><bdi>" + marked(text, lookup.sentence(report, *id).range, marks) + "</bdi></td>";
  };
  for (const SideBySide& row : rows) {
    SentenceDiff diff;
    if (row.a && row.b) diff = diff_sentences(lookup, kFirst, *row.a, kSecond, *row.b);
    // The very words of a change stand out from what is only worded otherwise.
    for (const Variant* variant : row.variants)
      for (const auto& side : {variant->a, variant->b})
        if (side)
          (side->report == kFirst ? diff.a : diff.b).push_back({side->range, Mark::kVariant});
    out += row.variants.empty() ? "<tr>" : "<tr class=\"told\">";
    out += cell(kFirst, row.a, diff.a) + cell(kSecond, row.b, diff.b) + "</tr>\n";
    if (row.variants.empty()) continue;
    out += "<tr class=\"note\"><td colspan=\"2\">";
    for (const Variant* variant : row.variants)
      out += fmt::format("<p><strong>{}:</strong> {}</p>", plain(variant->kind),
                         isolate(variant->note));
    out += "</td></tr>\n";
  }
  return out +
         "</tbody></table></section>\n</main>\n<footer><p>Made by stemma: findings to check, not "
         "verdicts.</p></footer>\n</body>\n</html>\n";
}

}  // namespace stemma::briefing
