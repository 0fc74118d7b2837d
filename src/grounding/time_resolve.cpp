#include "grounding/time_resolve.h"

#include <fmt/format.h>

#include <cmath>

#include "grounding/numerals.h"

namespace stemma::grounding {
namespace {

using std::chrono::days;
using Resolved = std::optional<ResolvedTime>;

constexpr std::string_view kWeekdays[] = {"",         "Monday", "Tuesday",  "Wednesday",
                                          "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::string_view kMonths[] = {"",        "January",  "February", "March",  "April",
                                        "May",     "June",     "July",     "August", "September",
                                        "October", "November", "December"};
constexpr std::string_view kNoAnchor = "relative; the publication date would settle it";

std::optional<Grain> grain_of(char unit) {
  switch (unit) {
    case 'D':
      return Grain::kDay;
    case 'W':
    case 'F':
      return Grain::kWeek;
    case 'M':
      return Grain::kMonth;
    case 'Q':
      return Grain::kQuarter;
    case 'Y':
      return Grain::kYear;
    case 'E':
      return Grain::kDecade;
    case 'C':
      return Grain::kCentury;
    default:
      return std::nullopt;
  }
}

ResolvedTime date(const Period& period, std::string basis) {
  ResolvedTime r;
  r.value = timex(period);
  r.days = interval(period);
  r.basis = std::move(basis);
  r.period = period;
  return r;
}

Resolved date(const std::optional<Period>& period, std::string basis) {
  if (!period) return std::nullopt;
  return date(*period, std::move(basis));
}

ResolvedTime bare(TimeType type, std::string value, std::string_view basis) {
  ResolvedTime r;
  r.type = type;
  r.value = std::move(value);
  r.basis = std::string(basis);
  return r;
}

/// A reference to the past or the future in general, or to now, when no anchor is known.
ResolvedTime reference(int direction) {
  return bare(TimeType::kDate,
              direction < 0   ? "PAST_REF"
              : direction > 0 ? "FUTURE_REF"
                              : "PRESENT_REF",
              kNoAnchor);
}

bool year_ok(int year) { return year >= kFirstYear && year <= kLastYear; }

class Resolver {
 public:
  Resolver(const TimeRule& rule, const TimePieces& p, const TimeSetting& s, const TimeTables& t)
      : rule_(rule), p_(p), s_(s), t_(t) {}

  Resolved operator()() const {
    switch (rule_.op) {
      case TimeOp::kNone:
        return std::nullopt;
      case TimeOp::kDate:
        return any_date();
      case TimeOp::kDayRange:
        return day_range();
      case TimeOp::kYearRange:
        return year_range();
      case TimeOp::kDateOfMonth:
        return date_of_month();
      case TimeOp::kMonthOfYear:
        return month_of_year();
      case TimeOp::kWeekdayOfWeek:
        return weekday_of_week();
      case TimeOp::kFollowingWeekday:
        return following_weekday();
      case TimeOp::kSeason:
        return season(p_.year);
      case TimeOp::kSeasonOfYear:
        if (!s_.published) return bare(TimeType::kDate, season_name("XXXX"), kNoAnchor);
        return season(year_of(*s_.published) + p_.direction.value_or(0));
      case TimeOp::kQuarter:
        return quarter();
      case TimeOp::kQuarterOfYear:
        return quarter_of_year();
      case TimeOp::kSameQuarter:
        return same_quarter();
      case TimeOp::kLastQuarter:
        return last_quarter();
      case TimeOp::kLastQuarterOfYear:
        return last_quarter_of_year();
      case TimeOp::kYearAgo:
        return year_ago();
      case TimeOp::kHalf:
        return half();
      case TimeOp::kShift:
        return shift();
      case TimeOp::kWeekend:
        return weekend();
      case TimeOp::kDay:
        return day_from_publication(argument());
      case TimeOp::kDayPart:
        return day_part();
      case TimeOp::kPart:
        return part();
      case TimeOp::kRef:
        return bare(TimeType::kDate, std::string(rule_.argument), "as it says");
      case TimeOp::kAgo:
        return ago(argument());
      case TimeOp::kAnaphor:
        return anaphor();
      case TimeOp::kAnaphorPart:
        return anaphor_part();
      case TimeOp::kSpan:
        return span(argument());
      case TimeOp::kDuration:
        return duration();
      case TimeOp::kDurationRange:
        return duration_range();
      case TimeOp::kFixed:
        return length(std::string(rule_.argument));
      case TimeOp::kHalfUnit:
        return length(duration_value(p_.unit == 'D'   ? 12
                                     : p_.unit == 'Y' ? 6
                                     : p_.unit == 'E' ? 5
                                                      : 50,
                                     p_.unit == 'D'   ? 'H'
                                     : p_.unit == 'Y' ? 'M'
                                                      : 'Y'));
      case TimeOp::kHalfMore:
        return length(duration_value(1.5, p_.unit));
      case TimeOp::kSet:
        return set();
      case TimeOp::kDecade:
        return decade();
      case TimeOp::kCentury:
        return century();
      case TimeOp::kClock:
        return clock();
      case TimeOp::kHoliday:
        return holiday();
    }
    return std::nullopt;
  }

 private:
  int argument(int otherwise = 0) const {
    if (rule_.argument.empty()) return otherwise;
    const bool minus = rule_.argument.front() == '-';
    const std::string_view rest = rule_.argument.substr(minus ? 1 : 0);
    const int n = parse_int(rest.substr(0, rest.find(' '))).value_or(otherwise);
    return minus ? -n : n;
  }
  /// "-1 NI": what follows the number.
  std::string_view argument_part() const {
    const std::size_t space = rule_.argument.find(' ');
    return space == std::string_view::npos ? p_.part : rule_.argument.substr(space + 1);
  }
  std::string published() const { return "publication, " + iso(*s_.published); }
  bool future() const { return s_.tense == Tense::kFuture; }

  /// Which way to look: what the expression says, else what the verb says.
  std::optional<int> direction() const {
    if (!rule_.argument.empty()) return argument();
    return p_.direction;
  }

  Resolved any_date() const {
    if (p_.ambiguous) return std::nullopt;
    if (p_.holiday != 0) return holiday();
    if (p_.year && !year_ok(*p_.year)) return std::nullopt;
    if (p_.month && p_.day) {
      if (p_.year) return full_date(*p_.year);
      return day_of_some_year();
    }
    if (p_.month) {
      if (p_.year) return date(month_period(*p_.year, *p_.month), "stated in full");
      return some_month();
    }
    if (p_.weekday) return some_weekday();
    if (p_.year) return date(year_period(*p_.year), "stated in full");
    return std::nullopt;
  }

  Resolved full_date(int year) const {
    const auto day = civil_day(year, *p_.month, *p_.day);
    if (!day) return std::nullopt;
    return date(period_of(Grain::kDay, *day), "stated in full");
  }

  Resolved day_of_some_year() const {
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
      if (!future() && y > year && *day > *s_.published + days(61)) continue;
      if (future() && *day < *s_.published - days(183)) continue;
      if (!best ||
          std::abs((*day - *s_.published).count()) < std::abs((*best - *s_.published).count()))
        best = day;
    }
    if (!best) return std::nullopt;
    return date(period_of(Grain::kDay, *best),
                fmt::format("the {} nearest to {}", name, published()));
  }

  Resolved some_month() const {
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
    const bool ahead = said ? *said > 0 : future();
    if (ahead) {
      const int y = m > here || (m == here && !said) ? year : year + 1;
      if (!year_ok(y)) return std::nullopt;
      return date(month_period(y, m),
                  fmt::format("the {} on or after {}", kMonths[m], published()));
    }
    const int y = m < here || (m == here && !said) ? year : year - 1;
    if (!year_ok(y)) return std::nullopt;
    return date(month_period(y, m), fmt::format("the {} on or before {}", kMonths[m], published()));
  }

  Resolved some_weekday() const {
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
    if (said && *said > 0)
      return date(period_of(Grain::kDay, pub + days(ahead == 0 ? 7 : ahead)),
                  fmt::format("the next {} after {}", kWeekdays[w], published()));
    const bool forward = said ? s_.tense != Tense::kPast : future();
    if (forward)
      return date(period_of(Grain::kDay, pub + days(ahead)),
                  fmt::format("{} on or after {}", kWeekdays[w], published()));
    return date(period_of(Grain::kDay, pub - days(back)),
                fmt::format("{} on or before {}", kWeekdays[w], published()));
  }

  Resolved day_range() const {
    if (!p_.month || !p_.day || !p_.last_day || *p_.last_day <= *p_.day) return std::nullopt;
    TimePieces from = p_;
    from.last_day.reset();
    Resolved first = Resolver(rule_, from, s_, t_).any_date();
    if (!first) return std::nullopt;
    if (!first->period) {
      first->value += fmt::format("/XXXX-{:02}-{:02}", *p_.month, *p_.last_day);
      return civil_day(2000, *p_.month, *p_.last_day) ? first : std::nullopt;
    }
    const auto last = civil_day(year_of(first->period->first), *p_.month, *p_.last_day);
    if (!last) return std::nullopt;
    first->value += "/" + iso(*last);
    first->days->last = iso(*last);
    first->period.reset();
    return first;
  }

  Resolved year_range() const {
    if (!p_.year || !p_.last_year) return std::nullopt;
    const int last = *p_.last_year < 100 ? *p_.year / 100 * 100 + *p_.last_year : *p_.last_year;
    if (last <= *p_.year || !year_ok(*p_.year) || !year_ok(last)) return std::nullopt;
    ResolvedTime r = date(year_period(*p_.year), "stated in full");
    r.value = fmt::format("{:04}/{:04}", *p_.year, last);
    r.days->last = interval(year_period(last)).last;
    r.period.reset();
    return r;
  }

  Resolved date_of_month() const {
    if (!s_.published || !p_.day) return std::nullopt;
    const auto month = shifted(period_of(Grain::kMonth, *s_.published), p_.direction.value_or(0));
    if (!month) return std::nullopt;
    const auto day = civil_day(year_of(month->first), month_of(month->first), *p_.day);
    if (!day) return std::nullopt;
    return date(period_of(Grain::kDay, *day), "counted from " + published());
  }

  Resolved month_of_year() const {
    if (!s_.published)
      return bare(TimeType::kDate, fmt::format("XXXX-{:02}", *p_.month), kNoAnchor);
    const int year = year_of(*s_.published) + p_.direction.value_or(0);
    if (!year_ok(year)) return std::nullopt;
    return date(month_period(year, *p_.month), "year counted from " + published());
  }

  Resolved weekday_of_week() const {
    if (!s_.published)
      return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", *p_.weekday), kNoAnchor);
    const auto week = shifted(period_of(Grain::kWeek, *s_.published), p_.direction.value_or(0));
    if (!week) return std::nullopt;
    return date(period_of(Grain::kDay, week->first + days(*p_.weekday - 1)),
                "week counted from " + published());
  }

  Resolved following_weekday() const {
    const auto anchor = anchor_day();
    if (!anchor) return bare(TimeType::kDate, fmt::format("XXXX-WXX-{}", *p_.weekday), kNoAnchor);
    const int ahead = (*p_.weekday - weekday_of(*anchor) + 7) % 7;
    return date(period_of(Grain::kDay, *anchor + days(ahead == 0 ? 7 : ahead)),
                fmt::format("the next {} after {}", kWeekdays[*p_.weekday], iso(*anchor)));
  }

  std::string season_name(std::string_view year) const {
    constexpr std::string_view kNames[] = {"SP", "SU", "FA", "WI"};
    return fmt::format("{}-{}", year, kNames[std::size_t(*p_.season)]);
  }

  Resolved season(std::optional<int> year) const {
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
      n = future() || back > 2 ? ahead : -back;
    else
      n = future() ? ahead : -back;
    // Early December belongs to winter, yet "this winter" may be said in November.
    return date(shifted(now, n), fmt::format("season nearest to {}, northern", published()));
  }

  std::optional<int> quarter_number() const {
    if (!p_.ordinal || *p_.ordinal < 1 || *p_.ordinal > 4) return std::nullopt;
    return *p_.ordinal;
  }

  Resolved quarter() const {
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

  Resolved quarter_of_year() const {
    const auto q = quarter_number();
    if (!q) return std::nullopt;
    if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-Q{}", *q), kNoAnchor);
    const int year = year_of(*s_.published) + p_.direction.value_or(0);
    if (!year_ok(year)) return std::nullopt;
    return date(quarter_period(year, *q), "year counted from " + published());
  }

  /// The quarter that the text is about: the last one named, else the last one that was over.
  std::optional<Period> quarter_in_hand() const {
    if (s_.told_quarter) return s_.told_quarter;
    if (!s_.published) return std::nullopt;
    return shifted(period_of(Grain::kQuarter, *s_.published), -1);
  }

  Resolved same_quarter() const {
    if (!p_.year || !year_ok(*p_.year)) return std::nullopt;
    const auto q = quarter_in_hand();
    if (!q) return date(year_period(*p_.year), "stated year");
    return date(quarter_period(*p_.year, (month_of(q->first) + 2) / 3),
                "the quarter that the text is about, in a stated year");
  }

  Resolved last_quarter() const {
    const auto q = quarter_in_hand();
    if (!q) return reference(argument());
    return date(years_later(*q, argument()), "the quarter that the text is about");
  }

  Resolved last_quarter_of_year() const {
    const auto q = quarter_in_hand();
    if (!q || !s_.published) return reference(p_.direction.value_or(0));
    const int year = year_of(*s_.published) + p_.direction.value_or(0);
    if (!year_ok(year)) return std::nullopt;
    return date(quarter_period(year, (month_of(q->first) + 2) / 3),
                "year counted from " + published());
  }

  /// "a year earlier" beside a quarter means that quarter of the year before.
  Resolved year_ago() const {
    if (s_.told_quarter)
      return date(years_later(*s_.told_quarter, -1),
                  "a year before the quarter that the text is about");
    if (!s_.published) return reference(-1);
    return date(years_later(period_of(Grain::kYear, *s_.published), -1),
                "counted from " + published());
  }

  Resolved half() const {
    const int h = argument(p_.ordinal.value_or(0));
    if (h < 1 || h > 2) return std::nullopt;
    if (p_.year && year_ok(*p_.year)) return date(half_period(*p_.year, h), "stated in full");
    if (p_.year || p_.year_seen) return std::nullopt;
    if (!s_.published) return bare(TimeType::kDate, fmt::format("XXXX-H{}", h), kNoAnchor);
    const int year = year_of(*s_.published) + p_.direction.value_or(0);
    if (!year_ok(year)) return std::nullopt;
    return date(half_period(year, h), "year counted from " + published());
  }

  Resolved shift() const {
    const auto grain = grain_of(p_.unit);
    if (!grain) return std::nullopt;
    const int n = rule_.argument.empty() ? p_.direction.value_or(0) : argument();
    if (!s_.published) return reference(n);
    return date(shifted(period_of(*grain, *s_.published), n), "counted from " + published());
  }

  Resolved weekend() const {
    if (!s_.published) return reference(p_.direction.value_or(0));
    const Period here = period_of(Grain::kWeekend, *s_.published);
    int n = p_.direction.value_or(0);
    const bool begun = here.first <= *s_.published;
    // "last weekend" and, in the past tense, "the weekend": the latest one that has begun.
    if (n < 0 || (n == 0 && s_.tense != Tense::kFuture))
      n = begun && n == 0 ? 0 : -1;
    else if (n > 0 && !begun)
      n = 0;
    return date(shifted(here, n), "the weekend nearest to " + published());
  }

  Resolved day_from_publication(int n) const {
    if (!s_.published) return reference(n);
    return date(shifted(period_of(Grain::kDay, *s_.published), n),
                n == 0 ? "the day of " + published() : "counted from " + published());
  }

  Resolved day_part() const {
    const Resolved day = day_from_publication(argument());
    if (!day || argument_part().empty()) return day;
    ResolvedTime r = *day;
    r.type = TimeType::kTime;
    r.value = day->period ? fmt::format("{}T{}", day->value, argument_part())
                          : fmt::format("XXXX-XX-XXT{}", argument_part());
    return r;
  }

  Resolved part() const {
    if (p_.part.empty()) return std::nullopt;
    ResolvedTime r = bare(TimeType::kTime, fmt::format("T{}", p_.part), "");
    r.part_only = true;
    r.join_only = rule_.argument == "join";
    return r;
  }

  Resolved ago(int sign) const {
    const auto grain = grain_of(p_.unit);
    const bool counted =
        p_.number && !p_.vague && std::floor(*p_.number) == *p_.number && *p_.number < 10000;
    const std::optional<double> number = p_.couple ? std::optional<double>(2) : p_.number;
    if (!s_.published || !counted || !grain) {
      if (!p_.number && !p_.couple && !p_.vague && !p_.more_than_one) return std::nullopt;
      if (p_.couple && s_.published && grain)
        return date(shifted(period_of(*grain, *s_.published), sign * 2),
                    "counted from " + published());
      ResolvedTime r = reference(sign);
      if (s_.published) r.basis = "how long is not said exactly";
      // Hours and minutes count within the day.
      if (number && !grain && !p_.vague && s_.published) {
        r = bare(TimeType::kDuration, duration_value(number, p_.unit),
                 "counted from " + published());
        r.length = true;
      }
      return r;
    }
    int n = int(*p_.number) * sign;
    if (p_.unit == 'F') n *= 2;
    // "a year ago" beside figures of a quarter is that quarter a year before.
    if (p_.unit == 'Y' && n == -1 && s_.told_quarter)
      return date(years_later(*s_.told_quarter, -1),
                  "a year before the quarter that the text is about");
    Resolved r = date(shifted(period_of(*grain, *s_.published), n), "counted from " + published());
    if (r) r->length = true;
    return r;
  }

  std::optional<Day> anchor_day() const {
    if (s_.told && s_.told->grain == Grain::kDay) return s_.told->first;
    if (s_.told) return std::nullopt;
    return s_.published;
  }

  /// "the following month", "two days later", "a year earlier", "that day": leans on what was told.
  Resolved anaphor() const {
    const auto grain = grain_of(p_.unit);
    const int sign = argument(p_.direction.value_or(0));
    const double number = p_.number.value_or(1);
    if (p_.vague || std::floor(number) != number || number > 9999) return reference(sign);
    if (!grain) return length(duration_value(p_.number, p_.unit));
    const int n = sign * int(number) * (p_.unit == 'F' ? 2 : 1);
    if (p_.unit == 'Y' && s_.told_quarter && n != 0)
      return date(years_later(*s_.told_quarter, n),
                  "counted from the quarter that the text is about");
    std::optional<Period> base;
    std::string from;
    if (s_.told && s_.told->grain <= *grain) {
      base = s_.told;
      from = "counted from " + timex(*s_.told) + ", told just before";
    } else if (s_.published) {
      base = period_of(Grain::kDay, *s_.published);
      from = "counted from " + published();
    }
    if (!base) return reference(sign);
    if (p_.unit == 'Y' && n != 0 && (base->grain == Grain::kDay || base->grain == Grain::kMonth) &&
        s_.told && s_.told->grain == Grain::kMonth)
      return date(years_later(*base, n), std::move(from));
    return date(shifted(period_of(*grain, base->first), n), std::move(from));
  }

  Resolved anaphor_part() const {
    const auto anchor = anchor_day();
    if (!anchor || p_.part.empty()) return std::nullopt;
    const auto day = shifted(period_of(Grain::kDay, *anchor), argument());
    if (!day) return std::nullopt;
    ResolvedTime r = date(*day, "counted from " + iso(*anchor));
    r.type = TimeType::kTime;
    r.value += fmt::format("T{}", p_.part);
    return r;
  }

  Resolved length(std::string value) const {
    if (value.empty()) return std::nullopt;
    ResolvedTime r = bare(TimeType::kDuration, std::move(value), "a length of time");
    r.length = true;
    return r;
  }

  Resolved duration() const {
    if (p_.couple) return length(duration_value(2, p_.unit));
    return length(duration_value(p_.vague ? std::nullopt : p_.number, p_.unit));
  }

  Resolved duration_range() const {
    if (!p_.number || !p_.high) return std::nullopt;
    // The value is the longer one; the range is in the text.
    return length(duration_value(std::max(*p_.number, *p_.high), p_.unit));
  }

  /// "the next two days": a length, and the days it covers.
  Resolved span(int sign) const {
    const std::optional<double> number = p_.couple  ? std::optional<double>(2)
                                         : p_.vague ? std::nullopt
                                                    : p_.number;
    Resolved r = length(duration_value(number, p_.unit));
    if (!r || !s_.published) {
      if (r) r->basis = kNoAnchor;
      return r;
    }
    if (!number) {
      r->basis = fmt::format("an unsaid length {} {}", sign < 0 ? "up to" : "from", published());
      return r;
    }
    const auto grain = grain_of(p_.unit);
    if (!grain || std::floor(*number) != *number || *number > 9999) return r;
    const int n = sign * int(*number) * (p_.unit == 'F' ? 2 : 1);
    std::optional<Day> far;
    if (*grain == Grain::kDay || *grain == Grain::kWeek) {
      far = *s_.published + days(n * (*grain == Grain::kWeek ? 7 : 1));
    } else if (const auto period = shifted(period_of(*grain, *s_.published), n)) {
      // The same day of a later or earlier month, as far as it has one.
      const int months = (year_of(period->first) - year_of(*s_.published)) * 12 +
                         month_of(period->first) - month_of(*s_.published);
      auto month = period_of(Grain::kMonth, *s_.published);
      if (*grain == Grain::kMonth)
        month = *period;
      else if (const auto m = shifted(month, *grain == Grain::kYear      ? n * 12
                                             : *grain == Grain::kQuarter ? n * 3
                                             : *grain == Grain::kDecade  ? n * 120
                                                                         : months))
        month = *m;
      const Day same =
          month.first + (*s_.published - period_of(Grain::kMonth, *s_.published).first);
      far = std::min(same, month.last);
    }
    if (!far || year_of(*far) < kFirstYear || year_of(*far) > kLastYear) return r;
    if (sign > 0)
      r->days = DayInterval{iso(*s_.published + days(1)), iso(*far)};
    else
      r->days = DayInterval{iso(*far), iso(*s_.published)};
    r->basis = fmt::format("{} {}", sign < 0 ? "the time up to" : "the time after", published());
    return r;
  }

  Resolved set() const {
    ResolvedTime r = bare(TimeType::kSet, "", "a repeated time");
    if (!p_.set.empty())
      r.value = std::string(p_.set);
    else if (p_.month)
      r.value = fmt::format("XXXX-{:02}", *p_.month);
    else if (p_.weekday && !p_.part.empty())
      r.value = fmt::format("XXXX-WXX-{}T{}", *p_.weekday, p_.part);
    else if (p_.weekday)
      r.value = fmt::format("XXXX-WXX-{}", *p_.weekday);
    else if (p_.season)
      r.value = season_name("XXXX");
    else if (!p_.part.empty())
      r.value = fmt::format("XXXX-XX-XXT{}", p_.part);
    else if (p_.vague)
      r.value = duration_value(std::nullopt, p_.unit);
    else if (p_.other || p_.couple)
      r.value = duration_value(2, p_.unit);
    else if (p_.unit != 0)
      r.value = duration_value(p_.number.value_or(1), p_.unit);
    else
      r.value = "XXXX-WXX-WE";
    return r;
  }

  Resolved decade() const {
    const int year = p_.year.value_or(0);
    if (!year_ok(year)) return std::nullopt;
    return date(period_of(Grain::kDecade, *civil_day(year, 1, 1)), "stated in full");
  }

  Resolved century() const {
    const int c = p_.ordinal.value_or(0);
    if (c < 1 || c > 21) return std::nullopt;
    if (c > 10)
      return date(period_of(Grain::kCentury, *civil_day(c * 100 - 1, 1, 1)), "stated in full");
    return bare(TimeType::kDate, fmt::format("{:02}XX", c - 1), "stated in full");
  }

  Resolved clock() const {
    int hour = p_.hour;
    int minute = p_.minute;
    if (!p_.noonish.empty()) {
      hour = *parse_int(p_.noonish);
      minute = 0;
    } else if (hour < 0) {
      const double n = p_.number.value_or(-1);
      if (n < 0 || n > 24 || std::floor(n) != n) return std::nullopt;
      hour = int(n);
      minute = 0;
    }
    const bool afternoon = p_.meridiem == "pm" || p_.part == "AF" || p_.part == "EV";
    const bool twelve_hours = !p_.meridiem.empty() || !p_.part.empty();
    if (twelve_hours && (hour > 12 || hour == 0)) return std::nullopt;
    if (afternoon && hour < 12) hour += 12;
    if (p_.meridiem == "am" && hour == 12) hour = 0;
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
    ResolvedTime r = bare(TimeType::kTime, fmt::format("T{:02}:{:02}", hour, minute), "");
    if (p_.second >= 0) r.value += fmt::format(":{:02}", p_.second);
    r.clock_only = true;
    return r;
  }

  std::optional<Day> holiday_in(int year) const {
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

  Resolved holiday() const {
    if (p_.holiday == 0) return std::nullopt;
    if (p_.year) {
      const auto day = holiday_in(*p_.year);
      if (!day) return std::nullopt;
      return date(period_of(Grain::kDay, *day), "a named day of a stated year");
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
    return date(period_of(Grain::kDay, *best), "the named day nearest to " + published());
  }

  const TimeRule& rule_;
  const TimePieces& p_;
  const TimeSetting& s_;
  const TimeTables& t_;
};

}  // namespace

std::string duration_value(std::optional<double> number, char unit) {
  std::string_view mark;
  bool clock = false;
  double factor = 1;
  switch (unit) {
    case 'S':
      mark = "S", clock = true;
      break;
    case 'N':
      mark = "M", clock = true;
      break;
    case 'H':
      mark = "H", clock = true;
      break;
    case 'D':
      mark = "D";
      break;
    case 'W':
      mark = "W";
      break;
    case 'F':
      mark = "W", factor = 2;
      break;
    case 'M':
      mark = "M";
      break;
    case 'Q':
      mark = number ? "M" : "Q", factor = 3;
      break;
    case 'Y':
      mark = "Y";
      break;
    case 'E':
      mark = number ? "Y" : "DE", factor = 10;
      break;
    case 'C':
      mark = number ? "Y" : "CE", factor = 100;
      break;
    case 'L':
      mark = number ? "Y" : "ML", factor = 1000;
      break;
    default:
      return {};
  }
  const std::string_view head = clock ? "PT" : "P";
  if (!number) return fmt::format("{}X{}", head, mark);
  const double n = *number * factor;
  const double whole = std::floor(n);
  if (n < 0 || n > 1e12) return {};
  if (n == whole) return fmt::format("{}{:.0f}{}", head, n, mark);
  if (unit == 'Y' && n - whole == 0.5) return fmt::format("P{:.0f}Y6M", whole);
  if (unit == 'H') return fmt::format("PT{:.0f}H{:.0f}M", whole, std::round((n - whole) * 60));
  return fmt::format("{}{:.4g}{}", head, n, mark);
}

Resolved resolve(const TimeRule& rule, const TimePieces& pieces, const TimeSetting& setting,
                 const TimeTables& tables) {
  return Resolver(rule, pieces, setting, tables)();
}

}  // namespace stemma::grounding
