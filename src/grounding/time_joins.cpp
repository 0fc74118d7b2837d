// TimeFinder, its second step: times that stand side by side and are one ("9 a.m." + "Thursday"),
// or that lean on each other ("18 November" + "to" + "19 December 2029").
#include <fmt/format.h>

#include <algorithm>

#include "grounding/times.h"

namespace stemma::grounding {

/// May the two be one time: a day and its hours, two lengths that add up?
bool TimeFinder::joins(const Hit& a, const Hit& b) const {
  // Nothing, or small words, between the two.
  constexpr std::size_t kWidest = 3;
  constexpr std::string_view kBetween[] = {
      "on",   "of", "at",      "in",     "-",     ",",   "@",
      "from", "(",  "between", "around", "about", "the", "approximately"};
  if (b.begin - a.end > kWidest) return false;
  for (std::size_t i = a.end; i < b.begin; ++i)
    if (std::find(std::begin(kBetween), std::end(kBetween), atoms_[i].norm) == std::end(kBetween))
      return false;
  const auto is_day = [](const Hit& h) {
    const ResolvedTime& t = h.time;
    if (t.value.empty() || !t.clock.empty()) return false;
    if (t.type == TimeType::kSet) return t.value.starts_with("XXXX-") || t.value == "P1D";
    if (t.type == TimeType::kDuration || t.length) return false;
    return (t.period && t.period->grain == Grain::kDay) || t.value.starts_with("XXXX-WXX-") ||
           (t.value.starts_with("XXXX-") && t.value.size() == 10);
  };
  const bool a_wants = a.time.wants_day();
  const bool b_wants = b.time.wants_day();
  // "7:00 on Sunday" + "afternoon": which half of the day is said last.
  if (b.begin == a.end && b_wants && b.time.clock.empty() && a.time.half_day &&
      a.time.part.empty() && !a.time.clock.empty())
    return true;
  if (!a_wants && !b_wants) return false;
  if (!a.time.clock.empty() && !b.time.clock.empty()) return false;
  if (!a.time.part.empty() && !b.time.part.empty()) return false;
  if (a_wants && b_wants)
    return a.time.clock.empty() != b.time.clock.empty();  // "3:20", "afternoon"
  const Hit& day = a_wants ? b : a;
  if (!is_day(day)) return false;
  // "tonight at 11", "Monday at 9", "from 3 to 8 on Monday"; but a toll stands "at 12 on Monday".
  const ResolvedTime& hours = (a_wants ? a : b).time;
  const bool bare = hours.join_only && !hours.clock.empty();
  const std::size_t at = (a_wants ? a : b).begin;
  const bool opened = at > 0 && (atoms_[at - 1].norm == "from" || atoms_[at - 1].norm == "between");
  const bool score = !hours.clock_to.empty() && !opened;  // "won 3-2 Monday"
  return !bare || !day.time.part.empty() || (b_wants && !score) || opened ||
         (day.time.period && setting_.published && day.time.period->first > *setting_.published);
}

bool TimeFinder::between(const Hit& a, const Hit& b,
                         std::initializer_list<std::string_view> words) const {
  return b.begin == a.end + 1 &&
         std::find(words.begin(), words.end(), atoms_[a.end].norm) != words.end();
}

/// "1 year" + "and" + "21 days": one length, from the greater unit to the smaller.
bool TimeFinder::join_lengths(Hit& a, const Hit& b) const {
  constexpr std::string_view kUnits = "YMWDhms";  // clock units in small letters
  const auto rank = [&](const std::string& value) {
    const bool clock = value.find('T') != std::string::npos;  // "P1DT5H" ends in hours
    const char unit = value.back();
    return kUnits.find(clock ? char(unit + 32) : unit);
  };
  const auto plain = [](const Hit& h) {
    const std::string& v = h.time.value;
    return h.time.type == TimeType::kDuration && v.size() > 2 && v[0] == 'P' &&
           v.find('X') == std::string::npos;
  };
  if (!plain(a) || !plain(b) || b.time.days) return false;
  if (b.begin != a.end && !between(a, b, {"and", ","})) return false;
  if (rank(a.time.value) >= rank(b.time.value) || rank(b.time.value) == std::string_view::npos)
    return false;
  const bool clock = a.time.value.find('T') != std::string::npos;
  a.time.days.reset();  // those of "the next two days" alone
  a.time.value += std::string_view(b.time.value).substr(clock ? 2 : 1);
  a.end = b.end;
  return true;
}

/// "Two weeks" + "before" + "Christmas": two times, of which the length leads to a day.
void TimeFinder::count_from(Hit& a, const Hit& b) const {
  const std::string& v = a.time.value;
  if (a.time.type != TimeType::kDuration || v.size() < 3 || v[0] != 'P' || a.time.days) return;
  if (!b.time.period || b.time.period->grain != Grain::kDay || b.time.wants_day()) return;
  const bool before = between(a, b, {"before"});
  if (!before && !between(a, b, {"after", "from"})) return;
  const auto day = day_after(*b.time.period, v, before ? -1 : 1);
  if (!day) return;
  a.time.days = interval(*day);
  a.time.basis = fmt::format("leads to {}, counted from {}", iso(day->first), b.time.value);
}

/// "The first two weeks" + "of" + "2021": the length has days, counted from an end of the period.
void TimeFinder::cover_part(Hit& a, const Hit& b) const {
  const std::string& v = a.time.value;
  if (a.time.type != TimeType::kDuration || v.size() < 3 || v.find('T') != std::string::npos)
    return;
  if (!b.time.period || b.time.period->grain <= Grain::kWeek || !between(a, b, {"of", "in"}))
    return;
  int side = 0;
  for (std::size_t k = a.begin; k < a.end && side == 0; ++k) {
    if (marks_[k].word == nullptr) continue;
    if (marks_[k].word->value(direction_classes_[2]) != nullptr) side = -1;
    if (marks_[k].word->value(closing_) != nullptr) side = -1;
    if (marks_[k].ord == 1 || marks_[k].word->value(opening_) != nullptr) side = 1;
  }
  const auto n = parse_int(std::string_view(v).substr(1, v.size() - 2));
  const auto grain = grain_of(v.back());
  if (side == 0 || !n || *n < 1 || !grain || *grain >= b.time.period->grain) return;
  const Period& whole = *b.time.period;
  // Weeks are those whose Thursday lies in the period.
  const auto inside = [&](const Period& p) {
    const Day middle = p.first + (p.last - p.first) / 2;
    return middle >= whole.first && middle <= whole.last;
  };
  std::optional<Period> first = period_of(*grain, side < 0 ? whole.last : whole.first);
  if (!inside(*first)) first = shifted(*first, side);
  const auto last = first ? shifted(*first, side * (*n - 1)) : std::nullopt;
  if (!last || !inside(*last)) return;
  a.time.days =
      DayInterval{iso(std::min(first->first, last->first)), iso(std::max(first->last, last->last))};
  a.time.basis = fmt::format("counted from the {} of {}", side < 0 ? "end" : "start", timex(whole));
}

/// Is the second the end of a range that the first begins: "from A to B", "between A and B"?
bool TimeFinder::ties_range(const Hit& a, const Hit& b) const {
  // "from 18 to the 19 December" has an article between as well.
  const bool article = b.begin == a.end + 2 && atoms_[a.end + 1].norm == "the";
  constexpr std::string_view kTies[] = {"to", "-", "and", "until", "till", "through"};
  if (b.begin != a.end + 1 && !article) return false;
  const std::string_view tie = atoms_[a.end].norm;
  if (std::find(std::begin(kTies), std::end(kTies), tie) == std::end(kTies)) return false;
  return tie != "and" || (a.begin > 0 && atoms_[a.begin - 1].norm == "between");
}

/// "From Tuesday to Friday", "between now and 15 November": the end is the first one after the
/// begin. Where both are past days of the week, the begin is the last one before the end.
void TimeFinder::follow(Hit& a, Hit& b) const {
  if (!b.time.period || b.time.period->grain != Grain::kDay || !ties_range(a, b)) return;
  const bool now = a.time.value == "PRESENT_REF";
  if (!now && (!a.time.period || a.time.period->grain != Grain::kDay)) return;
  if (now && !setting_.published) return;
  const Day from = now ? *setting_.published : a.time.period->first;
  if (b.time.period->first > from) return;  // "between 14 September and Thursday"
  std::optional<Period> moved;
  if (a.time.open_week && b.time.open_week && from <= *setting_.published) {
    if (const auto before = shifted(*a.time.period, -7)) {
      a.time.period = before;
      a.time.value = timex(*before);
      a.time.days = interval(*before);
      a.time.basis = "the last one before " + b.time.value;
    }
    return;
  }
  if (b.time.open_week) {
    const int ahead = (weekday_of(b.time.period->first) - weekday_of(from) + 7) % 7;
    moved = shifted(period_of(Grain::kDay, from), ahead == 0 ? 7 : ahead);
  } else if (b.time.open_year && (now || !a.time.open_year)) {
    moved = years_later(*b.time.period, 1);
  }
  if (!moved) return;
  b.time.period = moved;
  b.time.value = timex(*moved);
  b.time.days = interval(*moved);
  b.time.basis = "the first one after " + iso(from);
}

/// Shifts a day by "P1Y2M3D"; nothing for lengths of hours or unsaid ones.
std::optional<Period> TimeFinder::day_after(Period day, std::string_view length, int sign) {
  for (std::size_t i = 1; i < length.size();) {
    std::size_t end = i;
    while (end < length.size() && length[end] >= '0' && length[end] <= '9') ++end;
    const auto n = parse_int(length.substr(i, end - i));
    if (!n || *n > 9999 || end >= length.size()) return std::nullopt;
    std::optional<Period> next;
    switch (length[end]) {
      case 'D':
        next = shifted(day, sign * *n);
        break;
      case 'W':
        next = shifted(day, sign * *n * 7);
        break;
      case 'M':
        next = months_later(day, sign * *n);
        break;
      case 'Y':
        next = years_later(day, sign * *n);
        break;
      default:
        return std::nullopt;
    }
    if (!next) return std::nullopt;
    day = *next;
    i = end + 1;
  }
  return day;
}

/// "1 month" + "and" + "21 days ago": the day is that of both lengths, the greater unit first.
bool TimeFinder::join_ago(Hit& a, const Hit& b) const {
  if (a.time.type != TimeType::kDuration || a.time.days || !b.time.counted_from) return false;
  if (!b.time.period || b.time.period->grain != Grain::kDay) return false;
  if (b.begin != a.end && !between(a, b, {"and", ","})) return false;
  const int count = int((b.time.period->first - *b.time.counted_from).count());
  if (count == 0) return false;
  const Period from = period_of(Grain::kDay, *b.time.counted_from);
  const auto first = day_after(from, a.time.value, count < 0 ? -1 : 1);
  const auto day = first ? shifted(*first, count) : std::nullopt;
  if (!day) return false;
  ResolvedTime r = b.time;
  r.value = iso(day->first);
  r.days = interval(*day);
  r.period = day;
  a.time = std::move(r);
  a.end = b.end;
  return true;
}

/// The same time so many years on: "the end of March" stays its end.
bool TimeFinder::move_years(ResolvedTime& t, int years, std::string basis) {
  const auto moved = years_later(*t.period, years);
  if (!moved || month_of(moved->first) != month_of(t.period->first)) return false;
  DayInterval days = interval(*moved);
  if (t.days && *t.days != interval(*t.period)) {
    const auto on = [&](const std::string& day) {
      const auto old = parse_day(day);
      const auto then = old ? years_later(period_of(Grain::kDay, *old), years) : std::nullopt;
      return then ? iso(then->first) : std::string();
    };
    if (std::string first = on(t.days->first), last = on(t.days->last);
        !first.empty() && !last.empty())
      days = {std::move(first), std::move(last)};
  }
  t.period = moved;
  t.value = timex(*moved);
  t.days = std::move(days);
  t.basis = std::move(basis);
  return true;
}

/// "From 18 November to 19 December 2015": the year is said once. "From August to October": the
/// second is the first one after the first.
void TimeFinder::share_year(Hit& a, Hit& b) const {
  if (!a.time.open_year || !a.time.period || !b.time.period) return;
  const Grain grain = b.time.period->grain;
  if (grain != Grain::kDay && grain != Grain::kMonth) return;
  const bool said = !b.time.open_year && b.time.basis.ends_with("stated in full");
  if (!said && !b.time.open_year) return;
  const bool and_year = said && between(a, b, {"and"});  // "in August and October 2019"
  if (!and_year && !ties_range(a, b)) return;
  // "From August to October", told in September: the two that hold the day.
  if (!said && setting_.published && a.time.period->first > *setting_.published) {
    const auto begin = years_later(*a.time.period, -1);
    auto end =
        begin ? years_later(*b.time.period, year_of(begin->first) - year_of(b.time.period->first))
              : std::nullopt;
    if (end && end->first < begin->first) end = years_later(*end, 1);
    if (end && begin->first <= *setting_.published && *setting_.published <= end->last)
      move_years(a.time, -1, "of the range that holds " + iso(*setting_.published));
  }
  ResolvedTime& open = said ? a.time : b.time;
  const Period fixed = said ? *b.time.period : *a.time.period;
  int years = year_of(fixed.first) - year_of(open.period->first);
  const auto moved = years_later(*open.period, years);
  if (said && moved && moved->first > fixed.first) --years;
  if (!said && moved && moved->first < fixed.first) ++years;
  if (move_years(open, years, "year of " + (said ? b : a).time.value + ", told with it"))
    open.open_year = false;
}

/// "Friday" + "morning", "9 a.m." + "Thursday", "the morning of" + "7 December": one time each.
void TimeFinder::join_parts(std::vector<Hit>& hits) const {
  std::vector<Hit> joined;
  for (Hit& hit : hits) {
    if (!joined.empty()) {
      if (join_lengths(joined.back(), hit) || join_ago(joined.back(), hit)) continue;
      count_from(joined.back(), hit);
      cover_part(joined.back(), hit);
      share_year(joined.back(), hit);
      follow(joined.back(), hit);
    }
    if (joined.empty() || !joins(joined.back(), hit)) {
      joined.push_back(std::move(hit));
      continue;
    }
    Hit& before = joined.back();
    if (!before.time.value.empty() && !before.time.clock.empty()) {
      before.time.part = hit.time.part;
      before.end = hit.end;
      continue;
    }
    const bool time_first = before.time.value.empty();
    ResolvedTime whole = time_first ? hit.time : before.time;
    const ResolvedTime& other = time_first ? before.time : hit.time;
    if (whole.type != TimeType::kSet) whole.type = TimeType::kTime;
    if (whole.value == "P1D") whole.value = "XXXX-XX-XX";  // "every day at seven"
    if (!other.clock.empty()) {
      whole.clock = other.clock;
      whole.clock_to = other.clock_to;
      whole.half_day = other.half_day;
      whole.next_day = other.next_day;
    }
    if (!other.part.empty()) whole.part = other.part;
    // "afternoon at 7": each says of the other that it is a time.
    const bool part_and_hour = before.time.value.empty() && hit.time.value.empty();
    whole.join_only = before.time.join_only && hit.time.join_only && !part_and_hour;
    whole.length = false;
    before.time = std::move(whole);
    before.end = hit.end;
  }
  hits = std::move(joined);
}

/// Moves "T03:30" into the part of the day that it was said with. True for hours after midnight.
bool TimeFinder::into_part(std::string& clock, std::string_view part) {
  const int hour = (clock[1] - '0') * 10 + (clock[2] - '0');
  const auto set_hour = [&](int h) {
    clock[1] = char('0' + h / 10);
    clock[2] = char('0' + h % 10);
  };
  if (part == "AF" || part == "EV") {
    if (hour < 12) set_hour(hour + 12);
    return false;
  }
  if (part != "NI") return false;
  if (hour == 12) {
    const bool midnight = std::string_view(clock).substr(3).find_first_not_of(":0") ==
                          std::string_view::npos;  // "12:30" lies on the day after
    set_hour(midnight ? 24 : 0);
    return !midnight;
  }
  if (hour >= 5 && hour < 12) set_hour(hour + 12);
  return hour < 5;
}

/// Puts the hours behind the day: that of the expression, else the one told just before, else that
/// of publication.
void TimeFinder::place_on_day(ResolvedTime& t) const {
  if (t.clock.empty() && t.part.empty()) return;
  if (t.value.empty()) {
    const bool told = setting_.told && setting_.told->grain == Grain::kDay;
    const std::optional<Day> day =
        told ? std::optional<Day>(setting_.told->first) : setting_.published;
    t.value = day ? iso(*day) : "XXXX-XX-XX";
    if (day) t.period = period_of(Grain::kDay, *day);
    if (day) t.days = DayInterval{iso(*day), iso(*day)};
    t.basis =
        !day ? "the day is not stated"
             : (told ? "on the day told just before, " : "on the day of publication, ") + iso(*day);
  }
  const std::string day = t.value;
  if (t.clock.empty()) {
    t.value += "T" + std::string(t.part);
    return;
  }
  const auto next = t.period ? shifted(*t.period, 1) : std::nullopt;
  if (t.half_day) {
    // "3:30" beside "afternoon" or "tonight"; the night's small hours lie on the day after.
    const bool small = into_part(t.clock, t.part);
    if (!t.clock_to.empty()) {
      into_part(t.clock_to, t.part);
    } else if (small && next) {
      t.value = iso(next->first);
      t.days = interval(*next);
    }
  }
  t.value += t.clock;
  if (t.clock_to.empty()) return;
  const bool over = t.next_day && next;
  t.value += "/" + (over ? iso(next->first) : day) + t.clock_to;
  if (over && t.days) t.days->last = iso(next->first);
}

}  // namespace stemma::grounding
