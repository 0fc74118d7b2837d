#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/numbers.h"
#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"

namespace stemma::briefing {
namespace {

constexpr double kBarWidth = 560;
constexpr std::size_t kEntries = 4;
constexpr std::size_t kGroups = 14;

/// The whole as a frame, its parts inside, what is missing hatched.
std::string bar(const Sum& sum) {
  double total = 0;
  for (const Quantity* part : sum.parts) total += std::fmax(part->value, 0);
  const double scale = std::fmax(total, sum.whole->value);
  if (!(scale > 0) || !std::isfinite(scale)) return {};
  std::string out = fmt::format(
      "<svg class=\"bar\" viewBox=\"0 0 {0:.0f} 46\" width=\"{0:.0f}\" height=\"46\" role=\"img\" "
      "aria-label=\"{1}\">",
      kBarWidth + 2, escape(describe(sum)));
  double x = 1;
  for (std::size_t i = 0; i < sum.parts.size(); ++i) {
    const double width = std::fmax(sum.parts[i]->value, 0) / scale * kBarWidth;
    const std::string label = print_number(sum.parts[i]->value);
    out +=
        fmt::format("<rect class=\"part {}\" x=\"{:.1f}\" y=\"1\" width=\"{:.1f}\" height=\"26\"/>",
                    i % 2 == 0 ? "even" : "odd", x, width);
    if (width > 9.0 * static_cast<double>(label.size())) {
      out += fmt::format(
          "<text class=\"inside\" x=\"{:.1f}\" y=\"19\" text-anchor=\"middle\">{}</text>",
          x + width / 2, label);
    }
    x += width;
  }
  const double whole = sum.whole->value / scale * kBarWidth;
  return out + fmt::format(
                   "<rect class=\"whole\" x=\"1\" y=\"1\" width=\"{:.1f}\" height=\"26\"/><text "
                   "x=\"1\" y=\"43\">{}</text></svg>",
                   whole, escape(describe(*sum.whole)));
}

}  // namespace

void html_timeline(std::string& out, const Lookup& lookup) {
  const std::vector<Day> days = timeline_of(lookup);
  if (days.empty()) return;
  open_section(out, "days", "The days in order");
  out += "<ol class=\"days\">\n";
  for (const Day& day : days) {
    out += "<li>\n<h3>" + escape(print_days(day.days)) + "</h3>\n";
    std::vector<std::string> items;
    for (const DayEntry& entry : day.entries) {
      items.push_back(isolate(lookup.words(entry.sentences.front())) +
                      links(lookup, entry.sentences));
    }
    write_list(out, items, kEntries, "claims");
    out += "</li>\n";
  }
  out += "</ol>\n";
  close_section(out);
}

void html_figures(std::string& out, const Lookup& lookup) {
  const std::vector<Sum> sums = sums_of(lookup);
  const std::vector<FigureGroup> groups = figures_of(lookup);
  const std::vector<FigurePair> changes = figure_changes_of(lookup);
  if (sums.empty() && groups.empty() && changes.empty()) return;
  open_section(out, "figures", "Figures");
  std::set<std::string> told;  // copies of one text repeat its sums
  for (const Sum& sum : sums) {
    const std::string words = describe(sum);
    if (!told.insert(words).second) continue;
    out += fmt::format("<figure class=\"sum {}\">\n{}<figcaption>{}{}</figcaption>\n</figure>\n",
                       sum.sum->holds ? "good" : "bad", bar(sum), escape(capitalise(words)),
                       ' ' + link(lookup, {sum.report, sum.whole->range}));
  }
  std::vector<std::string> items;
  for (const FigurePair& change : changes) {
    const std::string words = describe(lookup, change);
    if (!told.insert(words).second) continue;
    items.push_back(escape(capitalise(words)) + ' ' +
                    link(lookup, {change.report, change.to->range}));
  }
  for (const FigureGroup& group : groups) {
    std::string item = "<b>" + isolate(group.of) + "</b>";
    for (const Figure& figure : group.figures) {
      item += " <span class=\"figure\">" +
              isolate(shorten(clean(lookup.words(figure.places.front())), 48)) +
              links(lookup, figure.places) + "</span>";
    }
    items.push_back(std::move(item));
  }
  write_list(out, items, kGroups, "figures");
  close_section(out);
}

}  // namespace stemma::briefing
