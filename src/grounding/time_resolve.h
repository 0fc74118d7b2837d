// From the pieces of a time expression to its value.
//
//   "last" + "October" in a report of 2022-12-07  ->  2022-10, "the last October before ..."
//
// Pure. A value that cannot be (31 February) or that nothing settles is absent.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grounding/calendar.h"
#include "grounding/time_tables.h"

namespace stemma::grounding {

/// The pieces that a pattern caught. Absent ones were not in the text.
struct TimePieces {
  std::optional<int> weekday;
  std::optional<int> month;
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
  bool vague = false;          // "several", "few"
  bool couple = false;
  bool other = false;          // "every other"
  bool more_than_one = false;  // the unit is plural
  std::string_view part;       // "MO", "NI"
  std::string_view meridiem;   // "am", "pm"
  std::string_view zone;       // "Z": universal time; others are not kept
  std::string_view noonish;    // "12" noon, "24" midnight
  std::string_view set;        // "P1W"
  int hour = -1;
  int minute = -1;
  int second = -1;
  bool ambiguous = false;  // "7/12/2022"
  std::size_t holiday = 0;
};

/// What stands around the expression.
struct TimeSetting {
  std::optional<Day> published;
  Tense tense = Tense::kUnknown;
  std::optional<Period> told;          // the last date told of in this narrative
  std::optional<Period> told_quarter;  // likewise
};

struct ResolvedTime {
  TimeType type = TimeType::kDate;
  std::string value;
  std::optional<DayInterval> days;
  std::string basis;
  std::optional<Period> period;  // where it names one: others may lean on it
  bool clock_only = false;       // "T09:00" that wants a day before it
  bool part_only = false;        // "TMO" likewise
  bool join_only = false;        // likewise, and is no time without one
  bool length = false;           // a duration, or counted from one
};

std::optional<ResolvedTime> resolve(const TimeRule& rule, const TimePieces& pieces,
                                    const TimeSetting& setting, const TimeTables& tables);

/// "P2D", "PT3H", "P2Y6M", "PXW".
std::string duration_value(std::optional<double> number, char unit);

}  // namespace stemma::grounding
