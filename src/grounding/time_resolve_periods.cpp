// Longer stretches: seasons, quarters, halves, weekends, decades, centuries, holidays.
#include "grounding/time_resolver.h"

namespace stemma::grounding {

std::string TimeResolver::season_name(std::string_view year) const {
  constexpr std::string_view kNames[] = {"SP", "SU", "FA", "WI"};
  return fmt::format("{}-{}", year, kNames[std::size_t(*p_.season)]);
}

Resolved TimeResolver::season(std::optional<int> year) const {
  if (!p_.season) return std::nullopt;
  if (year) {
    if (!year_ok(*year) || *year == kLastYear) return std::nullopt;
    return date(season_period(*year, *p_.season), "season of a stated year, northern");
  }
  if (!s_.published) return bare(TimeType::kDate, season_name("XXXX"), kNoAnchor);
  const auto said = direction();
  const Period now = period_of(Grain::kSeason, *s_.published);
  const int now_index = (month_of(now.first) - 3) / 3;
  const int want = int(*p_.season);
  // Seasons from the current one back, or ahead, to the one that is meant.
  const int back = (now_index - want + 4) % 4;
  const int ahead = (want - now_index + 4) % 4;
  int n = 0;
  if (said && *said < 0)
    n = back == 0 ? -4 : -back;
  else if (said && *said > 0)
    n = ahead == 0 ? 4 : ahead;
  else if (said)
    // "This summer" is that of the calendar year; winter is that of the two at hand.
    n = want == int(Season::kWinter)   ? (back == 0    ? 0
                                          : ahead <= 2 ? ahead
                                                       : -back)
        : month_of(*s_.published) <= 2 ? ahead
        : want <= now_index            ? want - now_index
                                       : ahead;
  else
    n = future() ? ahead : -back;
  // Early December belongs to winter, yet "this winter" may be said in November.
  return date(shifted(now, n), fmt::format("season nearest to {}, northern", published()));
}

std::optional<int> TimeResolver::quarter_number() const {
  if (!p_.ordinal || *p_.ordinal < 1 || *p_.ordinal > 4) return std::nullopt;
  return *p_.ordinal;
}

Resolved TimeResolver::quarter() const {
  const auto q = quarter_number();
  if (!q) return std::nullopt;
  if (p_.year) {
    if (!year_ok(*p_.year)) return std::nullopt;
    return date(quarter_period(*p_.year, *q), "stated in full");
  }
  if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-Q{}", *q), kNoAnchor);
  const int year = year_of(*s_.published);
  const Period this_year = quarter_period(year, *q);
  const bool begun = this_year.first <= *s_.published;
  const int y = (begun || (future() && !begun) ? year : year - 1) + argument();
  if (!year_ok(y)) return std::nullopt;
  return date(quarter_period(y, *q), "the quarter on or before " + published());
}

Resolved TimeResolver::quarter_of_year() const {
  const auto q = quarter_number();
  if (!q) return std::nullopt;
  if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-Q{}", *q), kNoAnchor);
  const int year = year_of(*s_.published) + p_.direction.value_or(0);
  if (!year_ok(year)) return std::nullopt;
  return date(quarter_period(year, *q), "year counted from " + published());
}

std::optional<Period> TimeResolver::quarter_in_hand() const {
  if (s_.told_quarter) return s_.told_quarter;
  if (!s_.published) return std::nullopt;
  return shifted(period_of(Grain::kQuarter, *s_.published), -1);
}

Resolved TimeResolver::same_quarter() const {
  if (!p_.year || !year_ok(*p_.year)) return std::nullopt;
  const auto q = quarter_in_hand();
  if (!q) return date(year_period(*p_.year), "stated year");
  return date(quarter_period(*p_.year, (month_of(q->first) + 2) / 3),
              "the quarter that the text is about, in a stated year");
}

Resolved TimeResolver::last_quarter() const {
  const auto q = quarter_in_hand();
  if (!q) return reference(argument());
  return date(years_later(*q, argument()), "the quarter that the text is about");
}

Resolved TimeResolver::last_quarter_of_year() const {
  const auto q = quarter_in_hand();
  if (!q || !s_.published) return reference(p_.direction.value_or(0));
  const int year = year_of(*s_.published) + p_.direction.value_or(0);
  if (!year_ok(year)) return std::nullopt;
  return date(quarter_period(year, (month_of(q->first) + 2) / 3),
              "year counted from " + published());
}

Resolved TimeResolver::year_ago() const {
  if (s_.told_quarter)
    return date(years_later(*s_.told_quarter, -1),
                "a year before the quarter that the text is about");
  if (!s_.published) return reference(-1);
  return date(years_later(period_of(Grain::kYear, *s_.published), -1),
              "counted from " + published());
}

Resolved TimeResolver::half() const {
  const int h = argument(p_.ordinal.value_or(0));
  if (h < 1 || h > 2) return std::nullopt;
  if (p_.year && year_ok(*p_.year)) return date(half_period(*p_.year, h), "stated in full");
  if (p_.year || p_.year_seen) return std::nullopt;
  if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-H{}", h), kNoAnchor);
  const int year = year_of(*s_.published) + p_.direction.value_or(0);
  if (!year_ok(year)) return std::nullopt;
  return date(half_period(year, h), "year counted from " + published());
}

Resolved TimeResolver::shift() const {
  const auto grain = grain_of(p_.unit);
  if (!grain) return std::nullopt;
  const int n = rule_.argument.empty() ? p_.direction.value_or(0) : argument();
  if (!s_.published) return reference(n);
  return date(shifted(period_of(*grain, *s_.published), n), "counted from " + published());
}

Resolved TimeResolver::weekend() const {
  if (!s_.published) return reference(p_.direction.value_or(0));
  const Period here = period_of(Grain::kWeekend, *s_.published);
  int n = p_.direction.value_or(0);
  const bool begun = here.first <= *s_.published;
  // "last weekend" and, in the past tense, "the weekend": the latest one that has begun.
  const bool this_one = n == 0 && p_.direction.has_value();
  if (n < 0 || (n == 0 && (s_.tense == Tense::kPast || (!this_one && !future()))))
    n = begun && n == 0 ? 0 : -1;
  else if (n > 0 && !begun)
    n = 0;
  return date(shifted(here, n), "the weekend nearest to " + published());
}

std::optional<Period> TimeResolver::whole_period(bool weekend) const {
  if (p_.month) {
    TimePieces of = p_;
    of.day.reset();
    of.weekday.reset();
    of.ordinal.reset();
    of.direction.reset();
    const Resolved named = TimeResolver(rule_, of, s_, t_).any_date();
    return named ? named->period : std::nullopt;
  }
  if (p_.year) return year_ok(*p_.year) ? std::optional(year_period(*p_.year)) : std::nullopt;
  if (!s_.published || (p_.of_unit == 0 && !weekend)) return std::nullopt;
  const auto grain = grain_of(weekend ? p_.unit : p_.of_unit);
  if (!grain) return std::nullopt;
  return shifted(period_of(*grain, *s_.published), p_.direction.value_or(0));
}

/// "The last week of 2018", "the third day of October", "the second last day of next month". Weeks
/// are those whose Thursday lies in the period, as ISO 8601 counts them.
Resolved TimeResolver::part_of_period() const {
  const bool backward = argument() < 0;
  const bool weekend = rule_.argument.ends_with("WE");
  const int nth = p_.ordinal.value_or(1);
  const char unit = weekend ? 'W' : p_.unit;
  if (nth < 1 || nth > 366 || (unit != 'D' && unit != 'W' && unit != 'M')) return std::nullopt;
  const std::optional<Period> whole = whole_period(weekend);
  if (!whole) return std::nullopt;
  if (unit == 'M') {
    if (whole->grain != Grain::kYear || nth > 12) return std::nullopt;
    return date(month_period(year_of(whole->first), backward ? 13 - nth : nth),
                "counted in " + timex(*whole));
  }
  if (unit == 'D') {
    const Day day = backward ? whole->last - days(nth - 1) : whole->first + days(nth - 1);
    if (day < whole->first || day > whole->last) return std::nullopt;
    return date(period_of(Grain::kDay, day), "counted in " + timex(*whole));
  }
  // Weeks by their Thursdays; weekends by their Saturdays.
  const int key = weekend ? 6 : 4;
  const Day edge = backward ? whole->last : whole->first;
  const int off = backward ? (weekday_of(edge) - key + 7) % 7 : (key - weekday_of(edge) + 7) % 7;
  const Day day = backward ? edge - days(off + 7 * (nth - 1)) : edge + days(off + 7 * (nth - 1));
  if (day < whole->first || day > whole->last) return std::nullopt;
  return date(period_of(weekend ? Grain::kWeekend : Grain::kWeek, day),
              "counted in " + timex(*whole));
}

/// "Week 31", of a stated year or of that of the publication.
Resolved TimeResolver::numbered_week() const {
  const double number = p_.number.value_or(0);
  if (!(number >= 1 && number <= 53) || std::floor(number) != number) return std::nullopt;
  if (!p_.year && !s_.published) return std::nullopt;
  const int n = int(number);
  const int year = p_.year ? *p_.year : year_of(*s_.published) + p_.direction.value_or(0);
  if (!year_ok(year)) return std::nullopt;
  const Period week = period_of(Grain::kWeek, *civil_day(year, 1, 4) + days(7 * (n - 1)));
  if (year_of(week.first + days(3)) != year) return std::nullopt;
  return date(week, p_.year ? "stated in full" : "year of " + published());
}

Resolved TimeResolver::decade() const {
  const int year = p_.year.value_or(0) + argument();
  if (!year_ok(year)) return std::nullopt;
  return date(period_of(Grain::kDecade, *civil_day(year, 1, 1)), "stated in full");
}

Resolved TimeResolver::century() const {
  const int c = p_.ordinal.value_or(0);
  if (c < 1 || c > 21) return std::nullopt;
  if (c > 10)
    return date(period_of(Grain::kCentury, *civil_day(c * 100 - 1, 1, 1)), "stated in full");
  return bare(TimeType::kDate, fmt::format("{:02}XX", c - 1), "stated in full");
}

std::optional<Day> TimeResolver::holiday_in(int year) const {
  const Holiday& h = t_.holidays()[p_.holiday - 1];
  if (!year_ok(year)) return std::nullopt;
  switch (h.rule) {
    case HolidayRule::kFixed:
      return civil_day(year, h.month, h.day);
    case HolidayRule::kNthWeekday:
      return nth_weekday(year, h.month, h.day, h.nth);
    case HolidayRule::kEaster:
      return easter(year) + days(h.nth);
  }
  return std::nullopt;
}

/// The named day, or the weekend nearest to it where that is said: "Easter weekend".
Resolved TimeResolver::weekend_of(Day day, std::string basis) const {
  if (!p_.weekend) return date(period_of(Grain::kDay, day), std::move(basis));
  const int weekday = weekday_of(day);
  const int to_saturday = weekday <= 2 ? -(weekday + 1) : 6 - weekday;
  return date(period_of(Grain::kWeekend, day + days(to_saturday)), "the weekend beside " + basis);
}

Resolved TimeResolver::holiday() const {
  if (p_.holiday == 0) return std::nullopt;
  if (p_.year) {
    const auto day = holiday_in(*p_.year);
    if (!day) return std::nullopt;
    return weekend_of(*day, "a named day of a stated year");
  }
  if (!s_.published) return std::nullopt;
  std::optional<Day> best;
  for (int y = year_of(*s_.published) - 1; y <= year_of(*s_.published) + 1; ++y) {
    const auto day = holiday_in(y);
    if (!day) continue;
    if (p_.direction && *p_.direction < 0 && *day >= *s_.published) continue;
    if (p_.direction && *p_.direction > 0 && *day <= *s_.published) continue;
    if (!best ||
        std::abs((*day - *s_.published).count()) < std::abs((*best - *s_.published).count()))
      best = day;
  }
  if (!best) return std::nullopt;
  return weekend_of(*best, "the named day nearest to " + published());
}

}  // namespace stemma::grounding
