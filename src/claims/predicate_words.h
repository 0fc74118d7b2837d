// What propositions need to know of words, from lexicons: which verb a noun tells of, how a verb or
// noun treats what stands by it, what a modal says of time, and what a preposition leads to.
//
//   words.verb("carry out").is(kLight)
//   words.modal("would").is(kHypothetical)
//   words.noun("invasion")->verb                     // "invade"
//   words.preposition("against", true)               // ArgumentRole::kPatient, of a noun
//
// Immutable once loaded; safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/lexicon.h"
#include "base/text_map.h"
#include "stemma/proposition.h"
#include "stemma/result.h"

namespace stemma::claims {

/// As lexicons/predicate_words.tsv explains them.
enum PredicateMark : std::uint32_t {
  kLight = 1u << 0,
  kSuffers = 1u << 1,
  kUndergoes = 1u << 2,
  kGives = 1u << 3,
  kMeets = 1u << 4,
  kPromises = 1u << 5,
  kAnnounced = 1u << 6,
  kPredicted = 1u << 7,
  kFails = 1u << 8,
  kAims = 1u << 9,
  kDoneTo = 1u << 10,
  kTool = 1u << 11,
  kThing = 1u << 12,
  kMutual = 1u << 13,
  kHypothetical = 1u << 14,
  kPerfect = 1u << 15,
  kCondition = 1u << 16,
};

struct PredicateWord {
  std::uint32_t marks = 0;
  std::string verb;  // of a noun; empty: it tells of no deed

  bool is(std::uint32_t mark) const { return (marks & mark) != 0; }
};

class PredicateWords {
 public:
  /// kMalformed, naming the row, where a lexicon has an unknown class or mark, or a row that would
  /// change nothing.
  static Result<PredicateWords> load();
  /// The same from other texts; see lexicons/ for their columns.
  static Result<PredicateWords> load(const Lexicon& deverbal_nouns, const Lexicon& predicate_words,
                                     const Lexicon& role_prepositions);

  /// By lemma. A word that is not known has no marks.
  const PredicateWord& verb(std::string_view lemma) const { return find(verbs_, lemma); }
  const PredicateWord& noun(std::string_view lemma) const { return find(nouns_, lemma); }
  /// By form: "will", "'ll"; "if".
  const PredicateWord& modal(std::string_view norm) const { return find(modals_, norm); }
  const PredicateWord& conjunction(std::string_view norm) const {
    return find(conjunctions_, norm);
  }
  std::optional<ArgumentRole> preposition(std::string_view norm, bool of_noun) const;

 private:
  const PredicateWord& find(const TextMap<PredicateWord>& map, std::string_view lemma) const {
    const auto it = map.find(lemma);
    return it == map.end() ? unknown_ : it->second;
  }

  std::optional<Error> take(const Lexicon::Row& row);

  TextMap<PredicateWord> verbs_, nouns_, modals_, conjunctions_;
  TextMap<ArgumentRole> after_verb_, after_noun_;
  PredicateWord unknown_;
};

}  // namespace stemma::claims
