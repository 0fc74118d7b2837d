// A figure, a time or a place exchanged for another where all around it is the same.
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kNumber = 0.8;
constexpr double kTime = 0.65;
constexpr double kTimeWider = 0.4;  // the one may hold the other
constexpr double kPlace = 0.6;

// What of a sorted list overlaps an edit, but for what also touches the words around it on more
// than `slack` bytes: "at least 43 people" for an edit "43" is meant.
template <class Value>
std::vector<const Value*> values_in(const Batch& batch, ReportId report, TokenSpan span,
                                    const std::vector<Value>& all, auto range_of) {
  std::vector<const Value*> found;
  if (span.first >= span.end) return found;
  const ByteRange words = batch.bytes(report, span);
  for (const Value& value : all)
    if (range_of(value).overlaps(words)) found.push_back(&value);
  return found;
}

bool same_words(const Batch& batch, ReportId a, ByteRange x, ReportId b, ByteRange y) {
  return batch.words(a, x) == batch.words(b, y);
}

// "three others": the same ones may have been counted in before.
bool counts_others(const Batch& batch, ReportId report, ByteRange number) {
  const std::uint32_t next = batch.tokens_in(report, number).end;
  const auto& tokens = batch.report(report).analysis->tokens;
  return next < tokens.size() && batch.tables().words.is(tokens[next].norm, WordClass::kBeside);
}

bool holds(const DayInterval& wide, const DayInterval& narrow) {
  if (wide.first.empty() || wide.last.empty() || narrow.first.empty() || narrow.last.empty())
    return false;
  return wide.first <= narrow.first && narrow.last <= wide.last;
}

}  // namespace

void compare_edited_numbers(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const Sided side{pair, false};
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto number = [](const Quantity& q) { return q.range; };
  for (const SidedEdit& edit : edits_of(side)) {
    const auto mine = values_in(batch, a, edit.own, batch.report(a).grounding->quantities, number);
    const auto theirs =
        values_in(batch, b, edit.other, batch.report(b).grounding->quantities, number);
    if (mine.size() != 1 || theirs.size() != 1) continue;
    const Quantity& x = *mine.front();
    const Quantity& y = *theirs.front();
    // "three" and "three out of eight" give one figure, the one of them with its whole.
    const std::string_view left = batch.words(a, x.number);
    const std::string_view right = batch.words(b, y.number);
    if (left.starts_with(right) || right.starts_with(left)) continue;
    if (x.value == y.value || batch.in_time(a, x.number) || batch.in_time(b, y.number)) continue;
    if (told(out, side, VariantKind::kNumber, x.range)) continue;
    // A rounding of the other, or a figure that stands elsewhere too, is no change.
    const double gap = std::abs(x.value - y.value) / std::max(std::abs(x.value), std::abs(y.value));
    if ((x.bound != Bound::kExact || y.bound != Bound::kExact) && gap < 0.03) continue;
    if (counts_others(batch, a, x.number) != counts_others(batch, b, y.number)) continue;
    if (x.approximate_word || y.approximate_word || x.unit != y.unit) continue;
    if (batch.report(b).figures.contains(x.value) && batch.report(a).figures.contains(y.value))
      continue;
    out.push_back(make_variant(
        side, VariantKind::kNumber, x.range, y.range, kNumber,
        fmt::format("{} has {}, {} has {}: the figure for the same thing differs.", label(a),
                    quoted(batch, a, x.range), label(b), quoted(batch, b, y.range))));
  }
}

void compare_edited_times(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const Sided side{pair, false};
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto range = [](const TimeValue& t) { return t.range; };
  for (const SidedEdit& edit : edits_of(side)) {
    const auto mine = values_in(batch, a, edit.own, batch.report(a).grounding->times, range);
    const auto theirs = values_in(batch, b, edit.other, batch.report(b).grounding->times, range);
    if (mine.size() != 1 || theirs.size() != 1) continue;
    const TimeValue& x = *mine.front();
    const TimeValue& y = *theirs.front();
    if (x.value == y.value || same_words(batch, a, x.range, b, y.range)) continue;
    if (told(out, side, VariantKind::kTime, x.range)) continue;
    double severity = kTime;
    const bool days =
        x.interval && y.interval && x.type != TimeType::kDuration && y.type != TimeType::kDuration;
    const bool nested =
        days && (holds(*x.interval, *y.interval) || holds(*y.interval, *x.interval));
    // One word for one other, in the same frame, is an exchange; more is another way to tell it.
    const bool word_for_word =
        edit.own.end - edit.own.first == 1 && edit.other.end - edit.other.first == 1;
    if (nested && !word_for_word) continue;
    if (!nested && (x.type == TimeType::kDuration) != (y.type == TimeType::kDuration)) continue;
    if (nested) severity = kTimeWider;
    if (!days && !word_for_word && x.type != TimeType::kDuration) continue;
    out.push_back(make_variant(
        side, VariantKind::kTime, x.range, y.range, severity,
        fmt::format("{} has {}, {} has {}: the time of the same thing differs.", label(a),
                    quoted(batch, a, x.range), label(b), quoted(batch, b, y.range))));
  }
}

void compare_edited_places(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const Sided side{pair, false};
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto range = [](const PlaceValue& p) { return p.range; };
  for (const SidedEdit& edit : edits_of(side)) {
    const auto mine = values_in(batch, a, edit.own, batch.report(a).grounding->places, range);
    const auto theirs = values_in(batch, b, edit.other, batch.report(b).grounding->places, range);
    if (mine.size() != 1 || theirs.size() != 1) continue;
    const PlaceValue& x = *mine.front();
    const PlaceValue& y = *theirs.front();
    if (same_words(batch, a, x.range, b, y.range)) continue;
    if (x.role == PlaceRole::kNamePart || y.role == PlaceRole::kNamePart) continue;
    if (told(out, side, VariantKind::kPlace, x.range)) continue;
    if (x.entry && y.entry) {
      if (x.entry->name == y.entry->name && x.entry->country == y.entry->country) continue;
      // "Spain" and "Spanish"; "Lyon" and "France": no other place, but its whole.
      const bool same_country = !x.entry->country.empty() && x.entry->country == y.entry->country;
      if (same_country && (x.role == PlaceRole::kPeople || y.role == PlaceRole::kPeople)) continue;
      if (same_country && x.entry->kind != y.entry->kind &&
          (x.entry->kind == PlaceKind::kCountry || y.entry->kind == PlaceKind::kCountry))
        continue;
      if (same_country && x.entry->kind != y.entry->kind && x.entry->region == y.entry->region)
        continue;
    } else if (x.role != y.role) {
      continue;
    }
    out.push_back(
        make_variant(side, VariantKind::kPlace, x.range, y.range, kPlace,
                     fmt::format("{} places it in {}, {} in {}.", label(a),
                                 quoted(batch, a, x.range), label(b), quoted(batch, b, y.range))));
  }
}

}  // namespace stemma::collation
