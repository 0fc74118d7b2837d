// Ways in which a time that was found is right though it is not equal to the gold: the two follow
// conventions that differ. Each is narrow, and has a name that the table of scores shows.
//
//   for (const Convention& c : conventions())
//     if (c.holds(found, reading, gold)) return c.name;
//
// Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "time_match.h"
#include "time_stretch.h"

namespace stemma::eval {

/// What was found in a phrase, and the phrase's words in small letters.
struct Found {
  std::span<const TimeValue> times;
  Stretch whole;  // all of it, as one stretch
  std::vector<std::string> words;

  bool says(std::initializer_list<std::string_view> any_of) const;
};

struct Convention {
  std::string_view name;
  bool (*holds)(const Found&, const Stretch&, const PhraseGold&);
};
std::span<const Convention> conventions();

/// The reading one recurrence earlier, where nothing in the phrase says which is meant: "Monday" is
/// the one after to an assistant and the one before in the news. Nothing where something says it.
std::vector<Stretch> readings_before(const Found& found, const PhraseGold& gold);

}  // namespace stemma::eval
