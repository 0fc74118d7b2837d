#include <fmt/format.h>

#include <cmath>

#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/ids.h"
#include "briefing/lineage_svg.h"
#include "briefing/marked_text.h"
#include "briefing/verdict.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kFamilies = 8;
constexpr std::size_t kReasons = 5;
constexpr std::size_t kEdges = 8;
constexpr std::size_t kWarnings = 8;

std::string reason_item(const Lookup& lookup, const Reason& reason) {
  return isolate(reason.note) + links(lookup, reason.evidence);
}

/// Scores are not calibrated, so words that promise little.
std::string_view strength(double confidence) {
  if (confidence >= 0.8) return "strong signs";
  return confidence >= 0.5 ? "fair signs" : "weak signs";
}

std::string edge_item(const Lookup& lookup, std::size_t index) {
  const Edge& e = lookup.briefing().lineage.edges[index];
  std::string out = fmt::format(
      "<details class=\"edge-card\" id=\"edge-{}\"><summary><b>{}</b> <span class=\"arrow\" "
      "aria-label=\"to\">→</span> <b>{}</b> <span class=\"quiet\">{}, {:.0f}% of its text, "
      "{}{}</span></summary>\n",
      index + 1, isolate(lookup.node_name(e.from)), isolate(lookup.node_name(e.to)), plain(e.kind),
      std::floor(e.share * 100 + 0.5), strength(e.confidence),
      e.passages.empty() ? "" : ", " + count_of(e.passages.size(), "passage", "passages"));
  std::vector<std::string> reasons;
  for (const Reason& reason : e.reasons) reasons.push_back(reason_item(lookup, reason));
  write_list(out, reasons, reasons.size(), "reasons");
  return out + "</details>\n";
}

}  // namespace

void html_head(std::string& out, const Lookup& lookup) {
  const Verdict verdict = verdict_of(lookup);
  out += "<header class=\"masthead\">\n<p class=\"kicker\">stemma briefing</p>\n<h1>" +
         isolate(verdict.headline) + "</h1>\n";
  std::vector<std::string> families;
  if (verdict.lines.size() > 1 || !lookup.briefing().words.empty()) {
    for (const std::string& line : verdict.lines) families.push_back(isolate(line));
  }
  write_list(out, families, kFamilies, "families");
  std::vector<std::string> reasons;
  for (const Reason* reason : reasons_of(lookup.briefing().lineage)) {
    reasons.push_back(reason_item(lookup, *reason));
  }
  if (!reasons.empty()) {
    out += "<div class=\"how\">\n<h2>How we know</h2>\n";
    write_list(out, reasons, kReasons, "reasons");
    out += "</div>\n";
  }
  out += "</header>\n";
}

void html_lineage(std::string& out, const Lookup& lookup) {
  const Lineage& lineage = lookup.briefing().lineage;
  if (lineage.nodes.empty()) return;
  open_section(out, "lineage", "Who copied whom",
               "Sources stand on the left, what was made of them to the right. A dashed box is a "
               "text that nobody supplied, but that the others show must exist.");
  out += "<div class=\"drawing\" tabindex=\"0\">\n" + draw_lineage(lookup) + "</div>\n";
  std::vector<std::string> edges;
  for (std::size_t i = 0; i < lineage.edges.size(); ++i) edges.push_back(edge_item(lookup, i));
  write_list(out, edges, kEdges, "edges");
  close_section(out);
}

void html_warnings(std::string& out, const Lookup& lookup) {
  const std::vector<Caution> cautions = cautions_of(lookup);
  if (cautions.empty()) return;
  open_section(out, "warnings", "Check before use");
  std::vector<std::string> items;
  for (const Caution& c : cautions) {
    std::string item = fmt::format("<p><b>{}.</b> {} {}</p>", plain(c.kind), isolate(c.note),
                                   links(lookup, c.places));
    if (c.about_words) {
      const Evidence& e = c.places.front();
      ByteRange shown = e.range;
      if (const auto sentence = lookup.sentence_at(e)) {
        shown = cover(shown, lookup.sentence(e.report, *sentence).range);
      }
      const std::string_view text = lookup.briefing().reports[e.report.index()].text;
      item += "<blockquote><bdi>" + marked(text, shown, {{e.range, Mark::kWarned}}) +
              "</bdi></blockquote>";
    }
    items.push_back(std::move(item));
  }
  write_list(out, items, kWarnings, "warnings");
  close_section(out);
}

}  // namespace stemma::briefing
