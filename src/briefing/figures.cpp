#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "base/numbers.h"
#include "briefing/digest.h"
#include "briefing/display.h"

namespace stemma::briefing {
namespace {

std::string_view words_of(Bound bound) {
  switch (bound) {
    case Bound::kExact:
      return "";
    case Bound::kAtLeast:
      return "at least ";
    case Bound::kAtMost:
      return "at most ";
    case Bound::kMoreThan:
      return "more than ";
    case Bound::kLessThan:
      return "less than ";
    case Bound::kAbout:
      return "about ";
  }
  return "";
}

std::string value_of(const Quantity& q) {
  std::string out = print_number(q.value);
  if (q.high) out += "–" + print_number(*q.high);
  if (q.unit == "%") return out + "%";
  return q.unit.empty() ? out : out + " " + clean(q.unit);
}

bool same_figure(const Quantity& x, const Quantity& y) {
  return x.value == y.value && x.high == y.high && x.bound == y.bound && x.unit == y.unit &&
         x.approximate_word == y.approximate_word;
}

std::size_t reports_behind(const FigureGroup& group) {
  std::set<ReportId> reports;
  for (const Figure& figure : group.figures) {
    for (const Evidence& place : figure.places) reports.insert(place.report);
  }
  return reports.size();
}

}  // namespace

std::vector<FigureGroup> figures_of(const Lookup& lookup) {
  std::vector<FigureGroup> groups;
  std::map<std::string, std::size_t> place_of;
  const std::vector<Grounding>& groundings = lookup.briefing().groundings;
  for (std::uint32_t r = 0; r < groundings.size(); ++r) {
    for (const Quantity& q : groundings[r].quantities) {
      if (q.of.empty()) continue;
      const auto [it, fresh] = place_of.try_emplace(q.of, groups.size());
      if (fresh) groups.push_back({q.of, {}});
      std::vector<Figure>& figures = groups[it->second].figures;
      auto figure = std::find_if(figures.begin(), figures.end(),
                                 [&](const Figure& f) { return same_figure(*f.quantity, q); });
      if (figure == figures.end()) figure = figures.insert(figures.end(), Figure{&q, {}});
      figure->places.push_back({ReportId{r}, q.range});
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> order;  // reports behind it, place
  for (std::size_t i = 0; i < groups.size(); ++i) order.emplace_back(reports_behind(groups[i]), i);
  std::sort(order.begin(), order.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  std::vector<FigureGroup> sorted;
  for (const auto& [reports, place] : order) sorted.push_back(std::move(groups[place]));
  return sorted;
}

std::vector<Sum> sums_of(const Lookup& lookup) {
  std::vector<Sum> sums;
  const std::vector<Grounding>& groundings = lookup.briefing().groundings;
  for (std::uint32_t r = 0; r < groundings.size(); ++r) {
    for (const FigureSum& s : groundings[r].sums) {
      Sum sum{ReportId{r}, &s, &groundings[r].quantities[s.whole], {}};
      for (const std::uint32_t part : s.parts) {
        sum.parts.push_back(&groundings[r].quantities[part]);
      }
      sums.push_back(std::move(sum));
    }
  }
  return sums;
}

std::vector<FigurePair> figure_changes_of(const Lookup& lookup) {
  std::vector<FigurePair> changes;
  const std::vector<Grounding>& groundings = lookup.briefing().groundings;
  for (std::uint32_t r = 0; r < groundings.size(); ++r) {
    const std::vector<Quantity>& quantities = groundings[r].quantities;
    for (const FigureChange& c : groundings[r].changes)
      if (c.from && c.to)
        changes.push_back({ReportId{r}, &c, &quantities[*c.from], &quantities[*c.to]});
  }
  return changes;
}

std::string describe(const Lookup& lookup, const FigurePair& change) {
  const std::string ends =
      fmt::format("from {} to {}", describe(*change.from), describe(*change.to));
  if (change.change->holds.value_or(true))
    return fmt::format("{}: {}.", ends, to_string(change.change->direction));
  const std::string cue = clean(lookup.words({change.report, change.change->cue}));
  return fmt::format("{}, but \"{}\": does not agree.", ends, cue);
}

std::string describe(const Quantity& q) {
  std::string out = std::string(words_of(q.bound)) + value_of(q);
  return q.of.empty() ? out : out + " " + clean(q.of);
}

std::string describe(const Sum& sum) {
  std::string parts;
  double total = 0;
  for (const Quantity* part : sum.parts) {
    if (!parts.empty()) parts += " + ";
    parts += value_of(*part);
    total += part->value;
  }
  const std::string whole = describe(*sum.whole);
  if (sum.sum->complete) {
    return sum.sum->holds ? fmt::format("{} = {}: adds up.", whole, parts)
                          : fmt::format("{}, but {} = {}: does not add up.", whole, parts,
                                        print_number(total));
  }
  return sum.sum->holds
             ? fmt::format("{}, of which {}.", whole, parts)
             : fmt::format("{}, of which {}: the part is more than the whole.", whole, parts);
}

}  // namespace stemma::briefing
