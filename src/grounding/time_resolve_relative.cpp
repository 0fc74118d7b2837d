// What leans on another time: "two years ago", "the next day", durations, sets, clock times.
#include "grounding/time_resolver.h"

namespace stemma::grounding {

Resolved TimeResolver::day_from_publication(int n) const {
  if (!s_.published) return reference(n);
  return date(shifted(period_of(Grain::kDay, *s_.published), n),
              n == 0 ? "the day of " + published() : "counted from " + published());
}

Resolved TimeResolver::day_part() const {
  const Resolved day = day_from_publication(argument());
  if (!day || argument_part().empty()) return day;
  ResolvedTime r = *day;
  r.type = TimeType::kTime;
  if (!day->period) r.value = "XXXX-XX-XX";
  r.part = argument_part();
  return r;
}

Resolved TimeResolver::part() const {
  if (p_.part.empty()) return std::nullopt;
  ResolvedTime r = bare(TimeType::kTime, {}, "");
  r.part = p_.part;
  r.join_only = rule_.argument == "join";
  return r;
}

Resolved TimeResolver::minutes_from_publication(double count) const {
  const double minutes = count * (p_.unit == 'H' ? 60 : p_.unit == 'N' ? 1 : 1.0 / 60);
  if (!(std::abs(minutes) < 1e6)) return std::nullopt;
  const int at = *s_.published_minute + int(std::floor(minutes));
  const int day = at >= 0 ? at / 1440 : -((1439 - at) / 1440);
  Resolved r = day_from_publication(day);
  if (!r) return r;
  const int minute = at - day * 1440;
  r->type = TimeType::kTime;
  r->clock = fmt::format("T{:02}:{:02}", minute / 60, minute % 60);
  r->basis = "counted from the hour of " + published();
  r->length = true;
  return r;
}

Resolved TimeResolver::ago(int sign) const {
  if (const auto minutes = said_number()) {  // "half an hour ago"
    TimePieces said = p_;
    said.number = *minutes;
    said.unit = 'N';
    TimeRule counted = rule_;
    counted.argument = {};
    return TimeResolver(counted, said, s_, t_).ago(sign);
  }
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
    if (number && !grain && !p_.vague && s_.published_minute)
      return minutes_from_publication(sign * *number);
    if (number && !grain && !p_.vague && s_.published) {
      r = bare(TimeType::kDuration, duration_value(number, p_.unit), "counted from " + published());
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
  if (r) r->counted_from = *s_.published;
  return r;
}

std::optional<Day> TimeResolver::anchor_day() const {
  if (s_.told && s_.told->grain == Grain::kDay) return s_.told->first;
  if (s_.told) return std::nullopt;
  return s_.published;
}

Resolved TimeResolver::anaphor() const {
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
  Resolved r = date(shifted(period_of(*grain, base->first), n), std::move(from));
  if (r && p_.number) r->counted_from = base->first;
  return r;
}

Resolved TimeResolver::anaphor_part() const {
  const auto anchor = anchor_day();
  if (!anchor || p_.part.empty()) return std::nullopt;
  const auto day = shifted(period_of(Grain::kDay, *anchor), argument());
  if (!day) return std::nullopt;
  ResolvedTime r = date(*day, "counted from " + iso(*anchor));
  r.type = TimeType::kTime;
  r.part = p_.part;
  return r;
}

Resolved TimeResolver::length(std::string value) const {
  if (value.empty()) return std::nullopt;
  ResolvedTime r = bare(TimeType::kDuration, std::move(value), "a length of time");
  r.length = true;
  return r;
}

Resolved TimeResolver::duration() const {
  if (p_.couple) return length(duration_value(2, p_.unit));
  if (!rule_.argument.empty()) return length(duration_value(argument(), p_.unit));
  return length(duration_value(p_.vague ? std::nullopt : p_.number, p_.unit));
}

Resolved TimeResolver::duration_range() const {
  if (!p_.number || !p_.high) return std::nullopt;
  // The value is the longer one; the range is in the text.
  return length(duration_value(std::max(*p_.number, *p_.high), p_.unit));
}

Resolved TimeResolver::span(int sign) const {
  const std::optional<double> number = p_.couple   ? std::optional<double>(2)
                                       : p_.vague  ? std::nullopt
                                       : p_.number ? p_.number
                                                   : std::optional<double>(said_number());

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
    const Day same = month.first + (*s_.published - period_of(Grain::kMonth, *s_.published).first);
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

Resolved TimeResolver::set() const {
  ResolvedTime r = bare(TimeType::kSet, "", "a repeated time");
  if (!rule_.argument.empty())
    r.value = std::string(rule_.argument);
  else if (!p_.set.empty())
    r.value = std::string(p_.set);
  else if (p_.day)
    r.value = fmt::format("XXXX-XX-{:02}", *p_.day);
  else if (p_.month)
    r.value = fmt::format("XXXX-{:02}", *p_.month);
  else if (p_.weekday && !p_.part.empty())
    r.value = fmt::format("XXXX-WXX-{}", *p_.weekday), r.part = p_.part;
  else if (p_.weekday)
    r.value = fmt::format("XXXX-WXX-{}", *p_.weekday);
  else if (p_.season)
    r.value = season_name("XXXX");
  else if (!p_.part.empty())
    r.value = "XXXX-XX-XX", r.part = p_.part;
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

}  // namespace stemma::grounding
