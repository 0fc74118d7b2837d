// Whether the times that were found say what a gold case says. The sets name moments where TIMEX3
// names periods: "two weeks ago" is 23 November to the one and 2022-W47 to the other.
//
//   PhraseGold gold;                        // what the case says, its readings side by side
//   match_times(times, gold) == "right"
//
// "right" means equal. What is right by another convention has that convention's name, so that a
// table can show how many cases rest on it; docs/grounding.md lists them with their reasons. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "time_stretch.h"

namespace stemma::eval {

struct PhraseGold {
  std::string phrase;
  std::uint32_t offset = 0;  // where the phrase begins in the text that the times were found in
  Second reference = 0;
  std::vector<Stretch> readings;  // any of them is right
  std::vector<std::string> timexes;
  bool named_day = false;  // "Easter": comes once a year
};

/// "right", one of the ways named in time_conventions.h ("right: ..."), "wrong" or "missed".
std::string match_times(std::span<const TimeValue> times, const PhraseGold& gold);

/// Why TIMEX3 in a report cannot be held to the phrase: its digits name two days ("3/4"). Empty: it
/// can.
std::string phrase_out_of_scope(std::string_view phrase);

}  // namespace stemma::eval
