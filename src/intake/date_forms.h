// Dates as pages and files write them: "2031-03-07", "7 March 2031, 10:40 GMT", "March 7".
//
//   auto date = date_at("7 March 2031, 10:40 GMT - by", 0, end, rules);
//   // value "2031-03-07T10:40:00+00:00", range of "7 March 2031, 10:40 GMT"
//
// Only what is written counts: a day and month without a year give no value, and neither does
// "03/07/2031", which is two dates.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "intake/rules.h"

namespace stemma::intake {

struct StatedDate {
  ByteRange range;
  std::string value;  // ISO 8601; empty where the year is absent or the order is ambiguous
  std::string day;    // "XXXX-03-11" where only the year is absent; else empty
  bool ambiguous = false;
  bool iso = false;  // written year first, as machines do
};

/// The date that begins exactly at `at` and ends by `end`, with its time of day if one follows.
std::optional<StatedDate> date_at(std::string_view text, std::uint32_t at, std::uint32_t end,
                                  const Rules& rules);

/// A metadata value that is a date and nothing else.
std::optional<StatedDate> parse_date(std::string_view value, const Rules& rules);

}  // namespace stemma::intake
