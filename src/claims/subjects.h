// Subjects of a sentence's verbs and copulas, also where they are shared or understood.
//
//   "Velmar attacked and took the town"       of took: Velmar
//   "the army was forced to leave"            of leave: the army
//   "Moro ordered troops to leave"            of leave: troops
//   "rebels who hold the pass"                of hold: rebels
//   "a town taken by rebels"                  of taken, which is passive: a town
//
// Linear in the sentence.
#pragma once

#include <vector>

#include "claims/predicate_words.h"
#include "claims/tree.h"
#include "claims/view.h"

namespace stemma::claims {

class Subjects {
 public:
  /// All three must outlive it.
  Subjects(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words);

  /// A verb in the role of one: no auxiliary, no "according", no "captured" before a noun.
  bool is_verb(std::uint32_t i) const { return shapes_[i].verb; }
  /// "leader" of "was the leader".
  bool is_attribute(std::uint32_t i) const { return shapes_[i].copula != kNoHead; }
  /// The "was" of it.
  std::uint32_t copula(std::uint32_t i) const { return shapes_[i].copula; }
  bool is_passive(std::uint32_t i) const { return shapes_[i].passive; }
  /// Head word of the subject; kNoHead where there is none.
  std::uint32_t of(std::uint32_t i) const { return shapes_[i].subject; }
  /// The noun that the relative clause of this predicate describes; kNoHead outside of one.
  std::uint32_t antecedent(std::uint32_t i) const { return shapes_[i].antecedent; }
  bool is_relative_pronoun(std::uint32_t i) const;

 private:
  struct Shape {
    bool verb = false;
    bool passive = false;
    bool own = false;  // the subject is its own, not shared
    std::uint32_t copula = kNoHead;
    std::uint32_t subject = kNoHead;
    std::uint32_t object = kNoHead;
    std::uint32_t antecedent = kNoHead;
  };

  void see(std::uint32_t i);
  std::uint32_t shared(std::uint32_t i) const;
  std::uint32_t owner_of(std::uint32_t noun) const;

  const SentenceView& s_;
  const SentenceTree& tree_;
  const PredicateWords& words_;
  std::vector<Shape> shapes_;
};

}  // namespace stemma::claims
