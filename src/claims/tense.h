// When a predicate is, and whether it is denied, as its verb group and the verb above it tell.
//
//   "has not shelled"        happened, not
//   "vowed to shell"         announced, shown by "vowed"
//   "failed to shell"        not, shown by "failed"
//   "if it shells"           hypothetical, shown by "if"
//
// Cost: the word's children and a few heads above it.
#pragma once

#include "claims/subjects.h"

namespace stemma::claims {

struct TenseFound {
  Tense tense = Tense::kUnknown;
  std::optional<ByteRange> evidence;
};

/// Of a verb, or of the attribute of a copula.
TenseFound tense_of(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words,
                    std::uint32_t predicate);

/// The word that negates the predicate: "not", "never", the "no" of its subject or object, the
/// "failed" of "failed to". Absent: nothing does.
std::optional<ByteRange> negation_of(const SentenceView& s, const SentenceTree& tree,
                                     const PredicateWords& words, std::uint32_t predicate);

}  // namespace stemma::claims
