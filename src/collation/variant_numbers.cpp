// Figures: another value for the same thing, a bound lost, two values that changed places.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kChanged = 0.8;
constexpr double kUpdated = 0.4;  // by the same outlet, later: most likely a new count
constexpr double kBoundLost = 0.35;
constexpr double kBoundOther = 0.15;
constexpr std::uint32_t kReach = 6;
// Signs needed before two unlike figures count the same thing, in one lineage and across two.
constexpr int kSameThing = 2;
constexpr int kSameThingStrangers = 3;

struct Figure {
  const Quantity* quantity = nullptr;
  std::uint32_t first = 0;  // tokens of the number
  std::uint32_t end = 0;
};

std::vector<Figure> figures_in(const Batch& batch, ReportId report,
                               std::span<const std::uint32_t> sentences,
                               const std::vector<std::uint32_t>* zone) {
  std::vector<Figure> figures;
  const ReportView& view = batch.report(report);
  const auto& quantities = view.grounding->quantities;
  for (const std::uint32_t s : sentences) {
    const ByteRange range = view.analysis->sentences[s].range;
    auto q =
        std::lower_bound(quantities.begin(), quantities.end(), range.begin,
                         [](const Quantity& x, std::uint32_t at) { return x.range.begin < at; });
    for (; q != quantities.end() && q->range.begin < range.end; ++q) {
      const TokenSpan span = batch.tokens_in(report, q->number);
      if (span.first >= span.end || batch.in_time(report, q->number)) continue;
      if (zone != nullptr && !std::binary_search(zone->begin(), zone->end(), span.first)) continue;
      figures.push_back({&*q, span.first, span.end});
    }
  }
  return figures;
}

bool same_value(const Quantity& a, const Quantity& b) {
  return a.value == b.value && a.high == b.high && a.unit == b.unit;
}

// "dozens" and "46", "about 6,700" and "6,712": the one only rounds the other.
bool consistent(const Quantity& a, const Quantity& b) {
  if (a.approximate_word) return b.value >= a.value && b.value < 10 * a.value;
  if (b.approximate_word) return a.value >= b.value && a.value < 10 * b.value;
  if (a.high || b.high) {
    const double low = std::max(a.value, b.value);
    const double high = std::min(a.high.value_or(a.value), b.high.value_or(b.value));
    return low <= high;
  }
  const double gap = std::abs(a.value - b.value) / std::max(std::abs(a.value), std::abs(b.value));
  return (a.bound != Bound::kExact || b.bound != Bound::kExact) && gap < 0.03;
}

// "three of the eight sirens" and "three out of eight sirens": the same counts, which the second
// text puts as a share.
bool stands_in_share(const ReportView& view, const Figure& figure, const ReportView& share_view,
                     const Figure& share) {
  if (share.quantity->value >= 1 || figure.quantity->value < 1) return false;
  const auto norm = [](const ReportView& v, std::uint32_t t) -> std::string_view {
    return v.analysis->tokens[t].norm;
  };
  const std::uint32_t length = figure.end - figure.first;
  for (std::uint32_t from = share.first; from + length <= share.end; ++from) {
    std::uint32_t same = 0;
    while (same < length && norm(view, figure.first + same) == norm(share_view, from + same))
      ++same;
    if (same == length) return true;
  }
  return false;
}

// The name that a figure stands with: "26 people had died in Dolna". Kept as a stem.
std::string_view name_after(const Batch& batch, ReportId report, const Figure& figure,
                            std::span<const Figure> all) {
  const ReportView& view = batch.report(report);
  const TokenSpan sentence = batch.tokens_of_sentence(report, view.sentence[figure.first]);
  const std::uint32_t stop = std::min(sentence.end, figure.end + kReach + 2);
  for (std::uint32_t t = figure.end; t < stop; ++t) {
    if (std::any_of(all.begin(), all.end(), [&](const Figure& f) { return f.first == t; })) break;
    if (view.content[t] && view.analysis->tokens[t].capitalised) return view.stems[t];
  }
  return {};
}

std::vector<std::string_view> stems_after(const Batch& batch, ReportId report,
                                          const Figure& figure) {
  std::vector<std::string_view> stems;
  for (const std::uint32_t t : content_after(batch, report, figure.end - 1, kReach, 4))
    stems.push_back(batch.stem(report, t));
  return stems;
}

std::string_view stem_before(const Batch& batch, ReportId report, const Figure& figure) {
  const ReportView& view = batch.report(report);
  const TokenSpan sentence = batch.tokens_of_sentence(report, view.sentence[figure.first]);
  for (std::uint32_t t = figure.first; t > sentence.first && figure.first - t < 3;) {
    --t;
    if (view.content[t]) return view.stems[t];
  }
  return {};
}

// "three others", "20 more": counted beside somebody, so not the same count as "four people".
bool counts_others(const Batch& batch, ReportId report, const Figure& figure) {
  const ReportView& view = batch.report(report);
  if (figure.end >= view.content.size()) return false;
  const std::string& next = view.analysis->tokens[figure.end].norm;
  return batch.tables().words.is(next, WordClass::kBeside);
}

// How many signs say that two figures count the same thing.
int kinship_of(const Batch& batch, const Sided& side, const Figure& mine, const Figure& theirs,
               std::span<const Figure> own_all, std::span<const Figure> other_all) {
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  if (mine.quantity->unit != theirs.quantity->unit) return -1;
  if (counts_others(batch, own, mine) != counts_others(batch, other, theirs)) return -1;
  int signs = mine.quantity->unit.empty() ? 0 : 1;
  const std::string& of = mine.quantity->of;
  const std::string& other_of = theirs.quantity->of;
  const auto own_stems = stems_after(batch, own, mine);
  const auto other_stems = stems_after(batch, other, theirs);
  const auto shared = std::count_if(own_stems.begin(), own_stems.end(), [&](std::string_view s) {
    return std::find(other_stems.begin(), other_stems.end(), s) != other_stems.end();
  });
  signs += static_cast<int>(std::min<std::ptrdiff_t>(shared, 2));
  if (!of.empty() && of == other_of) {
    signs += 1;
  } else if (!of.empty() && !other_of.empty() && shared == 0) {
    signs -= 2;
  }
  const std::string_view before = stem_before(batch, own, mine);
  if (!before.empty() && before == stem_before(batch, other, theirs)) signs += 1;
  const std::string_view name = name_after(batch, own, mine, own_all);
  const std::string_view other_name = name_after(batch, other, theirs, other_all);
  if (!name.empty() && !other_name.empty()) signs += name == other_name ? 1 : -1;
  return signs;
}

// Is the second text a later count? It says so, or comes later from the outlet of the first.
bool is_update(const Pair& pair) {
  if (pair.kinship != Kinship::kParentChild) return false;
  if (pair.batch.report(pair.b.report).is_update) return true;
  const Report& a = *pair.batch.report(pair.a.report).report;
  const Report& b = *pair.batch.report(pair.b.report).report;
  return !a.outlet.empty() && a.outlet == b.outlet && a.published && b.published &&
         a.published->value.substr(0, 10) < b.published->value.substr(0, 10);
}

void compare_bounds(const Sided& side, const Quantity& mine, const Quantity& theirs,
                    Variants& out) {
  if (mine.bound == theirs.bound || mine.approximate_word || theirs.approximate_word) return;
  const auto floor = [](Bound b) { return b == Bound::kAtLeast || b == Bound::kMoreThan; };
  if (floor(mine.bound) && floor(theirs.bound)) return;
  const Batch& batch = side.pair.batch;
  const bool lost = theirs.bound == Bound::kExact && mine.bound != Bound::kAbout;
  const bool gained = mine.bound == Bound::kExact && theirs.bound != Bound::kAbout;
  const bool opposed = mine.bound != Bound::kExact && theirs.bound != Bound::kExact &&
                       mine.bound != Bound::kAbout && theirs.bound != Bound::kAbout;
  out.push_back(make_variant(
      side, VariantKind::kNumber, mine.range, theirs.range,
      opposed ? kChanged : (lost || gained ? kBoundLost : kBoundOther),
      fmt::format("{} has {}, {} has {}: the figure is the same, its bound is not.",
                  label(side.own().report), quoted(batch, side.own().report, mine.range),
                  label(side.other().report), quoted(batch, side.other().report, theirs.range))));
}

void add_changed(const Sided& side, const Quantity& mine, const Quantity& theirs,
                 std::string_view what, Variants& out) {
  const Pair& pair = side.pair;
  const ByteRange a = mine.range;
  const ByteRange b = theirs.range;
  const std::string left = quoted(pair.batch, pair.a.report, a);
  const std::string right = quoted(pair.batch, pair.b.report, b);
  const bool update = is_update(pair);
  std::string note =
      update ? fmt::format(
                   "{} has {}, {} has {} and reads as a later count: the older figure is "
                   "most likely out of date.",
                   label(pair.a.report), left, label(pair.b.report), right)
             : fmt::format("{} has {}, {} has {}: {}.", label(pair.a.report), left,
                           label(pair.b.report), right, what);
  out.push_back(make_variant(side, VariantKind::kNumber, a, b, update ? kUpdated : kChanged,
                             std::move(note)));
}

}  // namespace

void compare_numbers(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const Sided side{pair, false};
  const auto mine = figures_in(batch, pair.a.report, pair.a.sentences, &pair.a.zone);
  const auto theirs = figures_in(batch, pair.b.report, pair.b.sentences, &pair.b.zone);
  const auto my_context = figures_in(batch, pair.a.report, pair.context_a, nullptr);
  const auto their_context = figures_in(batch, pair.b.report, pair.context_b, nullptr);
  if (mine.size() > 40 || theirs.size() > 40) return;  // a table, not a sentence

  const ReportView& a = batch.report(pair.a.report);
  const ReportView& b = batch.report(pair.b.report);
  const auto find_same = [](const std::vector<Figure>& all, const Quantity& q) {
    return std::find_if(all.begin(), all.end(),
                        [&](const Figure& f) { return same_value(*f.quantity, q); });
  };

  // Two values that changed places: each stands in both texts, with the other's name.
  for (const Figure& x : mine) {
    const std::string_view name = name_after(batch, pair.a.report, x, mine);
    if (name.empty() || find_same(theirs, *x.quantity) == theirs.end()) continue;
    for (const Figure& y : theirs) {
      if (same_value(*x.quantity, *y.quantity) || x.quantity->unit != y.quantity->unit) continue;
      if (name_after(batch, pair.b.report, y, theirs) != name) continue;
      const auto back = find_same(mine, *y.quantity);
      const auto there = find_same(theirs, *x.quantity);
      if (back == mine.end() || back->first < x.first) continue;  // a swap is told once
      const std::string_view other_name = name_after(batch, pair.a.report, *back, mine);
      if (other_name.empty() || other_name == name ||
          name_after(batch, pair.b.report, *there, theirs) != other_name)
        continue;
      add_changed(side, *x.quantity, *y.quantity, "the two figures have changed places", out);
    }
  }

  std::vector<bool> used(theirs.size(), false);
  for (const Figure& x : mine) {
    const auto same = find_same(theirs, *x.quantity);
    if (same != theirs.end()) {
      used[static_cast<std::size_t>(same - theirs.begin())] = true;
      if (pair.kinship != Kinship::kStrangers)
        compare_bounds(side, *x.quantity, *same->quantity, out);
      continue;
    }
    if (find_same(their_context, *x.quantity) != their_context.end()) continue;
    std::size_t best = theirs.size();
    int most = (pair.kinship == Kinship::kStrangers ? kSameThingStrangers : kSameThing) - 1;
    for (std::size_t i = 0; i < theirs.size(); ++i) {
      const Figure& y = theirs[i];
      if (used[i] || find_same(my_context, *y.quantity) != my_context.end() ||
          consistent(*x.quantity, *y.quantity) || stands_in_share(a, x, b, y) ||
          stands_in_share(b, y, a, x))
        continue;
      const int signs = kinship_of(batch, side, x, y, mine, theirs);
      if (signs > most) {
        most = signs;
        best = i;
      }
    }
    if (best == theirs.size()) continue;
    used[best] = true;
    add_changed(side, *x.quantity, *theirs[best].quantity, "the figure for the same thing differs",
                out);
  }
}

}  // namespace stemma::collation
