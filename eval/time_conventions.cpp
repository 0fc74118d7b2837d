#include "time_conventions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>

#include "grounding/calendar.h"

namespace stemma::eval {
namespace {

using grounding::Day;

bool is_vague(std::string_view value) { return value.find('X') != std::string_view::npos; }

/// The begin of the unit ('E' a decade, 'Y', 'Q', 'M', 'W', 'D', or small 'h', 'm', 's' of a clock)
/// that holds it.
Second floor_unit(Second s, char unit) {
  using grounding::Grain;
  const auto period = [&](Grain g) { return second_of(grounding::period_of(g, day_of(s)).first); };
  switch (unit) {
    case 'Y':
      return period(Grain::kYear);
    case 'E':
      return period(Grain::kDecade);
    case 'Q':
      return period(Grain::kQuarter);
    case 'M':
      return period(Grain::kMonth);
    case 'W':
      return period(Grain::kWeek);
    case 'D':
      return floor_day(s);
    case 'h':
      return floor_to(s, kHour);
    case 'm':
      return floor_to(s, kMinute);
    default:
      return s;
  }
}

PlainLength one_of(char unit) {
  PlainLength one;
  if (unit == 'E') one.months = 120;
  if (unit == 'Y') one.months = 12;
  if (unit == 'Q') one.months = 3;
  if (unit == 'M') one.months = 1;
  if (unit == 'W') one.days = 7;
  if (unit == 'D') one.days = 1;
  if (unit == 'h') one.seconds = double(kHour);
  if (unit == 'm') one.seconds = double(kMinute);
  if (unit == 's') one.seconds = 1;
  return one;
}

/// The unit that a length ends in, as floor_unit() names it.
char unit_of(std::string_view timex) {
  const char unit = timex.back();
  return timex.find('T') == std::string_view::npos ? unit : char(unit + ('a' - 'A'));
}

/// "From 2014 to 2018", "from the 4th to the 22nd", "from 9:30 to 11": TIMEX3 names both ends, and
/// the sets differ on whether the last of them is in. An end that is now is PRESENT_REF.
bool through_last(const Found& f, const Stretch& gold, const PhraseGold& g) {
  if (!gold.begin || !gold.end) return false;
  std::vector<Stretch> ends;
  for (const TimeValue& t : f.times) {
    const std::size_t slash = t.value.find('/');
    if (t.type == TimeType::kDuration) return false;
    if (t.value == "PRESENT_REF") {
      ends.push_back({g.reference, g.reference});
    } else if (slash == std::string::npos) {
      ends.push_back(stretch_of(t));
    } else {
      // The days of a range: from the first to the last, which is one of its last period.
      Stretch whole = stretch_of(t);
      Stretch last{parse_second(t.value.substr(slash + 1)), whole.end};
      const std::size_t size = t.value.size() - slash - 1;
      if (!last.begin && whole.end && (size == 4 || size == 7))
        last.begin = floor_unit(*whole.end - 1, size == 4 ? 'Y' : 'M');
      ends.push_back({whole.begin, whole.begin});
      ends.push_back(last);
    }
  }
  if (ends.size() != 2 || !ends[0].begin || !ends[1].begin || !ends[1].end) return false;
  Second begin = *ends[0].begin, last = *ends[1].begin, end = *ends[1].end;
  if (gold.daily) begin = of_day(begin), last = of_day(last), end = of_day(end);
  const bool begins =
      begin == *gold.begin || (begin == g.reference && floor_day(begin) == *gold.begin);
  const bool now = last == g.reference && floor_day(last) == floor_day(*gold.end);
  return begins && (*gold.end == last || *gold.end == end || now ||
                    (gold.grain > 0 && last == end && *gold.end == end + gold.grain));
}

/// "From the middle of March to the end of September": each end lies where its words put it.
bool vague_range(const Found& f, const Stretch& gold, const PhraseGold&) {
  if (f.times.size() != 2 || !gold.begin || !gold.end) return false;
  if (!f.says({"end", "middle", "mid", "beginning", "start", "early", "late"})) return false;
  const Stretch first = stretch_of(f.times[0]), last = stretch_of(f.times[1]);
  const auto within = [](const Stretch& s, Second at) {
    return s.begin && s.end && *s.begin <= at && at <= *s.end && *s.end - *s.begin < 124 * kDay;
  };
  return within(first, *gold.begin) && within(last, *gold.end);
}

/// "Christmas Eve at 6 p.m.": one expression in TIMEX3, of which the set has the day apart.
bool day_of_hours(const Found& f, const Stretch& gold, const PhraseGold& g) {
  if (f.times.size() != 1 || !gold.begin || !gold.end || !f.whole.clock) return false;
  const TimeValue& t = f.times.front();
  const bool more = t.range.begin < g.offset || t.range.end > g.offset + g.phrase.size();
  const bool said_here = g.phrase.find_first_of("0123456789") != std::string::npos;
  return more && !said_here && *gold.end - *gold.begin == kDay && f.whole.begin &&
         floor_day(*f.whole.begin) == *gold.begin;
}

/// "The rest of the month": one set leaves its last day out of the days, and counts it in the
/// length.
bool rest(const Found& f, const Stretch& gold, const PhraseGold&) {
  return f.times.size() == 1 && f.says({"rest"}) && f.whole.begin && f.whole.end && gold.begin &&
         gold.end && *gold.begin == *f.whole.begin && *gold.end + kDay == *f.whole.end;
}

/// "Now": the set has the second or the day of speaking, TIMEX3 has a name for it.
bool now(const Found& f, const Stretch& gold, const PhraseGold& g) {
  return f.times.size() == 1 && f.times.front().value == "PRESENT_REF" && gold.begin &&
         (*gold.begin == g.reference || *gold.begin == floor_day(g.reference));
}

/// "By 2 p.m.", "since October", "before 2012": the set runs from, or up to, the time of speaking
/// or the end of all days; TIMEX3 marks the end that was said, whose preposition is outside of it.
bool one_end(const Found& f, const Stretch& gold, const PhraseGold& g) {
  const Stretch& ours = f.whole;
  if (!ours.begin || !ours.end || (gold.daily && !ours.clock)) return false;
  const auto edge = [&](Second s) {
    return gold.daily ? of_day(*ours.begin) == s || of_day(*ours.end) == s
                      : *ours.begin == s || *ours.end == s;
  };
  if (!gold.begin && !gold.end) return false;
  if (!gold.begin || !gold.end) return edge(gold.begin ? *gold.begin : *gold.end);
  const auto speaking = [&](Second s) {
    return s == g.reference || s == floor_day(g.reference) || s == floor_day(g.reference) + kDay;
  };
  if (f.says({"by", "until", "till", "before", "through", "within"}) && speaking(*gold.begin))
    return edge(*gold.end);
  return f.says({"since", "from", "after"}) && speaking(*gold.end) && *gold.begin == *ours.begin;
}

/// "Two weeks ago": the set has the day so far from today, TIMEX3 the unit that is counted in.
bool counted_unit(const Found& f, const Stretch& gold, const PhraseGold& g) {
  const Stretch& ours = f.whole;
  if (f.times.size() != 1 || !ours.begin || !ours.end || !gold.begin || !gold.end) return false;
  if (*gold.begin < *ours.begin || *gold.end > *ours.end) return false;
  const Second length = *ours.end - *ours.begin;
  const Second at = floor_day(*gold.begin), from = floor_day(g.reference);
  const auto months_between = [&] {
    const std::chrono::year_month_day a(day_of(from)), b(day_of(at));
    return (int(b.year()) - int(a.year())) * 12 + int(unsigned(b.month())) -
           int(unsigned(a.month()));
  };
  // The set may keep the unit below: "two years ago" is a month to it.
  const bool on_day = months_on(from, months_between()) == at ||
                      (of_day(*gold.begin) == 0 && floor_unit(at, 'M') == at);
  if (length == kDay)
    return f.says({"day", "days"}) &&
           (of_day(*gold.begin) == of_day(floor_to(g.reference, kHour)) ||
            of_day(*gold.begin) == of_day(g.reference));
  if (length == 7 * kDay)
    return f.says({"week", "weeks", "fortnight", "wk"}) && (at - from) % (7 * kDay) == 0;
  if (length >= 28 * kDay && length <= 31 * kDay)
    return f.says({"month", "months", "mth"}) && on_day;
  if (length >= 365 * kDay && length <= 366 * kDay)
    return f.says({"year", "years", "yr", "yrs"}) && on_day && months_between() % 12 == 0;
  return length > 3000 * kDay && f.says({"decade", "decades", "century", "centuries"}) && on_day &&
         months_between() % 120 == 0;
}

/// "The last two weeks": TIMEX3 gives the length; the set has the days, up to or from the unit that
/// holds the time of speaking.
bool counted_length(const Found& f, const Stretch& gold, const PhraseGold& g) {
  if (f.times.size() != 1 || !gold.begin || !gold.end || gold.daily) return false;
  const TimeValue& t = f.times.front();
  const auto length = t.type == TimeType::kDuration ? plain_length(t.value) : std::nullopt;
  if (!length || is_vague(t.value)) return false;
  const char unit = f.says({"decade", "decades"})     ? 'E'
                    : f.says({"quarter", "quarters"}) ? 'Q'
                                                      : unit_of(t.value);
  const bool days = unit >= 'A' && unit <= 'Z';
  const Second here = floor_unit(g.reference, unit);
  const Second next = later(here, one_of(unit), 1).value_or(here);
  const auto speaking = [&](Second s) {
    return s == g.reference || s == here || s == next ||
           (days && (s == floor_day(g.reference) || s == floor_day(g.reference) + kDay));
  };
  const bool before = speaking(*gold.end), after = speaking(*gold.begin);
  if (!before && !after) return false;
  // Days that we name must lie on the same side.
  if (const Stretch ours = stretch_of(t); ours.begin && ours.end) {
    if (after && !before && *ours.begin < floor_day(g.reference)) return false;
    if (before && !after && *ours.end > floor_day(g.reference) + kDay) return false;
  }
  const auto fits = [&](Second begin) {
    return later(begin, *length, 1) == *gold.end || later(*gold.end, *length, -1) == begin;
  };
  return fits(*gold.begin) || (days && fits(floor_day(*gold.begin)));
}

/// "Three days after Easter": TIMEX3 has a length and a day; the length leads to the day of the
/// set.
bool leads_to(const Found& f, const Stretch& gold, const PhraseGold&) {
  return std::any_of(f.times.begin(), f.times.end(), [&](const TimeValue& t) {
    if (t.type != TimeType::kDuration || !t.interval) return false;
    const Stretch ours = stretch_of(t);
    if (gold.begin && gold.end) return same(ours, gold);
    // "more than two weeks after today": from that day, or from its end
    const auto edge = gold.begin ? gold.begin : gold.end;
    return edge && (ours.begin == edge || ours.end == edge) && *ours.end - *ours.begin == kDay;
  });
}

/// "From 18 December for ten days": TIMEX3 gives the beginning and the length, each its own.
bool begun_length(const Found& f, const Stretch& gold, const PhraseGold&) {
  if (!gold.begin || !gold.end || f.times.size() != 2) return false;
  const bool second = f.times[1].type == TimeType::kDuration;
  const TimeValue& l = f.times[second ? 1 : 0];
  const Stretch from = stretch_of(f.times[second ? 0 : 1]);
  const auto length = l.type == TimeType::kDuration ? plain_length(l.value) : std::nullopt;
  if (!length || !from.begin) return false;
  const auto end = later(*from.begin, *length, 1);
  if (!end) return false;
  if (gold.daily) return of_day(*from.begin) == *gold.begin && of_day(*end) == of_day(*gold.end);
  return *from.begin == *gold.begin && (*gold.end == *end || *gold.end == *end + gold.grain);
}

/// "A few weeks", which the sets take for three: TIMEX3 keeps it vague, in its unit.
bool vague_number(const Found& f, const Stretch& gold, const PhraseGold& g) {
  if (f.times.size() != 1 || !f.says({"few", "several", "some"})) return false;
  const std::string& value = f.times.front().value;
  const bool ahead = gold.end.value_or(gold.begin.value_or(0)) > g.reference;
  if (gold.begin && value == (ahead ? "FUTURE_REF" : "PAST_REF")) return true;
  constexpr std::pair<std::string_view, std::string_view> kUnits[] = {
      {"second", "PTXS"}, {"minute", "PTXM"}, {"hour", "PTXH"}, {"day", "PXD"},
      {"week", "PXW"},    {"month", "PXM"},   {"year", "PXY"}};
  return std::any_of(std::begin(kUnits), std::end(kUnits), [&](const auto& unit) {
    return value == unit.second && f.says({unit.first, std::string(unit.first) + "s"});
  });
}

/// The weekend from Friday at six to one, Saturday and Sunday to the other.
bool weekend(const Found& f, const Stretch& gold, const PhraseGold&) {
  const Stretch& ours = f.whole;
  return f.times.size() == 1 && f.times.front().value.ends_with("-WE") && gold.begin && gold.end &&
         ours.begin && ours.end && *gold.end == *ours.end && *gold.begin == *ours.begin - 6 * kHour;
}

/// Seasons by the sun, or by the month that it turns in.
bool season(const Found& f, const Stretch& gold, const PhraseGold&) {
  if (f.times.size() != 1 || !gold.begin || !gold.end || !f.whole.begin || !f.whole.end)
    return false;
  const std::string& value = f.times.front().value;
  const auto turns = [](Second ours, Second theirs) {
    return theirs - ours >= 18 * kDay && theirs - ours <= 25 * kDay;
  };
  return value.size() == 7 && value[4] == '-' &&
         std::isalpha(static_cast<unsigned char>(value[5])) && turns(*f.whole.begin, *gold.begin) &&
         turns(*f.whole.end, *gold.end);
}

/// "The 21st century" from 2000 or from 2001.
bool century(const Found& f, const Stretch& gold, const PhraseGold&) {
  const Stretch& ours = f.whole;
  if (f.times.size() != 1 || !f.says({"century"}) || !ours.begin || !gold.begin) return false;
  return ours.end && gold.end && std::abs(*ours.begin - *gold.begin) <= 366 * kDay &&
         std::abs(*ours.end - *gold.end) <= 366 * kDay;
}

/// "The beginning of May", "late in 2017": one edge is said, how far the part reaches is not. The
/// end of a day is its last second to one set.
bool vague_edges(const Found& f, const Stretch& gold, const PhraseGold&) {
  const Stretch& ours = f.whole;
  if (f.times.size() != 1 || !ours.begin || !ours.end || !gold.begin || !gold.end) return false;
  const bool end = f.says({"end", "late"});
  if (end && *gold.begin == *gold.end) return *gold.begin + 1 == *ours.end;
  const Second shared = std::min(*ours.end, *gold.end) - std::max(*ours.begin, *gold.begin);
  const Second both = std::max(*ours.end, *gold.end) - std::min(*ours.begin, *gold.begin);
  if (shared * 2 < both) return false;
  if (end) return *ours.end == *gold.end;
  if (f.says({"early", "beginning", "start"})) return *ours.begin == *gold.begin;
  return f.says({"mid", "middle"});
}

/// "Tuesday morning", "mid-morning": TIMEX3 has names for the parts of a day, the sets have hours,
/// or an hour that stands for the part where none is said.
bool part_of_day(const Found& f, const Stretch& gold, const PhraseGold&) {
  if (f.times.size() != 1 || !gold.begin || !gold.end) return false;
  const std::string& value = f.times.front().value;
  struct Part {
    std::string_view name;
    Second first, last;  // hours that it lies within
  };
  constexpr Part kParts[] = {{"TMO", 0, 12},  {"TMI", 11, 14}, {"TAF", 12, 20},
                             {"TEV", 16, 24}, {"TNI", 18, 30}, {"TDT", 8, 18}};
  for (const Part& part : kParts) {
    if (!value.ends_with(part.name) || value.starts_with('P')) continue;
    const Second day = gold.daily      ? 0
                       : f.whole.begin ? floor_day(*f.whole.begin)
                                       : second_of(Day{});
    const Second end = *gold.end < *gold.begin ? *gold.end + kDay : *gold.end;
    return *gold.begin >= day + part.first * kHour && end <= day + part.last * kHour;
  }
  return false;
}

constexpr Convention kConventions[] = {
    {"right: a range through its last period", through_last},
    {"right: a range through its last period", rest},
    {"right: now, by its name", now},
    {"right: one end said", one_end},
    {"right: in the unit counted", counted_unit},
    {"right: as a length", counted_length},
    {"right: a length, and the day it leads to", leads_to},
    {"right: as a beginning and a length", begun_length},
    {"right: vague numbers kept vague", vague_number},
    {"right: weekends without their Friday night", weekend},
    {"right: seasons by month", season},
    {"right: centuries from 00 or 01", century},
    {"right: but for vague edges", vague_edges},
    {"right: but for vague edges", vague_range},
    {"right: a day with the hours beside it", day_of_hours},
    {"right: part of the day by its name", part_of_day},
};

/// The day a year earlier that is the same one of its weekday in its month, counted from the
/// month's start or from its end.
std::optional<Second> nth_a_year_before(Second s, bool from_end) {
  const Day day = day_of(s);
  const std::chrono::year_month_day ymd(day);
  const int length = int(unsigned((ymd.year() / ymd.month() / std::chrono::last).day()));
  const int dom = int(unsigned(ymd.day()));
  const int nth = from_end ? -((length - dom) / 7 + 1) : (dom - 1) / 7 + 1;
  const auto before = grounding::nth_weekday(int(ymd.year()) - 1, int(unsigned(ymd.month())),
                                             grounding::weekday_of(day), nth);
  return before ? std::optional(second_of(*before) + of_day(s)) : std::nullopt;
}

/// "13th", "21st".
bool says_day(std::string_view phrase) {
  for (std::size_t i = 1; i + 1 < phrase.size(); ++i) {
    const std::string_view suffix = phrase.substr(i, 2);
    const bool digit = phrase[i - 1] >= '0' && phrase[i - 1] <= '9';
    if (digit && (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th"))
      return true;
  }
  return false;
}

bool says_year(std::string_view phrase) {
  std::size_t digits = 0;
  for (const char c : phrase) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == 4) return true;
  }
  return false;
}

}  // namespace

bool Found::says(std::initializer_list<std::string_view> any_of) const {
  return std::any_of(any_of.begin(), any_of.end(), [&](std::string_view w) {
    return std::find(words.begin(), words.end(), w) != words.end();
  });
}

std::span<const Convention> conventions() { return kConventions; }

std::vector<Stretch> readings_before(const Found& found, const PhraseGold& gold) {
  if (found.says({"this",  "next",      "past",    "coming", "upcoming", "previous",  "ago",
                  "after", "following", "before",  "back",   "tomorrow", "yesterday", "today",
                  "hence", "tonight",   "current", "year",   "earlier",  "later"}))
    return {};
  const bool month =
      found.says({"january",   "february", "march",    "april",    "may",  "june", "july", "august",
                  "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
                  "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"});
  const bool weekday =
      found.says({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                  "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"});
  const bool weekend = found.says({"weekend", "wkend", "week"});
  const bool season =
      found.says({"spring", "summer", "autumn", "fall", "winter", "quarter", "qtr"});
  // "The last Friday of October" says which Friday, not which October.
  const bool last = found.says({"last"});
  if (last && !month) return {};
  std::vector<Stretch> out;
  const auto add = [&](const Stretch& reading, std::optional<Second> begin) {
    if (!begin || !reading.begin || !reading.end) return;
    Stretch s = reading;
    s.begin = begin;
    s.end = *begin + (*reading.end - *reading.begin);
    const Second today = floor_day(gold.reference);
    if (*s.begin < today + kDay && *reading.begin >= today) out.push_back(s);
  };
  for (const Stretch& r : gold.readings) {
    if (!r.begin || !r.end || r.daily) continue;
    if (month || season) {
      if (says_year(gold.phrase)) continue;
      const std::size_t before = out.size();
      if (weekday || weekend) {
        // A weekend is told by its Sunday.
        const Second lead = weekend ? floor_day(*r.end - 1) - *r.begin : 0;
        if (const auto day = nth_a_year_before(*r.begin + lead, last)) add(r, *day - lead);
      }
      add(r, months_on(*r.begin, -12));
      // Months differ in length by the year.
      for (std::size_t i = before; i < out.size(); ++i)
        if (!weekday && !weekend) out[i].end = months_on(*r.end, -12);
    } else if (gold.named_day) {
      add(r, months_on(*r.begin, -12));
    } else if (weekday || found.says({"weekend", "wkend"})) {
      add(r, *r.begin - 7 * kDay);
      // "Friday the 13th": the nearest month that has one.
      for (int n = 1; n <= 11 && says_day(gold.phrase); ++n) {
        const Second before = months_on(*r.begin, -n);
        if (grounding::weekday_of(day_of(before)) != grounding::weekday_of(day_of(*r.begin)))
          continue;
        add(r, before);
        break;
      }
    } else if (found.whole.clock && !weekend) {
      add(r, *r.begin - kDay);
      if (!found.says({"am", "pm", "a", "p", "morning", "afternoon", "evening", "night", "noon",
                       "midnight"}) &&
          *r.begin >= gold.reference)
        add(r, *r.begin - 12 * kHour);
    } else if (*r.end - *r.begin == kDay && !weekend) {
      add(r, months_on(*r.begin, -1));
    }
  }
  return out;
}

}  // namespace stemma::eval
