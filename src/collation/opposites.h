// Pairs of words that say the opposite: "accept" and "reject", "legal" and "illegal".
//
//   opposites.contains("reject", "accept", Upos::kVerb)   // true; dictionary forms
//
// Immutable once built; safe from any thread.
#pragma once

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
  static Opposites from(const Lexicon& lexicon);

  bool contains(std::string_view a, std::string_view b, Upos tag) const;

 private:
  std::set<std::tuple<Upos, std::string, std::string>> pairs_;  // each in alphabetical order
};

}  // namespace stemma::collation
