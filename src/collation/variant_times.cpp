// Days: another day, or another length of time, for the same thing.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kSeverity = 0.65;
constexpr double kAlike = 0.35;
constexpr double kAlikeStrangers = 0.6;

std::vector<const TimeValue*> times_in(const Batch& batch, ReportId report,
                                       std::span<const std::uint32_t> sentences,
                                       const std::vector<std::uint32_t>* zone) {
  std::vector<const TimeValue*> found;
  const ReportView& view = batch.report(report);
  const auto& times = view.grounding->times;
  for (const std::uint32_t s : sentences) {
    const ByteRange range = view.analysis->sentences[s].range;
    auto t =
        std::lower_bound(times.begin(), times.end(), range.begin,
                         [](const TimeValue& x, std::uint32_t at) { return x.range.begin < at; });
    for (; t != times.end() && t->range.begin < range.end; ++t) {
      if (t->type == TimeType::kSet) continue;
      const TokenSpan span = batch.tokens_in(report, t->range);
      const bool inside =
          zone == nullptr ||
          (span.first < span.end && std::binary_search(zone->begin(), zone->end(), span.first));
      if (inside) found.push_back(&*t);
    }
  }
  return found;
}

// 1 = Monday .. 7 = Sunday, of a value that names one day or some weekday; 0 = neither.
int weekday_of(const std::string& value) {
  if (value.size() == 10 && value.compare(0, 9, "XXXX-WXX-") == 0) return value[9] - '0';
  if (value.size() < 10 || value[4] != '-' || value[7] != '-') return 0;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (value[i] < '0' || value[i] > '9') return 0;
  using namespace std::chrono;
  const year_month_day day{
      year{std::atoi(value.substr(0, 4).c_str())},
      month{static_cast<unsigned>(std::atoi(value.substr(5, 2).c_str()))},
      std::chrono::day{static_cast<unsigned>(std::atoi(value.substr(8, 2).c_str()))}};
  if (!day.ok()) return 0;
  return static_cast<int>(weekday{sys_days{day}}.iso_encoding());
}

bool is_day(const TimeValue& time) {
  return time.type != TimeType::kDuration && weekday_of(time.value) != 0;
}

// Both may be true of one event: same words, overlapping days, or too vague to differ.
bool compatible(const Batch& batch, ReportId a_report, const TimeValue& a, ReportId b_report,
                const TimeValue& b) {
  if (a.value == b.value) return true;
  // "that same day" leans on another sentence; its value is a guess.
  for (const std::string_view words :
       {batch.words(a_report, a.range), batch.words(b_report, b.range)})
    if (words.find("same") != std::string_view::npos || words.find("that ") == 0) return true;
  // The same words, resolved against different publication dates, were not changed by anyone.
  if (batch.words(a_report, a.range) == batch.words(b_report, b.range)) return true;
  if (a.type == TimeType::kDuration || b.type == TimeType::kDuration) {
    if (a.type != b.type || a.value.size() < 3 || b.value.size() < 3) return true;
    // "P2Y" against "P3Y": comparable only in the same unit.
    if (a.value.back() != b.value.back() || a.value.find('X') != std::string::npos ||
        b.value.find('X') != std::string::npos)
      return true;
    return false;
  }
  const int x = weekday_of(a.value);
  const int y = weekday_of(b.value);
  if (x != 0 && y != 0) {
    if (!a.interval || !b.interval) return x == y;
    // "Friday" and "Friday afternoon", each resolved by its own report's date.
    const auto bare_weekday = [](std::string_view words) {
      return words.find_first_of("0123456789") == std::string_view::npos;
    };
    if (x == y && bare_weekday(batch.words(a_report, a.range)) &&
        bare_weekday(batch.words(b_report, b.range)))
      return true;
    return a.interval->first <= b.interval->last && b.interval->first <= a.interval->last;
  }
  if (!a.interval || !b.interval) return true;
  if (a.interval->first.empty() || a.interval->last.empty() || b.interval->first.empty() ||
      b.interval->last.empty())
    return true;
  // Of unlike size (a day against a year), or overlapping: one may be the other, told more closely.
  if (a.value.size() != b.value.size()) return true;
  return a.interval->first <= b.interval->last && b.interval->first <= a.interval->last;
}

}  // namespace

void compare_times(const Pair& pair, Variants& out) {
  const bool strangers = pair.kinship == Kinship::kStrangers;
  if (pair.similarity < (strangers ? kAlikeStrangers : kAlike)) return;
  const Batch& batch = pair.batch;
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto mine = times_in(batch, a, pair.a.sentences, &pair.a.zone);
  const auto theirs = times_in(batch, b, pair.b.sentences, &pair.b.zone);
  const auto my_context = times_in(batch, a, pair.context_a, nullptr);
  const auto their_context = times_in(batch, b, pair.context_b, nullptr);
  if (mine.size() > 20 || theirs.size() > 20) return;

  std::vector<const TimeValue*> left;
  std::vector<const TimeValue*> right;
  for (const TimeValue* t : mine)
    if (std::none_of(their_context.begin(), their_context.end(), [&](const TimeValue* u) {
          return (u->type == t->type || (is_day(*u) && is_day(*t))) &&
                 compatible(batch, a, *t, b, *u);
        }))
      left.push_back(t);
  for (const TimeValue* u : theirs)
    if (std::none_of(my_context.begin(), my_context.end(), [&](const TimeValue* t) {
          return (u->type == t->type || (is_day(*u) && is_day(*t))) &&
                 compatible(batch, a, *t, b, *u);
        }))
      right.push_back(u);
  // One unmatched time on either side, of one sort: the same slot, filled otherwise.
  for (const TimeValue* t : left) {
    const auto same_sort = [&](const TimeValue* u) {
      return (t->type == TimeType::kDuration) == (u->type == TimeType::kDuration) &&
             (is_day(*t) == is_day(*u)) && !compatible(batch, a, *t, b, *u);
    };
    if (std::count_if(right.begin(), right.end(), same_sort) != 1) continue;
    const TimeValue* u = *std::find_if(right.begin(), right.end(), same_sort);
    const auto rivals = std::count_if(left.begin(), left.end(), [&](const TimeValue* other) {
      return is_day(*other) == is_day(*t) && other->type == t->type;
    });
    if (rivals != 1) continue;
    out.push_back(make_variant(
        {pair, false}, VariantKind::kTime, t->range, u->range, kSeverity,
        fmt::format("{} has {}, {} has {}: the time of the same thing differs.", label(a),
                    quoted(batch, a, t->range), label(b), quoted(batch, b, u->range))));
  }
}

}  // namespace stemma::collation
