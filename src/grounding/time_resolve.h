// From the pieces of a time expression to its value.
//
//   "last" + "October" in a report of 2022-12-07  ->  2022-10, "the last October before ..."
//
// Pure. A value that cannot be (31 February) or that nothing settles is absent.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "grounding/calendar.h"
#include "grounding/time_tables.h"

namespace stemma::grounding {

/// A clock reading as it was caught: "3", "3:30 p.m.", "noon".
struct ClockPiece {
  int hour = -1;
  int minute = 0;
  int second = -1;
  std::string_view meridiem = {};  // "am", "pm"
};

/// The pieces that a pattern caught. Absent ones were not in the text.
struct TimePieces {
  std::optional<int> weekday;
  std::optional<int> month;
  std::optional<int> last_month;  // of a range
  std::optional<int> day;
  std::optional<int> last_day;  // of a range
  std::optional<int> year;
  std::optional<int> last_year;  // of a range; may have two digits
  std::optional<int> ordinal;    // "third" quarter, "19th" century
  std::optional<int> direction;  // -1 last, 0 this, +1 next
  std::optional<Season> season;
  std::optional<double> number;
  std::optional<double> high;  // of "two to three weeks"
  bool year_seen = false;      // a year was written, were it an impossible one
  char unit = 0;               // S N H D W F M Q Y E C L
  char of_unit = 0;            // that of the period a part is taken of: "the last day of the year"
  bool vague = false;          // "several", "few"
  bool couple = false;
  bool other = false;                // "every other"
  bool weekend = false;              // the word was said
  bool more_than_one = false;        // the unit is plural
  std::string_view part;             // "MO", "NI"
  std::string_view zone;             // "Z": universal time; others are not kept
  std::string_view set;              // "P1W"
  std::array<ClockPiece, 4> clocks;  // "from three thirty to four forty" has four numbers
  std::size_t clock_count = 0;
  std::optional<int> part_hour;  // minutes of "half past", "a quarter to"
  bool ambiguous = false;        // "7/12/2022"
  std::size_t holiday = 0;
};

/// What stands around the expression.
struct TimeSetting {
  std::optional<Day> published;
  std::optional<int> published_minute;  // of that day, where the publication time is known
  Tense tense = Tense::kUnknown;
  bool verb_told = false;      // the tense is that of the governing verb, not of a word nearby
  std::optional<Period> told;  // the last date told of in this narrative
  std::optional<Period> told_quarter;  // likewise
};

struct ResolvedTime {
  TimeType type = TimeType::kDate;
  std::string value;
  std::optional<DayInterval> days;
  std::string basis;
  std::optional<Period> period;  // where it names one: others may lean on it
  // What stands after the day's value: "T09:00", and "T11:00" where it is a range; else a part of
  // the day, "MO". With an empty value they want a day beside them.
  std::string clock;
  std::string clock_to;
  std::string_view part;
  bool half_day = false;            // "3:30" of the morning or of the afternoon
  bool next_day = false;            // the range ends on the day after
  bool open_year = false;           // no year was said: a day or month of the year nearest
  bool open_week = false;           // a weekday that only the verb places
  bool join_only = false;           // is no time unless it stands beside a day
  bool length = false;              // a duration, or counted from one
  std::optional<Day> counted_from;  // "21 days later", "21 days ago": what day they count from

  bool wants_day() const { return value.empty() && (!clock.empty() || !part.empty()); }
};

std::optional<ResolvedTime> resolve(const TimeRule& rule, const TimePieces& pieces,
                                    const TimeSetting& setting, const TimeTables& tables);

/// The period that a unit of days and more counts in; nothing for hours and below.
std::optional<Grain> grain_of(char unit);

/// "P2D", "PT3H", "P2Y6M", "PXW".
std::string duration_value(std::optional<double> number, char unit);

}  // namespace stemma::grounding
