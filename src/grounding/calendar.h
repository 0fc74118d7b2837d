// Calendar arithmetic on civil (proleptic Gregorian) days, and how TIMEX3 writes it.
//
//   const Day day = *civil_day(2022, 12, 7);
//   period_of(Grain::kWeek, day);                       // 2022-W49, 5 to 11 December
//   shifted(period_of(Grain::kMonth, day), -1);         // 2022-11
//
// Invariant: first <= last in every Period. Days lie in the years 1000 to 2199: a date outside of
// them in the news is a slip of the pen, and gets no value. Pure functions.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "stemma/grounding.h"

namespace stemma::grounding {

using Day = std::chrono::sys_days;

enum class Grain : std::uint8_t {
  kDay,
  kWeek,     // ISO 8601, from Monday
  kWeekend,  // Saturday and Sunday
  kMonth,
  kQuarter,
  kHalf,
  kSeason,  // northern meteorological: spring begins on 1 March
  kYear,
  kDecade,
  kCentury,  // 1901 to 2000 is the 20th
};

/// Seasons within a year, in order. A winter bears the year in which it begins.
enum class Season : std::uint8_t { kSpring, kSummer, kAutumn, kWinter };

struct Period {
  Grain grain = Grain::kDay;
  Day first;
  Day last;
  friend bool operator==(const Period&, const Period&) = default;
};

inline constexpr int kFirstYear = 1000;
inline constexpr int kLastYear = 2199;

/// Nothing for 31 February, month 13, or a year out of bounds.
std::optional<Day> civil_day(int year, int month, int day);

/// The day at the head of "2022-12-07" or "2022-12-07T09:30:00Z".
std::optional<Day> parse_day(std::string_view text);

/// Minutes of the day in "2022-12-07T09:30:00Z": 570. Nothing where no clock is given.
std::optional<int> parse_clock(std::string_view text);

/// "2022-12-07".
std::string iso(Day day);

int year_of(Day day);
int month_of(Day day);    // 1 to 12
int weekday_of(Day day);  // 1 Monday to 7 Sunday

/// The period of that grain that holds the day.
Period period_of(Grain grain, Day day);

/// REQUIRES: the numbers are in range: year in [kFirstYear, kLastYear], month 1-12, quarter 1-4,
/// half 1-2.
Period month_period(int year, int month);
Period quarter_period(int year, int quarter);
Period half_period(int year, int half);
Period season_period(int year, Season season);
Period year_period(int year);

/// n periods later (earlier if negative). Nothing if that leaves the calendar.
std::optional<Period> shifted(const Period& period, int n);

/// The same day n months later, or the last of a shorter month. REQUIRES: a day.
std::optional<Period> months_later(const Period& day, int n);

/// The same days of the year, n years later: a quarter stays the same quarter.
std::optional<Period> years_later(const Period& period, int n);

/// "2022-12-07", "2022-W49", "2022-W49-WE", "2022-12", "2022-Q4", "2022-H2", "2022-WI", "2022",
/// "202" the decade, "20" the years 2000 to 2099, as TIMEX2 and ISO 8601 cut years short.
std::string timex(const Period& period);

DayInterval interval(const Period& period);

/// Sunday of Easter in the western churches (Meeus, Jones and Butcher's computus).
Day easter(int year);

/// The nth (1 first, -1 last) such weekday of a month.
std::optional<Day> nth_weekday(int year, int month, int weekday, int nth);

}  // namespace stemma::grounding
