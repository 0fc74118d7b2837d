#include "lineage/forest.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stemma::lineage {
namespace {
constexpr int kSweeps = 20;
constexpr double kCheaper = 1e-9;  // by less it is the same price
}  // namespace

/// The node that a report hangs from: a report, or past these a lost source. REQUIRES: it has one.
std::size_t ForestSearch::node(const Forest& forest, std::uint32_t report) const {
  const Way& way = *forest.way[report];
  return way.from == Way::kLost ? ways_.size() + forest.source[report] : way.from;
}

void ForestSearch::write(const Own& own, double sign) {
  const double price = prices_[Step::kAgain];
  for (const Written& w : own.sentences) {
    double& born = born_[w.site];
    const double most = most_[w.site];
    const double before = std::max(0.0, born - most);
    born += sign * w.weight;
    cost_ += price * (std::max(0.0, born - most) - before);
  }
  const double rewording = prices_[Step::kWordsAgain];
  for (const Worded& w : own.wordings) {
    double& born = worded_[w.like];
    const double before = std::log(std::max(1.0, born));
    born += sign;
    cost_ += rewording * w.weight * (std::log(std::max(1.0, born)) - before);
  }
}

/// Adds what a report costs, or takes it away.
void ForestSearch::put(const Forest& forest, std::uint32_t report, double sign) {
  const Way& way = *forest.way[report];
  cost_ += sign * way.price;
  write(way.own, sign);
  if (way.from == Way::kNothing) return;
  std::size_t& children = children_[node(forest, report)];
  if (sign < 0) --children;
  cost_ += sign * prices_[Step::kPopular] * std::log(1 + static_cast<double>(children));
  if (way.from == Way::kLost && children == 0) {
    const LostSource& lost = *forest.lost[forest.source[report]];
    cost_ += sign * lost.price;
    write(lost.own, sign);
  }
  if (sign > 0) ++children;
}

void ForestSearch::start(const Forest& forest) {
  born_.assign(most_.size(), 0);
  worded_.assign(likes_, 0);
  children_.assign(ways_.size() + forest.lost.size(), 0);
  cost_ = 0;
  for (std::uint32_t i = 0; i < ways_.size(); ++i) put(forest, i, 1);
}

/// Whether a node is the report or was made from it.
bool ForestSearch::is_below(const Forest& forest, std::size_t node, std::size_t report) {
  if (node >= ways_.size()) return false;
  ++walk_;
  open_.assign(1, static_cast<std::uint32_t>(node));
  while (!open_.empty()) {
    const std::uint32_t at = open_.back();
    open_.pop_back();
    if (at == report) return true;
    if (seen_[at] == walk_) continue;
    seen_[at] = walk_;
    const Way& way = *forest.way[at];
    if (way.from < ways_.size()) open_.push_back(static_cast<std::uint32_t>(way.from));
    if (way.second) open_.push_back(*way.second);
  }
  return false;
}

/// Whether the child was not made into what it would be made from, and its two parents have
/// nothing to do with one another: what stands in a text's relative comes with that text.
bool ForestSearch::is_possible(const Forest& forest, const Way& way, std::size_t source) {
  if (is_below(forest, way.from, way.child)) return false;
  if (!way.second) return true;
  const bool kin = way.from == Way::kLost ? comes_from(forest, *way.second, source)
                                          : is_below(forest, way.from, *way.second) ||
                                                is_below(forest, *way.second, way.from);
  return !kin && !is_below(forest, *way.second, way.child);
}

/// Whether a report was made from what was made from that lost source, by its first parents.
bool ForestSearch::comes_from(const Forest& forest, std::uint32_t report,
                              std::size_t source) const {
  const Way* way = forest.way[report];
  while (way->from < ways_.size()) {
    report = static_cast<std::uint32_t>(way->from);
    way = forest.way[report];
  }
  return way->from == Way::kLost && forest.source[report] == source;
}

/// What is added to a forest that lacks the report.
double ForestSearch::price_of(Forest& forest, std::uint32_t report, const Way* way,
                              std::size_t source) {
  forest.way[report] = way;
  forest.source[report] = source;
  const double before = cost_;
  put(forest, report, 1);
  const double price = cost_ - before;
  put(forest, report, -1);
  cost_ = before;
  return price;
}

/// Tells `consider` each way of a report, and the lost source that it would be from.
template <typename Consider>
void ForestSearch::each_way(const Forest& forest, std::uint32_t report, Consider consider) const {
  for (const Way& way : ways_[report]) consider(way, 0);
  for (std::size_t h = 0; h < forest.lost.size(); ++h) {
    for (const Way& way : forest.lost[h]->ways[report]) consider(way, h);
  }
}

/// Hangs a report that hangs from nothing where it costs least.
void ForestSearch::settle(Forest& forest, std::uint32_t report) {
  const Way* best = forest.way[report];
  std::size_t source = forest.source[report];
  double least = std::numeric_limits<double>::infinity();
  const auto consider = [&](const Way& way, std::size_t its_source) {
    if (!is_possible(forest, way, its_source)) return;
    const double price = price_of(forest, report, &way, its_source);
    if (price >= least - kCheaper) return;
    least = price;
    best = &way;
    source = its_source;
  };
  consider(*best, source);
  each_way(forest, report, consider);
  forest.way[report] = best;
  forest.source[report] = source;
  put(forest, report, 1);
}

/// Makes the parent of a report its child, where it may be; gives by how much that is dearer. Stays
/// so if that is cheaper and `keep`.
std::optional<double> ForestSearch::turn(Forest& forest, std::uint32_t report, bool keep) {
  const Way* const was = forest.way[report];
  const std::size_t source = forest.source[report];
  if (was->from >= ways_.size()) return std::nullopt;
  const auto parent = static_cast<std::uint32_t>(was->from);
  const Way* const parent_was = forest.way[parent];
  forest.way[report] = &ways_[report].front();  // which hangs from nothing
  const auto back = std::find_if(ways_[parent].begin(), ways_[parent].end(), [&](const Way& way) {
    return way.from == report && is_possible(forest, way, 0);
  });
  forest.way[report] = was;
  if (back == ways_[parent].end()) return std::nullopt;
  const double before = cost_;
  put(forest, report, -1);
  put(forest, parent, -1);
  forest.way[report] = &ways_[report].front();
  forest.way[parent] = &*back;
  put(forest, parent, 1);
  settle(forest, report);
  const double dearer = cost_ - before;
  if (keep && dearer < -kCheaper) return dearer;
  put(forest, report, -1);
  put(forest, parent, -1);
  forest.way[report] = was;
  forest.source[report] = source;
  forest.way[parent] = parent_was;
  put(forest, parent, 1);
  put(forest, report, 1);
  return dearer;
}

void ForestSearch::improve(Forest& forest, std::span<const std::uint32_t> reports,
                           std::optional<std::uint32_t> held) {
  start(forest);
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    bool changed = false;
    for (const std::uint32_t i : reports) {
      if (sweep == 0 && held == i) continue;
      const auto was = std::pair(forest.way[i], forest.source[i]);
      put(forest, i, -1);
      settle(forest, i);
      changed = changed || was != std::pair(forest.way[i], forest.source[i]);
    }
    for (const std::uint32_t i : reports) {
      const auto dearer = turn(forest, i, true);
      changed = changed || (dearer && *dearer < -kCheaper);
    }
    if (!changed && sweep > 0) break;
  }
  start(forest);
  forest.price = cost_;
}

std::vector<double> ForestSearch::others(Forest& forest, std::uint32_t report) {
  const Way* const was = forest.way[report];
  const std::size_t source = forest.source[report];
  const std::size_t from = node(forest, report);
  std::vector<double> least(ways_.size() + forest.lost.size() + 1,
                            std::numeric_limits<double>::infinity());
  put(forest, report, -1);
  const double mine = price_of(forest, report, was, source);
  const auto consider = [&](const Way& way, std::size_t its_source) {
    if (!is_possible(forest, way, its_source)) return;
    const double price = price_of(forest, report, &way, its_source);
    const std::size_t at = way.from == Way::kNothing ? least.size() - 1 : node(forest, report);
    if (way.from != Way::kNothing && at == from) return;
    least[at] = std::min(least[at], price - mine);
  };
  each_way(forest, report, consider);
  forest.way[report] = was;
  forest.source[report] = source;
  put(forest, report, 1);
  if (const auto dearer = turn(forest, report, false)) least.push_back(*dearer);
  std::erase_if(least, [](double price) { return std::isinf(price); });
  return least;
}

}  // namespace stemma::lineage
