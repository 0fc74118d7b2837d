// A verb with the word that makes one of both: a particle, a bare object, a preposition.
//
//   "carried out an attack"      carry out
//   "the dam gave way"           give way, and "way" is no argument
//   "called on Velmar to stop"   call on, which leads to Velmar
//
// Particles always belong to their verb; the others only where lexicons/predicate_words.tsv has
// the two together. Cost: the children of the verb and theirs.
#pragma once

#include <string>

#include "claims/predicate_words.h"
#include "claims/tree.h"
#include "claims/view.h"

namespace stemma::claims {

struct VerbWord {
  std::string lemma;
  std::uint32_t object = kNoHead;  // the bare object in it: "way"
  std::uint32_t led_to = kNoHead;  // what its preposition leads to: "Velmar"
};

VerbWord verb_word(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words,
                   std::uint32_t verb);

/// What lexicons know of a word that leads to another verb: of "likely", of "called on", of the
/// "going" of "is going to".
const PredicateWord& leading_word(const SentenceView& s, const SentenceTree& tree,
                                  const PredicateWords& words, std::uint32_t i);

}  // namespace stemma::claims
