// The rules of time_resolve.h at work: one method an operation of lexicons/time_rules.tsv, in five
// files: time_resolve.cpp (which method), time_resolve_clocks.cpp, time_resolve_dates.cpp,
// time_resolve_periods.cpp and time_resolve_relative.cpp. Only they include this header.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "grounding/numerals.h"
#include "grounding/time_resolve.h"

namespace stemma::grounding {

using std::chrono::days;
using Resolved = std::optional<ResolvedTime>;

inline constexpr std::string_view kWeekdays[] = {"",         "Monday", "Tuesday",  "Wednesday",
                                                 "Thursday", "Friday", "Saturday", "Sunday"};
inline constexpr std::string_view kMonths[] = {
    "",     "January", "February",  "March",   "April",    "May",     "June",
    "July", "August",  "September", "October", "November", "December"};
inline constexpr std::string_view kNoAnchor = "relative; the publication date would settle it";

ResolvedTime date(const Period& period, std::string basis);
Resolved date(const std::optional<Period>& period, std::string basis);
ResolvedTime bare(TimeType type, std::string value, std::string_view basis);

/// A reference to the past or the future in general, or to now, when no anchor is known.
ResolvedTime reference(int direction);

inline bool year_ok(int year) { return year >= kFirstYear && year <= kLastYear; }

class TimeResolver {
 public:
  TimeResolver(const TimeRule& rule, const TimePieces& p, const TimeSetting& s, const TimeTables& t)
      : rule_(rule), p_(p), s_(s), t_(t) {}

  Resolved operator()() const;

 private:
  int argument(int otherwise = 0) const;
  /// "1 30": the number behind the first, for words that have none.
  std::optional<int> said_number() const;
  /// "-1 NI": what follows the number.
  std::string_view argument_part() const;
  /// Which way to look: what the expression says, else what the verb says.
  std::optional<int> direction() const;
  bool future() const { return s_.tense == Tense::kFuture; }
  std::string published() const { return "publication, " + iso(*s_.published); }

  Resolved any_date() const;
  Resolved full_date(int year) const;
  ResolvedTime with_clock(ResolvedTime day) const;
  Resolved day_of_some_year() const;
  Resolved some_month() const;
  Resolved some_weekday() const;
  Resolved day_range() const;
  Resolved year_range() const;
  Resolved date_of_month() const;
  Resolved month_of_year() const;
  Resolved weekday_of_week() const;
  Resolved weekday_of_month() const;
  Resolved following_weekday() const;

  std::string season_name(std::string_view year) const;
  Resolved season(std::optional<int> year) const;
  std::optional<int> quarter_number() const;
  Resolved quarter() const;
  Resolved quarter_of_year() const;
  /// The quarter that the text is about: the last one named, else the last one that was over.
  std::optional<Period> quarter_in_hand() const;
  Resolved same_quarter() const;
  Resolved last_quarter() const;
  Resolved last_quarter_of_year() const;
  /// "a year earlier" beside a quarter means that quarter of the year before.
  Resolved year_ago() const;
  Resolved half() const;
  Resolved shift() const;
  Resolved weekend() const;
  Resolved decade() const;
  Resolved century() const;
  std::optional<Day> holiday_in(int year) const;
  Resolved weekend_of(Day day, std::string basis) const;
  Resolved holiday() const;

  Resolved day_from_publication(int n) const;
  Resolved day_part() const;
  Resolved part() const;
  Resolved ago(int sign) const;
  std::optional<Day> anchor_day() const;
  /// "the following month", "two days later", "a year earlier", "that day": leans on what was told.
  Resolved anaphor() const;
  Resolved anaphor_part() const;
  Resolved length(std::string value) const;
  Resolved duration() const;
  Resolved duration_range() const;
  /// "the next two days": a length, and the days it covers.
  Resolved span(int sign) const;
  Resolved set() const;
  Resolved clock() const;
  Resolved clock_shift() const;
  Resolved clock_range() const;
  Resolved bare_hour() const;
  Resolved day_of_month() const;
  Resolved weekday_of_day() const;
  Resolved after_next() const;
  Resolved weekday_ago() const;
  /// The month, year or quarter that a part is taken of, where the rule names it.
  std::optional<Period> whole_period(bool weekend) const;
  Resolved part_of_period() const;
  Resolved month_range() const;
  Resolved spoken_clock() const;
  Resolved numbered_week() const;
  /// "two hours ago", where the hour of publication is known.
  Resolved minutes_from_publication(double minutes) const;

  const TimeRule& rule_;
  const TimePieces& p_;
  const TimeSetting& s_;
  const TimeTables& t_;
};

}  // namespace stemma::grounding
