// Clock readings and ranges of them: "3:30 p.m.", "a quarter past noon", "from 11 a.m. to 3".
#include "grounding/time_resolver.h"

namespace stemma::grounding {
namespace {

constexpr int kNoon = 12 * 60;
constexpr int kWholeDay = 24 * 60;

bool afternoon(std::string_view part) { return part == "AF" || part == "EV" || part == "NI"; }

/// "Three in the afternoon", "ten at night"; "three at night" stays what it is.
int in_part(int minutes, std::string_view part) {
  const bool twelve = minutes >= kNoon && minutes < kNoon + 60;
  if (twelve && part == "MO") return minutes - kNoon;
  if (twelve && part == "NI") return minutes == kNoon ? kWholeDay : minutes - kNoon;
  if (minutes >= kNoon || !afternoon(part) || (part == "NI" && minutes < 5 * 60)) return minutes;
  return minutes + kNoon;
}

/// Minutes of the day, as the piece says them; nothing for "13 a.m." or "25:00".
std::optional<int> minutes_of(const ClockPiece& c) {
  if (c.hour < 0 || c.hour > 24 || c.minute < 0 || c.minute > 59) return std::nullopt;
  if (c.hour == 24 && c.minute > 0) return std::nullopt;
  if (c.meridiem.empty()) return c.hour * 60 + c.minute;
  if (c.hour == 0) return c.meridiem == "am" ? std::optional(c.minute) : std::nullopt;  // "0:01 am"
  if (c.hour > 12)  // "15:30 p.m." says it twice
    return c.meridiem == "pm" && c.hour < 24 ? std::optional(c.hour * 60 + c.minute) : std::nullopt;
  return (c.hour % 12 + (c.meridiem == "pm" ? 12 : 0)) * 60 + c.minute;
}

std::string clock_text(int minutes, const ClockPiece& c) {
  std::string text = fmt::format("T{:02}:{:02}", minutes / 60, minutes % 60);
  if (c.second >= 0) text += fmt::format(":{:02}", c.second);
  return text;
}

/// "3:30" without a.m. or p.m. may be either.
bool either_half(const ClockPiece& c) { return c.meridiem.empty() && c.hour >= 1 && c.hour <= 12; }

}  // namespace

Resolved TimeResolver::clock() const {
  if (p_.clock_count == 0 && rule_.argument.empty()) return std::nullopt;
  ClockPiece c = p_.clocks[0];
  if (!rule_.argument.empty()) c.hour = argument();
  // "eight forty p.m.": the second number is the minutes.
  if (p_.clock_count == 2) {
    if (c.minute != 0 || p_.clocks[1].hour < 1) return std::nullopt;
    c.minute = p_.clocks[1].hour;
    c.meridiem = p_.clocks[1].meridiem;
  }
  auto minutes = minutes_of(c);
  if (!minutes) return std::nullopt;
  ResolvedTime r = bare(TimeType::kTime, {}, "");
  r.half_day = either_half(c);
  if (r.half_day && !p_.part.empty()) {
    *minutes = in_part(*minutes, p_.part);
    r.half_day = false;
  }
  r.clock = clock_text(*minutes, c);
  if (p_.zone == "Z") r.clock += p_.zone;
  return r;
}

/// "At three twenty", "from three thirty to four forty": hours and minutes in words.
Resolved TimeResolver::spoken_clock() const {
  if (p_.clock_count != 2 && p_.clock_count != 4) return std::nullopt;
  TimePieces said = p_;
  for (std::size_t i = 0; i < p_.clock_count; i += 2) {
    said.clocks[i / 2] = p_.clocks[i];
    said.clocks[i / 2].minute = p_.clocks[i + 1].hour;
    if (said.clocks[i / 2].minute < 10) return std::nullopt;
  }
  said.clock_count = p_.clock_count / 2;
  const TimeResolver as_digits(rule_, said, s_, t_);
  return said.clock_count == 2 ? as_digits.clock_range() : as_digits.clock();
}

/// "Twenty past eight", "a quarter to noon".
Resolved TimeResolver::clock_shift() const {
  if (p_.clock_count == 0) return std::nullopt;
  const bool counted = !p_.part_hour;
  if (counted && p_.clock_count < 2) return std::nullopt;
  const int by = counted ? p_.clocks[0].hour : *p_.part_hour;
  const ClockPiece& c = p_.clocks[counted ? 1 : 0];
  auto minutes = minutes_of(c);
  if (!minutes || by < 1 || by > 59) return std::nullopt;
  ResolvedTime r = bare(TimeType::kTime, {}, "");
  r.half_day = either_half(c);
  if (r.half_day && !p_.part.empty()) {
    *minutes = in_part(*minutes, p_.part);
    r.half_day = false;
  }
  r.clock = clock_text((*minutes + argument() * by + kWholeDay) % kWholeDay, c);
  return r;
}

/// Two readings of which one may say for both which half of the day is meant.
Resolved TimeResolver::clock_range() const {
  if (p_.clock_count != 2) return std::nullopt;
  ClockPiece from = p_.clocks[0];
  ClockPiece to = p_.clocks[1];
  auto begin = minutes_of(from);
  auto end = minutes_of(to);
  if (!begin || !end) return std::nullopt;
  const auto later = [](int m) { return m < kNoon ? m + kNoon : m; };
  ResolvedTime r = bare(TimeType::kTime, {}, "");
  if (from.meridiem.empty() && !to.meridiem.empty()) {
    if (from.hour <= 12) {
      from.meridiem = to.meridiem;
      begin = minutes_of(from);
      // "11 to 3 p.m." begins in the morning.
      if (begin && *begin >= *end) begin = (*begin + kNoon) % kWholeDay;
    }
  } else if (to.meridiem.empty() && to.hour <= 12) {
    if (afternoon(p_.part) && from.meridiem.empty() && from.hour <= 12) begin = later(*begin);
    if (to.hour == 12 && *end <= *begin) end = 0;
    if (*end <= *begin && later(*end) > *begin) end = later(*end);
    r.half_day = either_half(from) && p_.part.empty() && *end <= kNoon;
  }
  if (!begin) return std::nullopt;
  *begin %= kWholeDay;  // "24:00" ends a day
  *end %= kWholeDay;
  if (*begin == *end) return std::nullopt;
  r.clock = clock_text(*begin, from);
  r.clock_to = clock_text(*end, to);
  r.next_day = *end < *begin;
  if (p_.zone == "Z") r.clock += p_.zone, r.clock_to += p_.zone;
  return r;
}

/// "at 9", "from 5 to 6": hours only where a day or a part of it stands beside them.
Resolved TimeResolver::bare_hour() const {
  Resolved r = p_.clock_count == 2 ? clock_range() : clock();
  if (r) r->join_only = true;
  return r;
}

}  // namespace stemma::grounding
