// Days, months and years that are named: "7 December", "Saturday", "3 to 5 March".
#include "grounding/time_resolver.h"

namespace stemma::grounding {

Resolved TimeResolver::any_date() const {
  if (p_.ambiguous) return std::nullopt;
  if (p_.holiday != 0) return holiday();
  if (p_.year && !year_ok(*p_.year)) return std::nullopt;
  if (p_.month && p_.day) {
    if (p_.year) return full_date(*p_.year);
    return day_of_some_year();
  }
  if (p_.month) {
    if (p_.year) return date(month_period(*p_.year, *p_.month), "stated in full");
    Resolved r = some_month();
    if (r) r->open_year = !direction();
    return r;
  }
  if (p_.weekday) return some_weekday();
  if (p_.year) return date(year_period(*p_.year), "stated in full");
  return std::nullopt;
}

Resolved TimeResolver::full_date(int year) const {
  const auto day = civil_day(year, *p_.month, *p_.day);
  if (!day) return std::nullopt;
  return with_clock(date(period_of(Grain::kDay, *day), "stated in full"));
}

/// "Wed Oct 26 15:50:06 2016", "on 15 at 8:00": a day with the hours caught beside it.
ResolvedTime TimeResolver::with_clock(ResolvedTime day) const {
  if (p_.clock_count != 1) return day;
  if (const Resolved hours = clock()) {
    day.type = TimeType::kTime;
    day.clock = hours->clock;
    day.half_day = hours->half_day;
  }
  return day;
}

Resolved TimeResolver::day_of_some_year() const {
  if (!civil_day(2000, *p_.month, *p_.day)) return std::nullopt;  // 2000 had every day
  const std::string name = fmt::format("{} {}", *p_.day, kMonths[*p_.month]);
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-{:02}-{:02}", *p_.month, *p_.day),
                "the year is not stated; the publication date would settle it");
  const int year = year_of(*s_.published);
  std::optional<Day> best;
  for (const int y : {year - 1, year, year + 1}) {
    const auto day = civil_day(y, *p_.month, *p_.day);
    if (!day) continue;
    if (p_.weekday && weekday_of(*day) != *p_.weekday) continue;
    // Next year's date, more than two months off, is meant only by a verb that looks ahead.
    if (!future() && !p_.weekday && y > year && *day > *s_.published + days(61)) continue;
    if (future() && *day < *s_.published - days(183)) continue;
    if (!best ||
        std::abs((*day - *s_.published).count()) < std::abs((*best - *s_.published).count()))
      best = day;
  }
  if (!best) return std::nullopt;
  ResolvedTime r =
      date(period_of(Grain::kDay, *best), fmt::format("the {} nearest to {}", name, published()));
  r.open_year = true;
  return r;
}

Resolved TimeResolver::some_month() const {
  const int m = *p_.month;
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-{:02}", m),
                "the year is not stated; the publication date would settle it");
  const int year = year_of(*s_.published);
  const int here = month_of(*s_.published);
  const auto said = direction();
  if (said && *said == 0)
    return date(month_period(year, m),
                fmt::format("{} of the year of {}", kMonths[m], published()));
  // "Agreed to meet in January", told in November: a month soon to come, where no verb looks back.
  const int away = (m - here + 12) % 12;
  const bool soon = !s_.verb_told && away >= 1 && away <= 3;
  const bool ahead = said ? *said > 0 : future() || soon;
  if (ahead) {
    const int y = m > here || (m == here && !said) ? year : year + 1;
    if (!year_ok(y)) return std::nullopt;
    return date(month_period(y, m), fmt::format("the {} on or after {}", kMonths[m], published()));
  }
  const int y = m < here || (m == here && !said) ? year : year - 1;
  if (!year_ok(y)) return std::nullopt;
  return date(month_period(y, m), fmt::format("the {} on or before {}", kMonths[m], published()));
}

Resolved TimeResolver::some_weekday() const {
  const int w = *p_.weekday;
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", w),
                fmt::format("some {}; the publication date would settle which", kWeekdays[w]));
  const Day pub = *s_.published;
  const auto said = direction();
  const int back = (weekday_of(pub) - w + 7) % 7;
  const int ahead = (w - weekday_of(pub) + 7) % 7;
  if (said && *said < 0)
    return date(period_of(Grain::kDay, pub - days(back == 0 ? 7 : back)),
                fmt::format("the last {} before {}", kWeekdays[w], published()));
  // "Next Friday" is that of the week after; "the coming Friday" the first one.
  if (said && *said > 0 && rule_.argument.empty())
    return date(period_of(Grain::kDay, pub + days(7 + w - weekday_of(pub))),
                fmt::format("{} of the week after that of {}", kWeekdays[w], published()));
  if (said && *said > 0)
    return date(period_of(Grain::kDay, pub + days(ahead == 0 ? 7 : ahead)),
                fmt::format("the next {} after {}", kWeekdays[w], published()));
  const bool forward = said ? s_.tense != Tense::kPast : future();
  ResolvedTime r = forward ? date(period_of(Grain::kDay, pub + days(ahead)),
                                  fmt::format("{} on or after {}", kWeekdays[w], published()))
                           : date(period_of(Grain::kDay, pub - days(back)),
                                  fmt::format("{} on or before {}", kWeekdays[w], published()));
  r.open_week = !said;
  return r;
}

Resolved TimeResolver::day_range() const {
  if (!p_.day || !p_.last_day || *p_.last_day == *p_.day) return std::nullopt;
  // "from April 27th to the 3rd" ends in the month after.
  const bool over = *p_.last_day < *p_.day;
  if (over && (rule_.argument != "over" || !p_.month || !s_.published)) return std::nullopt;
  TimePieces from = p_;
  from.last_day.reset();
  if (!p_.month) {  // "from 4 to 22 this month"
    if (!s_.published) return std::nullopt;
    const auto month = shifted(period_of(Grain::kMonth, *s_.published), p_.direction.value_or(0));
    if (!month) return std::nullopt;
    from.month = month_of(month->first);
    from.year = year_of(month->first);
  }
  Resolved first = TimeResolver(rule_, from, s_, t_).any_date();
  if (!first) return std::nullopt;
  if (!first->period) {
    first->value += fmt::format("/XXXX-{:02}-{:02}", *from.month, *p_.last_day);
    return civil_day(2000, *from.month, *p_.last_day) ? first : std::nullopt;
  }
  const int year = year_of(first->period->first);
  const auto last = !over              ? civil_day(year, *from.month, *p_.last_day)
                    : *from.month < 12 ? civil_day(year, *from.month + 1, *p_.last_day)
                                       : civil_day(year + 1, 1, *p_.last_day);
  if (!last) return std::nullopt;
  first->value += "/" + iso(*last);
  first->days->last = iso(*last);
  first->period.reset();
  return first;
}

/// "Jan-Feb 2017", "Dec/2018-May/2019". The year is that of the last month, unless both are said.
Resolved TimeResolver::month_range() const {
  if (!p_.month || !p_.last_month) return std::nullopt;
  const int first = *p_.month, last = *p_.last_month;
  std::optional<int> from, to;
  if (p_.year) {
    to = p_.last_year.value_or(*p_.year);
    from = p_.last_year ? *p_.year : *to - (first > last ? 1 : 0);
  } else if (const Resolved begin = TimeResolver(rule_, p_, s_, t_).some_month();
             begin && begin->period) {
    from = year_of(begin->period->first);
    to = *from + (last < first ? 1 : 0);
  }
  if (!from)
    return bare(TimeType::kDate, fmt::format("XXXX-{:02}/XXXX-{:02}", first, last), kNoAnchor);
  if (!year_ok(*from) || !year_ok(*to)) return std::nullopt;
  const Period begin = month_period(*from, first), end = month_period(*to, last);
  if (end.first <= begin.first) return std::nullopt;
  ResolvedTime r = date(begin, p_.year ? "stated in full" : "year nearest to " + published());
  r.value += "/" + timex(end);
  r.days->last = interval(end).last;
  r.period.reset();
  return r;
}

Resolved TimeResolver::year_range() const {
  if (!p_.year || !p_.last_year) return std::nullopt;
  const int last = *p_.last_year < 100 ? *p_.year / 100 * 100 + *p_.last_year : *p_.last_year;
  if (last <= *p_.year || !year_ok(*p_.year) || !year_ok(last)) return std::nullopt;
  ResolvedTime r = date(year_period(*p_.year), "stated in full");
  r.value = fmt::format("{:04}/{:04}", *p_.year, last);
  r.days->last = interval(year_period(last)).last;
  r.period.reset();
  return r;
}

Resolved TimeResolver::date_of_month() const {
  if (!s_.published || !p_.day) return std::nullopt;
  const auto month = shifted(period_of(Grain::kMonth, *s_.published), p_.direction.value_or(0));
  if (!month) return std::nullopt;
  const auto day = civil_day(year_of(month->first), month_of(month->first), *p_.day);
  if (!day) return std::nullopt;
  return date(period_of(Grain::kDay, *day), "counted from " + published());
}

Resolved TimeResolver::month_of_year() const {
  if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-{:02}", *p_.month), kNoAnchor);
  const int year = year_of(*s_.published) + p_.direction.value_or(0);
  if (!year_ok(year)) return std::nullopt;
  return date(month_period(year, *p_.month), "year counted from " + published());
}

Resolved TimeResolver::weekday_of_week() const {
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", *p_.weekday), kNoAnchor);
  const auto week =
      shifted(period_of(Grain::kWeek, *s_.published), argument(p_.direction.value_or(0)));
  if (!week) return std::nullopt;
  ResolvedTime r = date(period_of(Grain::kDay, week->first + days(*p_.weekday - 1)),
                        "week counted from " + published());
  if (!p_.part.empty()) r.type = TimeType::kTime;
  r.part = p_.part;
  return r;
}

/// "The first Tuesday of October", "the last Friday of this month".
Resolved TimeResolver::weekday_of_month() const {
  const int nth = argument(0) != 0 ? argument(0) : p_.ordinal.value_or(0);
  if (nth == 0 || nth > 5) return std::nullopt;
  std::optional<Period> month;
  if (p_.month) {
    TimePieces of = p_;
    of.weekday.reset();
    of.day.reset();
    of.ordinal.reset();
    of.direction.reset();  // that of "the last Friday" is not the month's
    const Resolved named = TimeResolver(rule_, of, s_, t_).any_date();
    if (named) month = named->period;
  } else if (s_.published) {
    month = shifted(period_of(Grain::kMonth, *s_.published), p_.direction.value_or(0));
  }
  if (!month) return std::nullopt;
  const auto day = nth_weekday(year_of(month->first), month_of(month->first), *p_.weekday, nth);
  if (!day) return std::nullopt;
  return date(period_of(Grain::kDay, *day), "counted in " + timex(*month));
}

/// "On the 22nd": the one on or before the publication, or on or after it.
Resolved TimeResolver::day_of_month() const {
  if (!p_.day || *p_.day < 1 || *p_.day > 31) return std::nullopt;
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-XX-{:02}", *p_.day),
                "the month is not stated; the publication date would settle it");
  const Period here = period_of(Grain::kMonth, *s_.published);
  for (int n = 0; n < 4; ++n) {
    const auto month = shifted(here, future() ? n : -n);
    const auto day =
        month ? civil_day(year_of(month->first), month_of(month->first), *p_.day) : std::nullopt;
    if (!day || (future() ? *day < *s_.published : *day > *s_.published)) continue;
    return with_clock(date(period_of(Grain::kDay, *day),
                           fmt::format("the {} {} {}", *p_.day,
                                       future() ? "on or after" : "on or before", published())));
  }
  return std::nullopt;
}

/// "Tuesday the 19th": the nearest month in which it is one.
Resolved TimeResolver::weekday_of_day() const {
  if (!p_.day || !p_.weekday) return std::nullopt;
  if (!s_.published)
    return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", *p_.weekday), kNoAnchor);
  const Period here = period_of(Grain::kMonth, *s_.published);
  std::optional<Day> best;
  for (int n = -11; n <= 11; ++n) {
    const auto month = shifted(here, n);
    if (!month) continue;
    const auto day = civil_day(year_of(month->first), month_of(month->first), *p_.day);
    if (!day || weekday_of(*day) != *p_.weekday) continue;
    if (future() && *day < *s_.published) continue;
    if (!best ||
        std::abs((*day - *s_.published).count()) < std::abs((*best - *s_.published).count()))
      best = day;
  }
  if (!best) return std::nullopt;
  return date(period_of(Grain::kDay, *best),
              fmt::format("the nearest {} that is a {}", *p_.day, kWeekdays[*p_.weekday]));
}

/// "Two Sundays from now", "three Fridays ago".
Resolved TimeResolver::weekday_ago() const {
  if (!s_.published) return reference(argument());
  const double n = p_.number.value_or(1);
  if (!p_.weekday || n < 1 || n > 500 || std::floor(n) != n) return std::nullopt;
  const int sign = argument();
  const int off = (sign * (*p_.weekday - weekday_of(*s_.published)) + 14) % 7;
  const int first = off == 0 ? 7 : off;
  return date(period_of(Grain::kDay, *s_.published + days(sign * (first + 7 * (int(n) - 1)))),
              "counted from " + published());
}

/// "Friday after next", "the week after next", "March after next".
Resolved TimeResolver::after_next() const {
  if (!s_.published) return reference(1);
  if (p_.weekday) {
    const int ahead = (*p_.weekday - weekday_of(*s_.published) + 7) % 7;
    return date(period_of(Grain::kDay, *s_.published + days((ahead == 0 ? 7 : ahead) + 7)),
                "the one after the next after " + published());
  }
  if (p_.month) {
    const int y = year_of(*s_.published) + (*p_.month > month_of(*s_.published) ? 1 : 2);
    if (!year_ok(y)) return std::nullopt;
    return date(month_period(y, *p_.month), "the one after the next after " + published());
  }
  const auto grain = grain_of(p_.unit);
  if (!grain) return std::nullopt;
  return date(shifted(period_of(*grain, *s_.published), 2), "counted from " + published());
}

Resolved TimeResolver::following_weekday() const {
  const auto anchor = anchor_day();
  if (!anchor) return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", *p_.weekday), kNoAnchor);
  const int ahead = (*p_.weekday - weekday_of(*anchor) + 7) % 7;
  return date(period_of(Grain::kDay, *anchor + days(ahead == 0 ? 7 : ahead)),
              fmt::format("the next {} after {}", kWeekdays[*p_.weekday], iso(*anchor)));
}

}  // namespace stemma::grounding
