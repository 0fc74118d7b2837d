// The words of a noun phrase, by its head.
//
//   const NounPhrases phrases(analysis);
//   phrases.around(head)         // "in [the port that burned] and the mill"
//   phrases.coordination(head)   // "in [the port that burned and the mill]"
//
// A phrase is what hangs on its head in the parse, without what ties it to the rest of the sentence
// (prepositions, conjunctions, marks at its edges), without what is said of it as a predicate
// ("[the mayor] of 2019 she was") and, but for a coordination, without conjuncts. It is what
// annotators of coreference mark (OntoNotes, OntoGUM).
//
// Invariant: first <= head < end, all in one sentence. Built in time linear in the tokens; holds no
// view of the analysis.
#pragma once

#include <cstdint>
#include <vector>

#include "stemma/analysis.h"

namespace stemma::language {

/// Tokens [first, end) of an Analysis.
struct TokenSpan {
  std::uint32_t first = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const TokenSpan&, const TokenSpan&) = default;
};

class NounPhrases {
 public:
  explicit NounPhrases(const Analysis& analysis);

  /// The phrase whose head is a token.
  TokenSpan around(std::uint32_t head) const { return around_[head]; }
  /// The phrase with its conjuncts; the same as around() where it has none.
  TokenSpan coordination(std::uint32_t head) const { return coordination_[head]; }

 private:
  std::vector<TokenSpan> around_;
  std::vector<TokenSpan> coordination_;
};

}  // namespace stemma::language
