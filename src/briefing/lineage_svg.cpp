#include "briefing/lineage_svg.h"

#include <fmt/format.h>

#include <cmath>

#include "base/embedded.h"
#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/ids.h"
#include "briefing/lineage_layout.h"
#include "briefing/render.h"

namespace stemma::briefing {
namespace {

constexpr double kWideBox = 330;  // where there is room: up to two layers
constexpr double kNarrowBox = 240;
constexpr double kBoxHeight = 62;
constexpr double kGapAcross = 132;  // room for "rewritten, 100%"
constexpr double kRowHeight = 78;
constexpr double kMargin = 8;
constexpr double kPortGap = 16;    // between edges that end at one box
constexpr double kNameLetter = 8;  // an upper guess of the width of a letter
constexpr double kDetailLetter = 6.8;
constexpr double kPadding = 12;

/// Draws one lineage; the document around it is the caller's.
class Drawing {
 public:
  Drawing(const Lookup& lookup, bool linked)
      : lookup_(lookup),
        linked_(linked),
        layout_(lay_out(lookup.briefing().lineage)),
        box_width_(layout_.layers <= 2 ? kWideBox : kNarrowBox) {}

  std::string svg(std::string_view style) const {
    const double width = layout_.layers * (box_width_ + kGapAcross) - kGapAcross + 2 * kMargin;
    const double height = layout_.rows * kRowHeight - (kRowHeight - kBoxHeight) + 2 * kMargin;
    std::string out = fmt::format(
        "<svg class=\"lineage\" xmlns=\"http://www.w3.org/2000/svg\" role=\"group\" "
        "aria-label=\"Who copied whom\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "viewBox=\"0 0 {0:.0f} {1:.0f}\">\n",
        width, height);
    if (!style.empty()) out += fmt::format("<style>{}</style>\n", style);
    const Lineage& lineage = lookup_.briefing().lineage;
    for (std::size_t i = 0; i < lineage.edges.size(); ++i) out += edge(i);
    for (const Node& node : lineage.nodes) out += box(node);
    return out + "</svg>\n";
  }

 private:
  double left(NodeId node) const {
    return kMargin + layout_.places[node.index()].layer * (box_width_ + kGapAcross);
  }
  double top(NodeId node) const { return kMargin + layout_.places[node.index()].row * kRowHeight; }

  /// Edges that end at one box enter it one below the other.
  double port(std::size_t index) const {
    const std::vector<Edge>& edges = lookup_.briefing().lineage.edges;
    std::size_t before = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      if (edges[i].to != edges[index].to) continue;
      if (i < index) ++before;
      ++all;
    }
    return (static_cast<double>(before) - static_cast<double>(all - 1) / 2) * kPortGap;
  }

  std::string edge(std::size_t index) const {
    const Edge& e = lookup_.briefing().lineage.edges[index];
    const double x1 = left(e.from) + box_width_;
    const double y1 = top(e.from) + kBoxHeight / 2;
    const double x2 = left(e.to);
    const double y2 = top(e.to) + kBoxHeight / 2 + port(index);
    const double bend = std::fmin(60, (x2 - x1) / 2);
    const std::string label =
        fmt::format("{}, {:.0f}%", plain(e.kind), std::floor(e.share * 100 + 0.5));
    std::string out = fmt::format(
        "<g class=\"edge\" data-from=\"{}\" data-to=\"{}\"><path d=\"M{:.1f} {:.1f}C{:.1f} {:.1f} "
        "{:.1f} {:.1f} {:.1f} {:.1f}L{:.1f} {:.1f}\"/><path class=\"tip\" d=\"M{:.1f} {:.1f}l-7 "
        "-4v8z\"/><text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text></g>",
        lookup_.print(e.from), lookup_.print(e.to), x1, y1, x1 + bend * 0.7, y1, x1 + bend * 0.3,
        y2, x1 + bend, y2, x2 - 6, y2, x2, y2, x2 - 10, y2 - 5, label);
    if (linked_) out = fmt::format("<a href=\"#edge-{}\">{}</a>", index + 1, out);
    return out + "\n";
  }

  std::string box(const Node& node) const {
    const double x = left(node.id);
    const double y = top(node.id);
    const bool hidden = node.kind == NodeKind::kHidden;
    std::string name;
    std::string detail;
    std::string date;
    std::string full = lookup_.node_name(node.id);
    if (hidden) {
      name = capitalise(full.substr(0, full.rfind(", not supplied")));
      detail = "not supplied";
    } else {
      const Report& report = lookup_.briefing().reports[node.report->index()];
      name = print(report.id) + " " + lookup_.report_name(report.id);
      detail = clean(report.title);
      date = report.published ? print_day(report.published->value) : "no date";
      if (!detail.empty()) full += ": " + detail;
    }
    std::string out = fmt::format(
        "<g class=\"node {}\" data-node=\"{}\"><title>{}</title><rect x=\"{:.1f}\" y=\"{:.1f}\" "
        "width=\"{:.0f}\" height=\"{:.0f}\" rx=\"3\"/>",
        hidden ? "hidden-source" : "report", lookup_.print(node.id), escape(full), x, y, box_width_,
        kBoxHeight);
    double line = y + (detail.empty() || date.empty() ? 27 : 20);
    const auto write = [&](std::string_view kind, const std::string& text, double letter) {
      const auto columns = static_cast<std::size_t>((box_width_ - 2 * kPadding) / letter);
      if (text.empty()) return;
      out += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>", kind,
                         x + kPadding, line, escape(shorten(clean(text), columns)));
      line += 17;
    };
    write("name", name, kNameLetter);
    write("detail", detail, kDetailLetter);
    write("date", date, kDetailLetter);
    out += "</g>";
    if (linked_ && !hidden) {
      out = fmt::format("<a href=\"#text-{}\">{}</a>", lookup_.print(node.id), out);
    }
    return out + "\n";
  }

  const Lookup& lookup_;
  bool linked_;
  LineageLayout layout_;
  double box_width_;
};

/// A string of the DOT language.
std::string dot_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : clean(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string draw_lineage(const Lookup& lookup) { return Drawing(lookup, true).svg({}); }

std::string render_lineage_svg(const Briefing& briefing) {
  const Lookup lookup(briefing);
  return Drawing(lookup, false)
      .svg(embedded_file("src/briefing/assets/lineage.css").value_or(std::string_view{}));
}

std::string render_lineage_dot(const Briefing& briefing) {
  const Lookup lookup(briefing);
  std::string out = "digraph lineage {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const Node& node : briefing.lineage.nodes) {
    out += fmt::format("  {} [label={}{}];\n", lookup.print(node.id),
                       dot_string(lookup.node_name(node.id)),
                       node.kind == NodeKind::kHidden ? ", style=dashed" : "");
  }
  for (const Edge& edge : briefing.lineage.edges) {
    out += fmt::format("  {} -> {} [label=\"{}, {:.0f}%\"];\n", lookup.print(edge.from),
                       lookup.print(edge.to), plain(edge.kind), std::floor(edge.share * 100 + 0.5));
  }
  return out + "}\n";
}

}  // namespace stemma::briefing
