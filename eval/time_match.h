// Whether the times that were found say what a gold case says, which names moments where TIMEX3
// names periods: "two weeks ago" is 2022-W47 to the one and 23 November to the other.
//
//   PhraseGold gold;                        // what the case says, its readings side by side
//   match_times(times, gold) == "right"
//
// Every way to be right has a name, so that a table can show how many rest on which. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/grounding.h"

namespace stemma::eval {

using Minute = std::int64_t;  // since 1970-01-01T00:00

/// From `begin` up to, not with, `end`; an open side is absent. A moment has begin == end.
struct Stretch {
  std::optional<Minute> begin;
  std::optional<Minute> end;
  bool daily = false;  // minutes of some day: the case names none
};

struct PhraseGold {
  std::string phrase;  // lower case
  Minute reference = 0;
  std::vector<Stretch> readings;  // any of them is right
  std::vector<std::string> timexes;
};

/// The minute that "2013-02-12", "2013-02-12T04:30:00" or "04:30:00" begins; nothing for others.
std::optional<Minute> parse_minute(std::string_view text);

/// "right", one of the ways named in time_match.cpp ("right: ..."), "wrong" or "missed".
std::string match_times(std::span<const TimeValue> times, const PhraseGold& gold);

/// Why TIMEX3 in a report cannot be held to the phrase: its digits name two days ("3/4"). Empty: it
/// can.
std::string phrase_out_of_scope(std::string_view phrase);

}  // namespace stemma::eval
