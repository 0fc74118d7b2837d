// Lemmas: word form + tags -> dictionary form, as in Universal Dependencies English.
//
//   Result<Lemmatiser> lemmas = Lemmatiser::load();
//   lemmas->lemma("went", "went", Upos::kVerb, Xpos::kVBD)      // "go"
//   lemmas->lemma("Tigers", "tigers", Upos::kPropn, Xpos::kNNPS) // "Tiger"
//
// Exceptions by form and tags come first, then the longest ending that has a rule for the tag, then
// the form itself: as written if it is a name, else in lower case. Numbers lose the commas between
// thousands. Tables: lexicons/lemma_exceptions.tsv, lexicons/lemma_rules.tsv.
// Immutable; safe from any thread. Time linear in the word; allocates for long lemmas only.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "language/key_filter.h"
#include "stemma/result.h"
#include "stemma/syntax.h"

namespace stemma::language {

class Lemmatiser {
 public:
  static Result<Lemmatiser> load();

  /// `norm` is the form in lower case with straight apostrophes (norm_of in tokens.h). Never empty
  /// for a form that is not.
  std::string lemma(std::string_view form, std::string_view norm, Upos upos, Xpos xpos) const;

 private:
  struct Key {
    std::string_view norm;
    std::uint16_t tags = 0;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  std::unordered_map<Key, std::string_view, KeyHash> exceptions_;  // lemma
  KeyFilter filter_;                                               // of the exceptions
  std::unordered_map<std::uint64_t, std::string_view> rules_;      // ending of the lemma
};

}  // namespace stemma::language
