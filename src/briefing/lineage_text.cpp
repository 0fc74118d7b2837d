// Who copied whom, in words: each report with what it was made from.
#include <fmt/format.h>

#include <algorithm>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/render.h"
#include "briefing/text_page.h"
#include "briefing/verdict.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kReasons = 3;

std::string how_sure(double confidence) {
  if (confidence >= 0.85) return "sure";
  if (confidence >= 0.6) return "likely";
  return "a guess";
}

void write_edge(TextPage& page, const Lookup& lookup, const Edge& edge, bool full) {
  Line line;
  line.add(std::string(plain(edge.kind)) + " from ").add(lookup.node_name(edge.from), Style::kName);
  if (edge.share > 0) line.add(fmt::format(", {:.0f}% of its words", 100 * edge.share));
  line.add(fmt::format(" ({})", how_sure(edge.confidence)), Style::kDim);
  page.paragraph(line, 4, "← ");
  const std::size_t shown =
      full || edge.reasons.size() <= kReasons + 1 ? edge.reasons.size() : kReasons;
  for (std::size_t i = 0; i < shown; ++i)
    page.paragraph(Line().add(clean(edge.reasons[i].note)).add(edge.reasons[i].evidence), 6, "· ");
  page.more(edge.reasons.size() - shown, 6);
}

}  // namespace

std::string render_lineage_text(const Briefing& briefing, const TextOptions& options) {
  const Lookup lookup(briefing);
  const Lineage& lineage = briefing.lineage;
  TextPage page(options.columns, options.colour);
  const Verdict verdict = verdict_of(lookup);
  page.paragraph(Line().add(verdict.headline, Style::kBold));
  for (const std::string& line : verdict.lines) page.paragraph(Line().add(line), 2, "· ");
  for (const Node& node : lineage.nodes) {
    page.blank();
    page.paragraph(Line().add(lookup.node_name(node.id), Style::kBold), 2);
    bool made = false;
    for (const Edge& edge : lineage.edges) {
      if (edge.to != node.id) continue;
      made = true;
      write_edge(page, lookup, edge, options.full);
    }
    if (made) continue;
    const bool alone = std::find(lineage.unrelated.begin(), lineage.unrelated.end(), node.id) !=
                       lineage.unrelated.end();
    page.paragraph(Line()
                       .add("an origin", Style::kGood)
                       .add(alone ? ", which shares no passage with the others" : "")
                       .add(node.evidence),
                   4);
  }
  return page.take();
}

}  // namespace stemma::briefing
