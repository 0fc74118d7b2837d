// A set of phrases, each with a class, found in a run of tokens: the shape of all our word lists.
//
//   PhraseSet quantifiers = PhraseSet::from(lexicon);            // rows: phrase, class
//   if (auto hit = quantifiers.longest_at(tokens, i, end)) ...   // "a number of" -> 3, "some"
//
// "*" in a phrase stands for any one word. Immutable once built; safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/lexicon.h"
#include "stemma/analysis.h"

namespace stemma::collation {

class PhraseSet {
 public:
  struct Hit {
    std::uint32_t length = 0;  // tokens
    std::string_view kind;     // the class; empty for lists without one
  };

  /// The phrases of a lexicon whose rows are (phrase) or (phrase, class).
  static PhraseSet from(const Lexicon& lexicon);

  /// The longest phrase that begins at token `at` and ends by `end`.
  std::optional<Hit> longest_at(std::span<const Token> tokens, std::uint32_t at,
                                std::uint32_t end) const;

  /// The class of a single word, if it is in the set.
  std::optional<std::string_view> find(std::string_view word) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::string kind;
  };
  // By first word; within one, longest first.
  std::map<std::string, std::vector<Phrase>, std::less<>> by_first_;
};

}  // namespace stemma::collation
