// Propositions of one sentence: its verbs, its copulas, and the nouns that tell of deeds, each with
// what fills its roles.
//
//   const std::vector<Proposition> found = propositions_of(sentence, tree, Grounded(grounding));
//
// Invariants: governing predicates come before those that hang from them; every proposition has at
// least one argument. Linear in the sentence.
#pragma once

#include <span>
#include <vector>

#include "claims/grounded.h"
#include "claims/tree.h"
#include "claims/view.h"
#include "stemma/proposition.h"

namespace stemma::claims {

std::vector<Proposition> propositions_of(const SentenceView& s, const SentenceTree& tree,
                                         const Grounded& grounded);

/// The propositions of a sentence, to be asked for by place.
class SentencePropositions {
 public:
  explicit SentencePropositions(std::vector<Proposition> found);

  /// Those whose predicate stands in one of the ranges, in the order of propositions_of(). Costs
  /// what it gives, and a search a range. REQUIRES: the ranges do not overlap.
  std::vector<Proposition> within(std::span<const ByteRange> ranges) const;
  /// The one whose words are those of a cue and that has another party than its agent; null if
  /// there is none.
  const Proposition* act(ByteRange cue) const;

 private:
  std::vector<Proposition> found_;
  std::vector<std::uint32_t> by_place_;
};

}  // namespace stemma::claims
