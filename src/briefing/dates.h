// Days as an editor writes them.
//
//   print_day("2022-12-07") == "7 December 2022"
//   print_days({"2022-12-05", "2022-12-11"}) == "5–11 December 2022"
//   print_days({"2022-12-01", "2022-12-31"}) == "December 2022"
//   print_days({"2022-02-24", ""}) == "from 24 February 2022"
#pragma once

#include <string>
#include <string_view>

#include "stemma/grounding.h"

namespace stemma::briefing {

/// The date part of an ISO 8601 value, with its time of day if it has one; other text comes back
/// unchanged.
std::string print_day(std::string_view iso);

/// "Wednesday 7 December 2022".
std::string print_weekday(std::string_view iso);

std::string print_days(const DayInterval& days);

}  // namespace stemma::briefing
