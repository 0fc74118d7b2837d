// Small classes of words that the comparers go by, from lexicons/collation_words.tsv. A word may
// belong to several.
//
//   classes.is("trained", WordClass::kTyingParticiple)     // true
//   classes.is("documented", WordClass::kTellingParticiple)  // "documented by" is no deed
//
// Immutable once built; safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/lexicon.h"
#include "stemma/result.h"

namespace stemma::collation {

enum class WordClass : std::uint8_t {
  kTellingParticiple,  // "reported by A": A tells of it, and did not do it
  kTyingParticiple,    // irregular "led" of "A-led", as "-ed" is of "A-trained"
  kPluralNoun,         // irregular plurals
  kLimiting,           // before a noun: not all of its kind are meant
  kPlacePreposition,
  kDeniesNothing,  // after a negation: "not only", "no doubt"
  kBeside,         // after a figure: "three others", "20 more"
  kMutualVerb,     // done by both: "A met B" is "B met A"
};

class WordClasses {
 public:
  /// Rows: word, class. kMalformed, naming the word, for a class that is not known.
  static Result<WordClasses> from(const Lexicon& lexicon);

  bool is(std::string_view word, WordClass wanted) const;

 private:
  std::map<std::string, std::uint32_t, std::less<>> classes_;  // a bit for each class
};

}  // namespace stemma::collation
