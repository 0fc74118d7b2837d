#include "grounding/time_resolve.h"

#include "grounding/time_resolver.h"

namespace stemma::grounding {

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

ResolvedTime reference(int direction) {
  return bare(TimeType::kDate,
              direction < 0   ? "PAST_REF"
              : direction > 0 ? "FUTURE_REF"
                              : "PRESENT_REF",
              kNoAnchor);
}

Resolved TimeResolver::operator()() const {
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
    case TimeOp::kWeekdayOfMonth:
      return weekday_of_month();
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
      return length(duration_value(p_.number.value_or(1) + 0.5, p_.unit));
    case TimeOp::kSet:
      return set();
    case TimeOp::kDecade:
      return decade();
    case TimeOp::kCentury:
      return century();
    case TimeOp::kClock:
      return clock();
    case TimeOp::kClockShift:
      return clock_shift();
    case TimeOp::kClockRange:
      return clock_range();
    case TimeOp::kBareHour:
      return bare_hour();
    case TimeOp::kDayOfMonth:
      return day_of_month();
    case TimeOp::kWeekdayOfDay:
      return weekday_of_day();
    case TimeOp::kAfterNext:
      return after_next();
    case TimeOp::kPartOfPeriod:
      return part_of_period();
    case TimeOp::kWeekdayAgo:
      return weekday_ago();
    case TimeOp::kWeekOf: {
      const Resolved day = p_.month ? any_date() : day_of_month();
      if (!day || !day->period) return std::nullopt;
      return date(period_of(Grain::kWeek, day->period->first), "the week of " + day->value);
    }
    case TimeOp::kAhead:
      // "in two weeks" is a point to a verb that looks ahead, and a length to one that looks back.
      if (s_.tense != Tense::kPast) return ago(1);
      return said_number() ? length(duration_value(*said_number(), 'N')) : duration();
    case TimeOp::kNumberedWeek:
      return numbered_week();
    case TimeOp::kMonthRange:
      return month_range();
    case TimeOp::kSpokenClock:
      return spoken_clock();
    case TimeOp::kHoliday:
      return holiday();
  }
  return std::nullopt;
}

int TimeResolver::argument(int otherwise) const {
  if (rule_.argument.empty()) return otherwise;
  const bool minus = rule_.argument.front() == '-';
  const std::string_view rest = rule_.argument.substr(minus ? 1 : 0);
  const int n = parse_int(rest.substr(0, rest.find(' '))).value_or(otherwise);
  return minus ? -n : n;
}

std::optional<int> TimeResolver::said_number() const {
  const std::size_t space = rule_.argument.find(' ');
  return space == std::string_view::npos ? std::nullopt
                                         : parse_int(rule_.argument.substr(space + 1));
}

std::string_view TimeResolver::argument_part() const {
  const std::size_t space = rule_.argument.find(' ');
  return space == std::string_view::npos ? p_.part : rule_.argument.substr(space + 1);
}

std::optional<int> TimeResolver::direction() const {
  if (!rule_.argument.empty()) return argument();
  return p_.direction;
}

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
  if (unit == 'N' && n - whole == 0.5) return fmt::format("PT{:.0f}M30S", whole);
  if (unit == 'H') return fmt::format("PT{:.0f}H{:.0f}M", whole, std::round((n - whole) * 60));
  return fmt::format("{}{:.6g}{}", head, n, mark);
}

Resolved resolve(const TimeRule& rule, const TimePieces& pieces, const TimeSetting& setting,
                 const TimeTables& tables) {
  return TimeResolver(rule, pieces, setting, tables)();
}

}  // namespace stemma::grounding
