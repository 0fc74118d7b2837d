// Morphology: the features (UD FEATS) of the words of a sentence whose tree is known.
//
//   Result<Morphology> morphology = Morphology::load();
//   // "They were seen": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
//   //   "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin",
//   //   "Tense=Past|VerbForm=Part|Voice=Pass"
//   std::vector<std::string_view> features = morphology->features(analysis.tokens_of(s),
//                                                                 s.first_token);
//
// A word's features follow from its tags, its norm and its place in the sentence: who the subject
// is, which auxiliaries stand by. lexicons/morphology.tsv says how; its most particular row counts.
// Reads norm, tags, head, relation and (of auxiliaries) lemma. Linear in the sentence. "_" where a
// word has none. Views live as long as the program. Immutable; safe from any thread.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/key_filter.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

class Morphology {
 public:
  static Result<Morphology> load();

  /// One a token. `first` is the place of the sentence's first token in Analysis::tokens, which
  /// heads count from; a head outside the sentence is none.
  std::vector<std::string_view> features(std::span<const Token> sentence,
                                         std::uint32_t first) const;

 private:
  struct Key {
    Upos upos = Upos::kX;
    Xpos xpos = Xpos::kXX;
    std::string_view norm;   // "*": any
    std::string_view place;  // "*": any
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };

  std::unordered_map<Key, std::string_view, KeyHash> rows_;
  KeyFilter norms_;  // tags and norms that have rows of their own
};

}  // namespace stemma::language
