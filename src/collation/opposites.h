// Pairs of words that say the opposite: "accept" and "reject", "legal" and "illegal".
//
//   opposites.contains("reject", "accept", Upos::kVerb)   // true; dictionary forms
//
// Immutable once built; safe from any thread.
#pragma once

#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "base/lexicon.h"
#include "stemma/syntax.h"

namespace stemma::collation {

class Opposites {
 public:
  /// Rows: word, word, class; rows of unknown classes are left out.
  static Opposites from(std::initializer_list<const Lexicon*> lexicons);

  bool contains(std::string_view a, std::string_view b, Upos tag) const;

 private:
  std::set<std::tuple<Upos, std::string, std::string>> pairs_;  // each in alphabetical order
};

}  // namespace stemma::collation
