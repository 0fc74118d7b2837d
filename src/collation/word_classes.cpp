#include "collation/word_classes.h"

#include <utility>

namespace stemma::collation {
namespace {

constexpr std::pair<std::string_view, WordClass> kNames[] = {
    {"telling_participle", WordClass::kTellingParticiple},
    {"tying_participle", WordClass::kTyingParticiple},
    {"plural_noun", WordClass::kPluralNoun},
    {"limiting", WordClass::kLimiting},
    {"place_preposition", WordClass::kPlacePreposition},
    {"denies_nothing", WordClass::kDeniesNothing},
    {"beside", WordClass::kBeside},
    {"mutual_verb", WordClass::kMutualVerb},
};

std::uint32_t bit(WordClass c) { return 1u << static_cast<unsigned>(c); }

}  // namespace

Result<WordClasses> WordClasses::from(const Lexicon& lexicon) {
  WordClasses classes;
  for (const Lexicon::Row& row : lexicon.rows()) {
    std::uint32_t bits = 0;
    for (const auto& [name, c] : kNames) {
      if (row[1] == name) bits = bit(c);
    }
    if (bits == 0) {
      return Error{ErrorCode::kMalformed, "no such class of words: " + std::string(row[1]),
                   std::string(row[0])};
    }
    classes.classes_[std::string(row[0])] |= bits;
  }
  return classes;
}

bool WordClasses::is(std::string_view word, WordClass wanted) const {
  const auto at = classes_.find(word);
  return at != classes_.end() && (at->second & bit(wanted)) != 0;
}

}  // namespace stemma::collation
