// Two reports side by side, as a page.
#include <fmt/format.h>

#include "base/embedded.h"
#include "base/sha256.h"
#include "briefing/compare_words.h"
#include "briefing/digest.h"
#include "briefing/escape.h"

namespace stemma::briefing {
namespace {

constexpr ReportId kFirst{0};
constexpr ReportId kSecond{1};

constexpr std::string_view kStyle =
    "table.compare{width:100%;border-collapse:collapse;table-layout:fixed}"
    "table.compare td,table.compare th{width:50%;vertical-align:top;text-align:left;"
    "padding:.45rem .8rem;border-bottom:1px solid var(--rule)}"
    "table.compare td+td,table.compare th+th{border-left:1px solid var(--rule)}"
    "table.compare td.none{background:var(--ground)}"
    "table.compare tr.same td{color:var(--quiet)}"
    "table.compare tr.title td{font-weight:600}"
    "table.compare tr.note td{padding-top:0;font-size:.9em;color:var(--accent)}"
    "table.compare tr.told td{border-bottom:0}"
    "table.compare mark.changed{background:var(--edited);text-decoration:none;border-radius:2px}";

std::string outside_section(const Lookup& lookup, ReportId report,
                            const std::vector<const Furniture*>& all, const Sides& sides) {
  if (all.empty()) return {};
  std::string out = "<section><h2>" + outside_heading(report, sides) + "</h2>\n<ul>\n";
  for (const Furniture* item : all)
    out += fmt::format("<li>{} <span class=\"quiet\">{}</span></li>\n",
                       isolate(lookup.words({report, item->range})), plain(item->kind));
  return out + "</ul></section>\n";
}

}  // namespace

std::string render_compare_html(const Briefing& briefing, const Sides& sides) {
  const Lookup lookup(briefing);
  const Comparison comparison = side_by_side(lookup);
  const std::string style =
      std::string(embedded_file("src/briefing/assets/briefing.css").value_or("")) +
      std::string(kStyle);
  const std::string title = compare_headline(lookup, sides);
  std::string out = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'sha256-{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{}</title>"
      "\n<style>",
      sha256_base64(style), escape(title));
  out += style + "</style>\n</head>\n<body>\n<header class=\"masthead\"><h1>" + escape(title) +
         "</h1>\n<p>" + escape(compare_summary(lookup, comparison, sides)) +
         "</p></header>\n<main>\n<section><table class=\"compare\">\n<thead><tr>";
  for (const ReportId report : {kFirst, kSecond})
    out += "<th scope=\"col\">" + isolate(compare_heading(lookup, report, sides)) + "</th>";
  out += "</tr></thead>\n<tbody>\n";
  const auto words = [](std::string_view text, ByteRange whole,
                        const std::vector<MarkedRange>& marks) {
    return "<td><bdi>" + marked(text, whole, marks) + "</bdi></td>";
  };
  if (const auto titles = title_change(briefing, sides)) {
    const auto cell = [&](ReportId report, const std::vector<MarkedRange>& marks) {
      const std::string& text = briefing.reports[report.index()].title;
      return words(text, {0, static_cast<std::uint32_t>(text.size())}, marks);
    };
    out += "<tr class=\"title\">" + cell(kFirst, titles->a) + cell(kSecond, titles->b) + "</tr>\n";
  }
  const auto cell = [&](ReportId report, const std::optional<SentenceId>& id,
                        const std::vector<MarkedRange>& marks) {
    if (!id) return std::string("<td class=\"none\"></td>");
    return words(briefing.reports[report.index()].text, lookup.sentence(report, *id).range, marks);
  };
  for (const SideBySide& row : comparison.rows) {
    SentenceDiff diff = row.diff;
    // The very words of a change stand out from what is only worded otherwise.
    for (const Variant* variant : row.variants)
      for (const auto& side : {variant->a, variant->b})
        if (side)
          (side->report == kFirst ? diff.a : diff.b).push_back({side->range, Mark::kVariant});
    out += !row.variants.empty()        ? "<tr class=\"told\">"
           : row.same && sides.versions ? "<tr class=\"same\">"
                                        : "<tr>";
    out += cell(kFirst, row.a, diff.a) + cell(kSecond, row.b, diff.b) + "</tr>\n";
    if (row.variants.empty()) continue;
    out += "<tr class=\"note\"><td colspan=\"2\">";
    for (const Variant* variant : row.variants)
      out += fmt::format("<p><strong>{}:</strong> {}</p>", plain(variant->kind),
                         isolate(variant->note));
    out += "</td></tr>\n";
  }
  out += "</tbody></table></section>\n" +
         outside_section(lookup, kFirst, comparison.outside.a, sides) +
         outside_section(lookup, kSecond, comparison.outside.b, sides);
  return out +
         "</main>\n<footer><p>Made by stemma: findings to check, not verdicts.</p></footer>\n"
         "</body>\n</html>\n";
}

}  // namespace stemma::briefing
