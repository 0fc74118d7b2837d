#include <fmt/format.h>

#include <set>

#include "briefing/dates.h"
#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kFigures = 8;
constexpr std::size_t kDays = 8;
constexpr std::size_t kEntries = 2;

}  // namespace

void write_figures(TextPage& page, const TextContext& context) {
  const std::vector<Sum> sums = sums_of(context.lookup);
  const std::vector<FigureGroup> groups = figures_of(context.lookup);
  const std::vector<FigurePair> changes = figure_changes_of(context.lookup);
  if (sums.empty() && groups.empty() && changes.empty()) return;
  page.heading("Figures");
  std::set<std::string> told;  // copies of one text repeat its sums
  for (const Sum& sum : sums) {
    const std::string words = describe(sum);
    if (!told.insert(words).second) continue;
    page.paragraph(Line()
                       .add(capitalise(words), sum.sum->holds ? Style::kGood : Style::kBad)
                       .add(Evidence{sum.report, sum.whole->range}),
                   2, "· ");
  }
  for (const FigurePair& change : changes) {
    const std::string words = describe(context.lookup, change);
    if (!told.insert(words).second) continue;
    const bool holds = change.change->holds.value_or(true);
    page.paragraph(Line()
                       .add(capitalise(words), holds ? Style::kPlain : Style::kBad)
                       .add(Evidence{change.report, change.to->range}),
                   2, "· ");
  }
  const std::size_t shown = context.limit(groups.size(), kFigures);
  for (std::size_t i = 0; i < shown; ++i) {
    Line line;
    line.add(clean(groups[i].of), Style::kName).add(": ");
    bool first = true;
    for (const Figure& figure : groups[i].figures) {
      if (!first) line.add("; ");
      first = false;
      const std::string words = clean(context.lookup.words(figure.places.front()));
      line.add(shorten(words, 40)).add(figure.places, 2);
    }
    page.paragraph(line, 2, "· ");
  }
  page.more(groups.size() - shown);
}

void write_timeline(TextPage& page, const TextContext& context) {
  std::vector<Day> days = timeline_of(context.lookup);
  if (days.empty()) return;
  page.heading("The days in order");
  const std::size_t all = days.size();
  const std::size_t shown = context.limit(all, kDays);
  days = main_days(std::move(days), shown);
  for (std::size_t i = 0; i < shown; ++i) {
    page.paragraph(Line().add(print_days(days[i].days), Style::kName), 2);
    const std::vector<DayEntry>& entries = days[i].entries;
    const std::size_t entries_shown = context.limit(entries.size(), kEntries);
    for (std::size_t k = 0; k < entries_shown; ++k) {
      const std::string words = clean(context.lookup.words(entries[k].sentences.front()));
      page.paragraph(Line()
                         .add(context.full ? words : shorten(words, page.columns() * 5 / 4))
                         .add(entries[k].sentences),
                     4, "· ");
    }
    page.more(entries.size() - entries_shown, 4);
  }
  page.more(all - shown);
}

}  // namespace stemma::briefing
