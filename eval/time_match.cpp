#include "time_match.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cmath>
#include <cstdlib>

#include "grounding/calendar.h"

namespace stemma::eval {
namespace {

using grounding::Day;

constexpr Minute kDay = 24 * 60;
constexpr std::array<std::string_view, 24> kMonths{
    "january",   "february", "march",    "april",    "may",  "june", "july", "august",
    "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
    "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"};

std::optional<int> two_digits(std::string_view text) {
  if (text.size() < 2 || !std::isdigit(static_cast<unsigned char>(text[0])) ||
      !std::isdigit(static_cast<unsigned char>(text[1])))
    return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// Minutes of "15", "15:30", "15:30:20".
std::optional<Minute> clock_minutes(std::string_view text) {
  const auto hour = two_digits(text);
  if (!hour || (text.size() > 2 && text[2] != ':')) return std::nullopt;
  const auto minute = text.size() > 2 ? two_digits(text.substr(3)) : std::optional<int>(0);
  if (!minute) return std::nullopt;
  return *hour * 60 + *minute;
}

Minute minute_of(Day day) { return Minute(day.time_since_epoch().count()) * kDay; }
Day day_of(Minute m) { return Day(std::chrono::days((m >= 0 ? m : m - kDay + 1) / kDay)); }

bool has_clock(std::string_view value) {
  const std::size_t t = value.find('T');
  return t != std::string_view::npos && !value.starts_with('P') &&
         clock_minutes(value.substr(t + 1));
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool open = false;
  for (const char c : text) {
    const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (letter) {
      if (!open) words.emplace_back();
      words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    open = letter;
  }
  return words;
}

template <std::size_t N>
bool has_any(const std::vector<std::string>& words, const std::array<std::string_view, N>& list) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& w) {
    return std::find(list.begin(), list.end(), w) != list.end();
  });
}

Stretch stretch_of(const TimeValue& t) {
  Stretch s;
  const std::size_t slash = t.value.find('/');
  if (has_clock(t.value)) {
    s.begin = parse_minute(t.value.substr(0, slash));
    s.end = slash == std::string::npos ? s.begin : parse_minute(t.value.substr(slash + 1));
    if (s.begin) return s;
  }
  if (!t.interval) return s;
  s.begin = parse_minute(t.interval->first);
  if (const auto last = parse_minute(t.interval->last)) s.end = *last + kDay;
  return s;
}

/// All that was found, as one stretch. A day and the hours beside it are those hours.
Stretch stretch_of(std::span<const TimeValue> times) {
  Stretch all;
  const bool clocks = std::any_of(times.begin(), times.end(),
                                  [](const TimeValue& t) { return has_clock(t.value); });
  for (const TimeValue& t : times) {
    if (clocks && !has_clock(t.value)) continue;
    const Stretch s = stretch_of(t);
    if (s.begin && (!all.begin || *s.begin < *all.begin)) all.begin = s.begin;
    if (s.end && (!all.end || *s.end > *all.end)) all.end = s.end;
  }
  return all;
}

bool same(const Stretch& ours, const Stretch& gold) {
  if (!ours.begin || !ours.end) return false;
  if (gold.daily) {
    const auto clock = [](Minute m) { return ((m % kDay) + kDay) % kDay; };
    return (!gold.begin || clock(*ours.begin) == *gold.begin % kDay) &&
           (!gold.end || clock(*ours.end) == *gold.end % kDay ||
            (!gold.begin && clock(*ours.begin) == *gold.end % kDay));
  }
  // "from the 4th to the 22nd": the sets disagree on whether the 22nd is in it.
  const auto ends = [&](Minute end) {
    return *ours.end == end || (end % kDay == 0 && *ours.end == end + kDay);
  };
  if (!gold.begin) return gold.end && (ends(*gold.end) || *ours.begin == *gold.end);
  if (!gold.end) return *ours.begin == *gold.begin || *ours.end == *gold.begin;
  if (*ours.begin != *gold.begin) return false;
  // duckling's ranges of hours run to the end of the last minute or hour said.
  const bool clocked = *ours.end % kDay != 0 || *ours.begin % kDay != 0;
  if (clocked && (*ours.end == *gold.end - 1 || *ours.end == *gold.end - 60)) return true;
  // A moment, to the minute or to the hour.
  if (*gold.end - *gold.begin <= 60 && *ours.end == *ours.begin) return true;
  return ends(*gold.end);
}

/// "T15:00" and "T15" are one hour; seconds of a full minute are not said.
std::string plain_timex(std::string_view timex) {
  std::string out(timex);
  const std::size_t t = out.find('T');
  if (t == std::string::npos || out.starts_with('P')) return out;
  while (out.ends_with(":00") && out.size() > t + 3) out.resize(out.size() - 3);
  return out;
}

/// Minutes of "P1DT5H", "PT1.5H", "P2W"; months count 30 days and years 365.
std::optional<Minute> plain_length(std::string_view timex) {
  if (!timex.starts_with('P') || timex.size() < 3) return std::nullopt;
  double minutes = 0;
  bool clock = false;
  for (std::size_t i = 1; i < timex.size();) {
    if (timex[i] == 'T') {
      clock = true;
      ++i;
      continue;
    }
    char* after = nullptr;
    const std::string rest(timex.substr(i));
    const double n = std::strtod(rest.c_str(), &after);
    const auto used = static_cast<std::size_t>(after - rest.c_str());
    if (used == 0 || i + used >= timex.size()) return std::nullopt;
    const char unit = timex[i + used];
    const double factor = unit == 'Y'   ? 12 * 43830
                          : unit == 'W' ? 7 * 1440
                          : unit == 'D' ? 1440
                          : unit == 'H' ? 60
                          : unit == 'M' ? (clock ? 1 : 43830)
                          : unit == 'S' ? 1.0 / 60
                                        : 0;
    if (factor == 0) return std::nullopt;
    minutes += n * factor;
    i += used + 1;
  }
  return static_cast<Minute>(std::lround(minutes * 60)) / 60;
}

bool same_timex(const TimeValue& t, std::string_view gold) {
  if (t.type == TimeType::kDuration) {
    const auto a = plain_length(t.value), b = plain_length(gold);
    if (a && b && *a == *b) return true;
  }
  const std::string ours = plain_timex(t.value);
  const std::string theirs = plain_timex(gold);
  if (ours == theirs) return true;
  if (theirs.size() == 2 && ours.ends_with("-" + theirs)) return true;  // "SU", of no year
  if (theirs == "FY" + ours) return true;
  return theirs.starts_with('T') && ours.ends_with(theirs) && ours.size() > theirs.size() &&
         ours.find('T') == ours.size() - theirs.size();
}

/// TIMEX3 keeps the unit that is counted in: "two weeks ago" is a week, "in 3 years" a year.
bool counted_unit(const Stretch& ours, const Stretch& gold, const PhraseGold& g,
                  const std::vector<std::string>& words) {
  if (!ours.begin || !ours.end || !gold.begin) return false;
  if (*gold.begin < *ours.begin || *gold.begin >= *ours.end) return false;
  const Day day = day_of(*gold.begin), from = day_of(g.reference);
  const Minute length = (*ours.end - *ours.begin) / kDay;
  const auto dom = [](Day d) { return unsigned(std::chrono::year_month_day(d).day()); };
  constexpr std::array<std::string_view, 2> kDays{"day", "days"};
  if (length == 1) return has_any(words, kDays) && *gold.begin % kDay != 0;
  constexpr std::array<std::string_view, 4> kWeek{"week", "weeks", "fortnight", "wk"};
  constexpr std::array<std::string_view, 3> kMonth{"month", "months", "mth"};
  constexpr std::array<std::string_view, 4> kYear{"year", "years", "yr", "yrs"};
  constexpr std::array<std::string_view, 4> kDecade{"decade", "decades", "century", "centuries"};
  if (length == 7) return has_any(words, kWeek) && (day - from).count() % 7 == 0;
  const bool same_day = dom(day) == dom(from) || dom(day) == dom(from - std::chrono::days(1)) ||
                        dom(day) == dom(from + std::chrono::days(1)) || dom(day) == 1;
  if (length >= 28 && length <= 31) return has_any(words, kMonth) && same_day;
  if (length >= 365 && length <= 366)
    return has_any(words, kYear) && same_day &&
           grounding::month_of(day) == grounding::month_of(from);
  return length > 3000 && has_any(words, kDecade);
}

/// A length counted from, or up to, the day of speaking: TIMEX3 gives the length and marks the days
/// as its begin and end.
bool counted_length(std::span<const TimeValue> times, const Stretch& gold, const PhraseGold& g) {
  if (!gold.begin || !gold.end) return false;
  const Minute days = (*gold.end - *gold.begin + kDay - 1) / kDay;
  const auto near = [&](Minute m) { return std::abs(m - g.reference) <= 366 * kDay; };
  if (!near(*gold.begin) && !near(*gold.end)) return false;
  for (const TimeValue& t : times) {
    if (t.type != TimeType::kDuration || !t.value.starts_with('P') || t.value.size() < 3) continue;
    const bool clock = t.value[1] == 'T';
    const int n = std::atoi(t.value.c_str() + (clock ? 2 : 1));
    if (n <= 0) continue;
    const char unit = t.value.back();
    if (clock) {
      if (unit == 'S' && n < 60 && *gold.end - *gold.begin <= 1) return true;
      const Minute want = unit == 'H' ? n * 60 : unit == 'S' ? n / 60 : n;
      if (*gold.end - *gold.begin == want) return true;
      continue;
    }
    const Stretch ours = stretch_of(t);
    if (ours.begin && ours.end && (*ours.end < *gold.begin || *gold.end < *ours.begin)) continue;
    if (unit == 'D'   ? days == n
        : unit == 'W' ? days == 7 * n
        : unit == 'M' ? days >= 28 * n && days <= 31 * n
        : unit == 'Y' ? days >= 365 * n && days <= 366 * n
                      : false)
      return true;
  }
  return false;
}

/// "A few weeks", which both sets take for three: TIMEX3 keeps it vague.
bool vague_number(std::span<const TimeValue> times, const PhraseGold& g,
                  const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 4> kFew{"few", "several", "some", "couple"};
  if (!has_any(words, kFew)) return false;
  return std::any_of(times.begin(), times.end(), [&](const TimeValue& t) {
    const bool ahead = std::any_of(g.readings.begin(), g.readings.end(), [&](const Stretch& s) {
      return s.end.value_or(s.begin.value_or(0)) > g.reference;
    });
    return t.value.starts_with("PX") || t.value.starts_with("PTX") ||
           t.value == (ahead ? "FUTURE_REF" : "PAST_REF");
  });
}

/// "From 18 December for ten days": TIMEX3 gives the beginning and the length, each its own.
bool begun_length(std::span<const TimeValue> times, const Stretch& gold) {
  if (!gold.begin || !gold.end) return false;
  for (const TimeValue& t : times) {
    if (t.type != TimeType::kDuration) continue;
    const auto length = plain_length(t.value);
    if (!length) continue;
    for (const TimeValue& d : times) {
      const Stretch s = stretch_of(d);
      if (d.type == TimeType::kDuration || !s.begin) continue;
      const bool begins = gold.daily
                              ? (*s.begin - *gold.begin) % kDay == 0
                              : *s.begin == *gold.begin || (*gold.begin - *s.begin) / kDay == 365 ||
                                    (*gold.begin - *s.begin) / kDay == 366;
      const Minute got = ((*gold.end - *gold.begin) % (gold.daily ? kDay : 1000000 * kDay) +
                          (gold.daily ? kDay : 0)) %
                         (gold.daily ? kDay : 1000000 * kDay);
      if (begins && (got == *length || got == *length + kDay || got == *length + 1)) return true;
    }
  }
  return false;
}

/// "The end of tomorrow": the sets take the last second, TIMEX3 the day.
bool last_second(const Stretch& ours, const Stretch& gold, const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 1> kEnd{"end"};
  return gold.begin && ours.end && has_any(words, kEnd) && *gold.begin + 1 == *ours.end;
}

/// Seasons by the sun or by the month; the vague edges of "early" and "the end of".
bool vague_edges(const Stretch& ours, const Stretch& gold, const std::vector<std::string>& words) {
  if (!ours.begin || !ours.end || !gold.begin || !gold.end) return false;
  constexpr std::array<std::string_view, 22> kVague{
      "century", "spring",  "summer",    "autumn",  "fall",      "winter", "season", "seasons",
      "early",   "late",    "beginning", "start",   "end",       "mid",    "middle", "rest",
      "later",   "earlier", "summer's",  "winters", "remaining", "close"};
  if (!has_any(words, kVague)) return false;
  const Minute shared = std::min(*ours.end, *gold.end) - std::max(*ours.begin, *gold.begin);
  const Minute both = std::max(*ours.end, *gold.end) - std::min(*ours.begin, *gold.begin);
  return shared * 2 >= both;
}

/// "From 2014 to 2018": TIMEX3 names both years, and says nothing of where in 2018 it ends. An end
/// that is now is PRESENT_REF.
bool through_last(std::span<const TimeValue> times, const Stretch& gold, Minute reference) {
  if (!gold.begin || !gold.end || gold.daily) return false;
  std::optional<Minute> begin, last;
  const auto see = [&](std::optional<Minute> m) {
    if (!m) return;
    if (!begin || *m < *begin) begin = m;
    if (!last || *m > *last) last = m;
  };
  std::size_t ends = 0;
  for (const TimeValue& t : times) {
    if (t.value == "PRESENT_REF") {
      see(reference);
      ++ends;
      continue;
    }
    see(stretch_of(t).begin);
    const std::size_t slash = t.value.find('/');
    ends += slash == std::string::npos ? 1 : 2;
    if (slash == std::string::npos) continue;
    std::string end = t.value.substr(slash + 1);
    if (end.size() == 4) end += "-01";
    if (end.size() == 7) end += "-01";
    see(parse_minute(end));
  }
  if (ends < 2 || !begin || !last || *begin != *gold.begin) return false;
  return *last == *gold.end || (*last == reference && *gold.end == reference / kDay * kDay);
}

/// duckling's weekends begin on Friday at six.
bool weekend(std::span<const TimeValue> times, const PhraseGold& g,
             const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 3> kWords{"weekend", "wkend", "end"};
  if (!has_any(words, kWords)) return false;
  for (const TimeValue& t : times) {
    const Stretch ours = stretch_of(t);
    if (!t.value.ends_with("-WE") || !ours.end) continue;
    for (const Stretch& s : g.readings) {
      if (!s.end || !s.begin) continue;
      const Minute gap = *s.end - *ours.end;
      const Minute days = gap / kDay;
      if (gap == 0) return true;
      if (has_any(words, kMonths) && days >= 358 && days <= 372) return true;
    }
  }
  return false;
}

/// "Tuesday morning": TIMEX3 has names for the parts of a day, the sets have hours.
bool part_of_day(std::span<const TimeValue> times, const Stretch& gold) {
  if (!gold.begin || !gold.end) return false;
  for (const TimeValue& t : times) {
    const std::size_t at = t.value.find('T');
    if (at == std::string::npos || t.value.starts_with('P') || at + 3 > t.value.size()) continue;
    const std::string_view part = std::string_view(t.value).substr(at + 1);
    const Minute hour = (((*gold.begin + *gold.end) / 2 - 1) % kDay + kDay) % kDay / 60;
    const bool fits = part == "MO"   ? hour >= 2 && hour < 12
                      : part == "MI" ? hour >= 11 && hour < 14
                      : part == "AF" ? hour >= 12 && hour < 20
                      : part == "EV" ? hour >= 16
                      : part == "NI" ? hour >= 18 || hour < 5
                      : part == "DT" ? hour >= 8 && hour < 18
                                     : false;
    if (!fits || *gold.end - *gold.begin > kDay) continue;
    if (gold.daily) return true;
    const auto ours = t.interval ? parse_minute(t.interval->first) : std::nullopt;
    if (ours && *gold.begin >= *ours && *gold.begin < *ours + kDay) return true;
  }
  return false;
}

/// A weekday, month or hour that nothing puts before or after: the one before, where the case
/// takes the one after (the news tells what was).
bool other_side(const Stretch& ours, const Stretch& gold, const PhraseGold& g,
                const std::vector<std::string>& words) {
  constexpr std::array<std::string_view, 20> kDirection{
      "this",      "next",  "past",    "coming", "upcoming", "previous",  "ago",
      "following", "after", "before",  "back",   "tomorrow", "yesterday", "today",
      "tonight",   "hence", "current", "year",   "earlier",  "later"};
  if (!ours.begin || !gold.begin) return false;
  // "the last Friday of October" says which Friday, not which October.
  const bool of_month =
      has_any(words, kMonths) && has_any(words, std::array<std::string_view, 2>{"of", "in"});
  if (has_any(words, kDirection) ||
      (!of_month && has_any(words, std::array<std::string_view, 1>{"last"})))
    return false;
  const Minute gap = *gold.begin - *ours.begin;
  const Minute days = gap / kDay;
  const bool recurs = gap % kDay == 0 ? days == 1 || days == 7 || (days >= 28 && days <= 31) ||
                                            (days >= 358 && days <= 372)
                                      : false;
  const bool clocked = *ours.begin % kDay != 0 || *gold.begin % kDay != 0 || gold.begin == gold.end;
  const bool halves = gap == kDay / 2 && clocked;
  if (days == 1 && !clocked) return false;
  const bool around = *ours.begin <= g.reference + kDay && *gold.begin >= g.reference - kDay;
  return (recurs || halves) && around &&
         (!ours.end || !gold.end ||
          std::abs((*ours.end - *ours.begin) - (*gold.end - *gold.begin)) <= kDay);
}

}  // namespace

std::optional<Minute> parse_minute(std::string_view text) {
  if (const auto day = grounding::parse_day(text)) {
    if (text.size() <= 11) return minute_of(*day);
    const auto clock = clock_minutes(text.substr(11));
    return clock ? std::optional(minute_of(*day) + *clock) : std::nullopt;
  }
  if (text.size() < 5) return std::nullopt;
  return clock_minutes(text);
}

std::string match_times(std::span<const TimeValue> times, const PhraseGold& gold) {
  if (times.empty()) return "missed";
  for (const TimeValue& t : times)
    for (const std::string& timex : gold.timexes)
      if (same_timex(t, timex)) return "right";
  const std::vector<std::string> words = words_of(gold.phrase);
  const Stretch ours = stretch_of(times);
  const auto any = [&](const auto& test) {
    return std::any_of(gold.readings.begin(), gold.readings.end(), test);
  };
  if (any([&](const Stretch& s) { return same(ours, s); })) return "right";
  if (any([&](const Stretch& s) { return through_last(times, s, gold.reference); }))
    return "right: a range through its last period";
  const bool now = std::any_of(times.begin(), times.end(),
                               [](const TimeValue& t) { return t.value == "PRESENT_REF"; });
  if (now && any([&](const Stretch& s) {
        return s.begin && (*s.begin == gold.reference || *s.begin == gold.reference / kDay * kDay);
      }))
    return "right: now, by its name";
  constexpr std::array<std::string_view, 6> kOneSide{"by",     "until", "till",
                                                     "before", "since", "through"};
  if (!words.empty() && has_any(words, kOneSide) && ours.end &&
      any([&](const Stretch& s) { return s.end && (*ours.end == *s.end || ours.begin == s.end); }))
    return "right: one end said";
  if (any([&](const Stretch& s) { return counted_unit(ours, s, gold, words); }))
    return "right: in the unit counted";
  if (any([&](const Stretch& s) { return counted_length(times, s, gold); }))
    return "right: as a length";
  for (const TimeValue& t : times)
    if (t.type == TimeType::kDuration && t.interval &&
        any([&](const Stretch& s) { return same(stretch_of(t), s); }))
      return "right: a length, and the day it leads to";
  if (any([&](const Stretch& s) { return begun_length(times, s); }))
    return "right: as a beginning and a length";
  if (vague_number(times, gold, words)) return "right: vague numbers kept vague";
  if (weekend(times, gold, words)) return "right: weekends without their Friday night";
  if (any([&](const Stretch& s) {
        return vague_edges(ours, s, words) || last_second(ours, s, words);
      }))
    return "right: but for vague edges";
  if (any([&](const Stretch& s) { return part_of_day(times, s); }))
    return "right: part of the day by its name";
  if (any([&](const Stretch& s) { return other_side(ours, s, gold, words); }))
    return "right: the one before, where nothing tells";
  return "wrong";
}

std::string phrase_out_of_scope(std::string_view phrase) {
  if (phrase == "season" || phrase.ends_with(" season") || phrase.ends_with(" seasons"))
    return "\"season\" without a name";
  // "4-22", "4.22": a score or a decimal to a reader.
  const auto plain = [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == ' ';
  };
  if (phrase.size() <= 7 && phrase.find_first_of("-.") != std::string_view::npos &&
      std::all_of(phrase.begin(), phrase.end(), plain) &&
      std::count_if(phrase.begin(), phrase.end(),
                    [](char c) { return std::isdigit(static_cast<unsigned char>(c)); }) <= 4)
    return "day and month joined by a hyphen or a point";
  // "3/4", "3/4/2018", "03-04-18": day and month in either order.
  const auto number = [&](std::size_t& i) {
    int n = 0;
    std::size_t digits = 0;
    for (; i < phrase.size() && std::isdigit(static_cast<unsigned char>(phrase[i])); ++i, ++digits)
      n = n * 10 + (phrase[i] - '0');
    return digits >= 1 && digits <= 2 ? n : 0;
  };
  constexpr std::string_view kNumbers[] = {"one",    "two",    "three", "four", "five",
                                           "six",    "seven",  "eight", "nine", "ten",
                                           "eleven", "twelve", "twenty"};
  const bool digits = phrase.size() <= 2 && !phrase.empty() &&
                      std::all_of(phrase.begin(), phrase.end(), [](char c) {
                        return std::isdigit(static_cast<unsigned char>(c));
                      });
  if (digits || std::find(std::begin(kNumbers), std::end(kNumbers), phrase) != std::end(kNumbers))
    return "bare numbers that only an assistant takes for days and hours";
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (!std::isdigit(static_cast<unsigned char>(phrase[i]))) continue;
    const int a = number(i);
    while (i < phrase.size() && phrase[i] == ' ') ++i;
    if (i >= phrase.size() || (phrase[i] != '/' && phrase[i] != '-' && phrase[i] != '.')) continue;
    const char mark = phrase[i++];
    while (i < phrase.size() && phrase[i] == ' ') ++i;
    const int b = number(i);
    const bool more = i < phrase.size() && phrase[i] == mark;
    if (a >= 1 && a <= 12 && b >= 1 && b <= 12 && a != b && (more || mark == '/'))
      return "day and month in digits, in either order";
    --i;
  }
  return {};
}

}  // namespace stemma::eval
