#include "time_stretch.h"

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <string>

namespace stemma::eval {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> two_digits(std::string_view text) {
  if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// Seconds of "15", "15:30", "15:30:20".
std::optional<Second> clock_seconds(std::string_view text) {
  Second seconds = 0;
  for (const Second unit : {3600, 60, 1}) {
    const auto part = two_digits(text);
    if (!part) return std::nullopt;
    seconds += *part * unit;
    text.remove_prefix(2);
    if (text.empty() || text == "Z") return seconds;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

Second floor_to(Second s, Second unit) { return (s >= 0 ? s : s - unit + 1) / unit * unit; }
Second floor_day(Second s) { return floor_to(s, kDay); }
grounding::Day day_of(Second s) { return grounding::Day(std::chrono::days(floor_day(s) / kDay)); }
Second second_of(grounding::Day day) { return Second(day.time_since_epoch().count()) * kDay; }
Second of_day(Second s) { return s - floor_day(s); }

Second months_on(Second from, int n) {
  const auto moved =
      grounding::months_later(grounding::period_of(grounding::Grain::kDay, day_of(from)), n);
  return moved ? second_of(moved->first) + of_day(from) : from;
}

std::optional<Second> parse_second(std::string_view text) {
  if (const auto day = grounding::parse_day(text)) {
    const Second begin = Second(day->time_since_epoch().count()) * kDay;
    if (text.size() <= 11) return begin;
    const auto clock = clock_seconds(text.substr(11));
    return clock ? std::optional(begin + *clock) : std::nullopt;
  }
  if (text.size() < 5) return std::nullopt;
  return clock_seconds(text);
}

bool has_clock(std::string_view value) {
  const std::size_t t = value.find('T');
  return t != std::string_view::npos && !value.starts_with('P') && value.size() > t + 2 &&
         std::isdigit(static_cast<unsigned char>(value[t + 1])) != 0;
}

Stretch stretch_of(const TimeValue& t) {
  Stretch s;
  const std::size_t slash = t.value.find('/');
  if (has_clock(t.value)) {
    s.clock = true;
    s.begin = parse_second(t.value.substr(0, slash));
    s.end = slash == std::string::npos ? s.begin : parse_second(t.value.substr(slash + 1));
    if (s.begin) return s;
  }
  if (!t.interval) return s;
  s.begin = parse_second(t.interval->first);
  if (const auto last = parse_second(t.interval->last)) s.end = *last + kDay;
  return s;
}

bool same(const Stretch& ours, const Stretch& gold) {
  if (!ours.begin || !ours.end || !gold.begin || !gold.end) return false;
  if (!gold.daily) return *ours.begin == *gold.begin && *ours.end == *gold.end;
  return ours.clock && of_day(*ours.begin) == of_day(*gold.begin) &&
         of_day(*ours.end) == of_day(*gold.end);
}

std::optional<PlainLength> plain_length(std::string_view timex) {
  if (!timex.starts_with('P') || timex.size() < 3) return std::nullopt;
  PlainLength length;
  bool clock = false;
  for (std::size_t i = 1; i < timex.size();) {
    if (timex[i] == 'T') {
      clock = true;
      ++i;
      continue;
    }
    char* after = nullptr;
    const std::string rest(timex.substr(i));
    const double n = std::strtod(rest.c_str(), &after);
    const auto used = static_cast<std::size_t>(after - rest.c_str());
    if (used == 0 || i + used >= timex.size()) return std::nullopt;
    const char unit = timex[i + used];
    if (unit == 'Y' && !clock)
      length.months += 12 * n;
    else if (unit == 'M' && !clock)
      length.months += n;
    else if (unit == 'W' && !clock)
      length.days += 7 * n;
    else if (unit == 'D' && !clock)
      length.days += n;
    else if (unit == 'H' && clock)
      length.seconds += double(kHour) * n;
    else if (unit == 'M' && clock)
      length.seconds += double(kMinute) * n;
    else if (unit == 'S' && clock)
      length.seconds += n;
    else
      return std::nullopt;
    i += used + 1;
  }
  return length;
}

std::optional<Second> later(Second from, const PlainLength& length, int sign) {
  const auto whole = [](double n) { return std::floor(n) == n && n < 1e6; };
  if (!whole(length.months) || !whole(length.days) || !(length.seconds < 1e12)) return std::nullopt;
  return months_on(from, sign * int(length.months)) +
         sign * (Second(length.days) * kDay + std::llround(length.seconds));
}

}  // namespace stemma::eval
