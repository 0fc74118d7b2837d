// Stretches of time to the second, and lengths of them, as the scorer of phrases compares them.
//
//   parse_second("2013-02-12T04:30:00")
//   later(*parse_second("2031-01-31"), *plain_length("P1M"), 1)   // 2031-02-28
//
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "grounding/calendar.h"
#include "stemma/grounding.h"

namespace stemma::eval {

using Second = std::int64_t;  // since 1970-01-01T00:00:00

/// From `begin` up to, not with, `end`; an open side is absent. A moment has begin == end.
struct Stretch {
  std::optional<Second> begin;
  std::optional<Second> end;
  bool daily = false;  // of the gold: seconds of some day, for it names none
  Second grain = 0;    // of the last unit said, where the set's ranges run to its end
  bool clock = false;  // of what was found: it has hours
};

inline constexpr Second kMinute = 60;
inline constexpr Second kHour = 60 * kMinute;
inline constexpr Second kDay = 24 * kHour;

/// The begin of the unit of so many seconds, or of the day, that holds it.
Second floor_to(Second s, Second unit);
Second floor_day(Second s);
grounding::Day day_of(Second s);
Second second_of(grounding::Day day);
/// Seconds since midnight.
Second of_day(Second s);
/// The same day of the month that many months on; the last one of a shorter month.
Second months_on(Second from, int n);

/// The second that "2013-02-12", "2013-02-12T04:30:00" or "04:30:00" begins; nothing for others.
std::optional<Second> parse_second(std::string_view text);

/// The stretch that one value covers; open where TIMEX3 names no days.
Stretch stretch_of(const TimeValue& time);

/// A clock stands in the value.
bool has_clock(std::string_view value);

/// Do the two cover the same seconds?
bool same(const Stretch& ours, const Stretch& gold);

/// "P1Y6M" as 18 months; days and seconds apart, for no month has a fixed number of them.
struct PlainLength {
  double months = 0;
  double days = 0;
  double seconds = 0;
  friend bool operator==(const PlainLength&, const PlainLength&) = default;
};
std::optional<PlainLength> plain_length(std::string_view timex);

/// The moment so much later (earlier with sign -1); nothing for parts of days or months.
std::optional<Second> later(Second from, const PlainLength& length, int sign);

}  // namespace stemma::eval
