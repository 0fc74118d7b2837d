#include "grounding/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace stemma::grounding {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

Day day_of(int y, int m, int d) {
  return Day(year_month_day(year(y), month(unsigned(m)), std::chrono::day(unsigned(d))));
}

Day last_of_month(int y, int m) {
  return Day(
      std::chrono::year_month_day_last(year(y), std::chrono::month_day_last(month(unsigned(m)))));
}

Period months(Grain grain, int y, int first_month, int count) {
  const int last = first_month + count - 1;  // may run into the next year
  return {grain, day_of(y, first_month, 1),
          last_of_month(y + (last - 1) / 12, (last - 1) % 12 + 1)};
}

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

bool in_bounds(Day day) { return year_of(day) >= kFirstYear && year_of(day) <= kLastYear; }

}  // namespace

std::optional<Day> civil_day(int y, int m, int d) {
  if (y < kFirstYear || y > kLastYear || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
  const year_month_day ymd{year(y), month(unsigned(m)), std::chrono::day(unsigned(d))};
  if (!ymd.ok()) return std::nullopt;
  return Day(ymd);
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  const std::size_t begins[3] = {0, 5, 8};
  const std::size_t lengths[3] = {4, 2, 2};
  for (int p = 0; p < 3; ++p) {
    for (const char c : text.substr(begins[p], lengths[p])) {
      if (c < '0' || c > '9') return std::nullopt;
      parts[p] = parts[p] * 10 + (c - '0');
    }
  }
  return civil_day(parts[0], parts[1], parts[2]);
}

std::optional<int> parse_clock(std::string_view text) {
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
    return std::nullopt;
  const auto two = [&](std::size_t at) {
    const bool digits =
        text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    return digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
  };
  const int hour = two(11);
  const int minute = two(14);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::string iso(Day day) {
  const year_month_day ymd(day);
  return fmt::format("{:04}-{:02}-{:02}", int(ymd.year()), unsigned(ymd.month()),
                     unsigned(ymd.day()));
}

int year_of(Day day) { return int(year_month_day(day).year()); }
int month_of(Day day) { return int(unsigned(year_month_day(day).month())); }
int weekday_of(Day day) { return int(std::chrono::weekday(day).iso_encoding()); }

Period month_period(int y, int m) { return months(Grain::kMonth, y, m, 1); }
Period quarter_period(int y, int q) { return months(Grain::kQuarter, y, q * 3 - 2, 3); }
Period half_period(int y, int h) { return months(Grain::kHalf, y, h * 6 - 5, 6); }
Period season_period(int y, Season s) { return months(Grain::kSeason, y, int(s) * 3 + 3, 3); }
Period year_period(int y) { return {Grain::kYear, day_of(y, 1, 1), day_of(y, 12, 31)}; }

Period period_of(Grain grain, Day day) {
  const int y = year_of(day);
  const int m = month_of(day);
  switch (grain) {
    case Grain::kDay:
      return {grain, day, day};
    case Grain::kWeek: {
      const Day monday = day - days(weekday_of(day) - 1);
      return {grain, monday, monday + days(6)};
    }
    case Grain::kWeekend: {
      const Day monday = day - days(weekday_of(day) - 1);
      return {grain, monday + days(5), monday + days(6)};
    }
    case Grain::kMonth:
      return month_period(y, m);
    case Grain::kQuarter:
      return quarter_period(y, (m + 2) / 3);
    case Grain::kHalf:
      return half_period(y, m <= 6 ? 1 : 2);
    case Grain::kSeason:
      return m < 3 ? season_period(y - 1, Season::kWinter) : season_period(y, Season((m - 3) / 3));
    case Grain::kYear:
      return year_period(y);
    case Grain::kDecade: {
      const int first = floor_div(y, 10) * 10;
      return {grain, day_of(first, 1, 1), day_of(first + 9, 12, 31)};
    }
    case Grain::kCentury: {
      const int first = floor_div(y - 1, 100) * 100 + 1;
      return {grain, day_of(first, 1, 1), day_of(first + 99, 12, 31)};
    }
  }
  return {grain, day, day};
}

std::optional<Period> shifted(const Period& p, int n) {
  if (n < -500000 || n > 500000) return std::nullopt;
  const int y = year_of(p.first);
  const auto by_months = [&](int width) -> std::optional<Period> {
    const int month0 = y * 12 + month_of(p.first) - 1 + n * width;
    const auto day = civil_day(floor_div(month0, 12), month0 - floor_div(month0, 12) * 12 + 1, 1);
    if (!day) return std::nullopt;
    return period_of(p.grain, *day);
  };
  const auto by_days = [&](int width) -> std::optional<Period> {
    const Day day = p.first + days(n * width);
    if (!in_bounds(day)) return std::nullopt;
    return period_of(p.grain, day);
  };
  const auto by_years = [&](int width) -> std::optional<Period> {
    const auto day = civil_day(y + n * width, 1, 1);
    if (!day) return std::nullopt;
    return period_of(p.grain, *day);
  };
  switch (p.grain) {
    case Grain::kDay:
      return by_days(1);
    case Grain::kWeek:
    case Grain::kWeekend:
      return by_days(7);
    case Grain::kMonth:
      return by_months(1);
    case Grain::kQuarter:
    case Grain::kSeason:
      return by_months(3);
    case Grain::kHalf:
      return by_months(6);
    case Grain::kYear:
      return by_years(1);
    case Grain::kDecade:
      return by_years(10);
    case Grain::kCentury:
      return by_years(100);
  }
  return std::nullopt;
}

std::optional<Period> months_later(const Period& day, int n) {
  const auto month = shifted(period_of(Grain::kMonth, day.first), n);
  if (!month) return std::nullopt;
  const Day same = month->first + (day.first - period_of(Grain::kMonth, day.first).first);
  return period_of(Grain::kDay, std::min(same, month->last));
}

std::optional<Period> years_later(const Period& p, int n) {
  switch (p.grain) {
    case Grain::kDay: {
      const year_month_day ymd(p.first);
      const int d = int(unsigned(ymd.day()));
      auto day = civil_day(year_of(p.first) + n, month_of(p.first), d);
      if (!day) day = civil_day(year_of(p.first) + n, month_of(p.first), d - 1);  // 29 February
      if (!day) return std::nullopt;
      return period_of(p.grain, *day);
    }
    case Grain::kWeek:
    case Grain::kWeekend:
      return shifted(p, n * 52);
    case Grain::kMonth:
      return shifted(p, n * 12);
    case Grain::kQuarter:
    case Grain::kSeason:
      return shifted(p, n * 4);
    case Grain::kHalf:
      return shifted(p, n * 2);
    case Grain::kYear:
      return shifted(p, n);
    case Grain::kDecade:
    case Grain::kCentury:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string timex(const Period& p) {
  const int y = year_of(p.first);
  const int m = month_of(p.first);
  switch (p.grain) {
    case Grain::kDay:
      return iso(p.first);
    case Grain::kWeek:
    case Grain::kWeekend: {
      // The ISO year of a week is that of its Thursday.
      const Day monday = p.first - days(weekday_of(p.first) - 1);
      const Day thursday = monday + days(3);
      const int week = int((thursday - day_of(year_of(thursday), 1, 1)).count()) / 7 + 1;
      return fmt::format("{:04}-W{:02}{}", year_of(thursday), week,
                         p.grain == Grain::kWeekend ? "-WE" : "");
    }
    case Grain::kMonth:
      return fmt::format("{:04}-{:02}", y, m);
    case Grain::kQuarter:
      return fmt::format("{:04}-Q{}", y, (m + 2) / 3);
    case Grain::kHalf:
      return fmt::format("{:04}-H{}", y, m <= 6 ? 1 : 2);
    case Grain::kSeason: {
      constexpr std::string_view kNames[] = {"SP", "SU", "FA", "WI"};
      return fmt::format("{:04}-{}", y, kNames[(m - 3) / 3]);
    }
    case Grain::kYear:
      return fmt::format("{:04}", y);
    case Grain::kDecade:
      return fmt::format("{:03}", y / 10);
    case Grain::kCentury:
      return fmt::format("{:02}", y / 100);
  }
  return {};
}

DayInterval interval(const Period& p) { return {iso(p.first), iso(p.last)}; }

Day easter(int y) {
  const int a = y % 19;
  const int b = y / 100;
  const int c = y % 100;
  const int d = b / 4;
  const int e = b % 4;
  const int g = (8 * b + 13) / 25;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int j = c / 4;
  const int k = c % 4;
  const int m = (a + 11 * h) / 319;
  const int r = (2 * e + 2 * j - k - h + m + 32) % 7;
  const int n = (h - m + r + 90) / 25;
  const int p = (h - m + r + n + 19) % 32;
  return day_of(y, n, p);
}

std::optional<Day> nth_weekday(int y, int m, int weekday, int nth) {
  if (y < kFirstYear || y > kLastYear || m < 1 || m > 12 || nth == 0) return std::nullopt;
  if (nth > 0) {
    const Day first = day_of(y, m, 1);
    return first + days((weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
  }
  const Day last = last_of_month(y, m);
  return last - days((weekday_of(last) - weekday + 7) % 7 + 7 * (-nth - 1));
}

}  // namespace stemma::grounding
