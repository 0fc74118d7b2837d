// The words of the noun phrases of a sentence, by their heads.
//
//   const NounPhrases phrases(analysis, sentence);
//   phrases.around(head)         // "in [the port that burned] and the mill"
//   phrases.coordination(head)   // "in [the port that burned and the mill]"
//
// A phrase is what hangs on its head in the parse, without what ties it to the rest of the sentence
// (prepositions, conjunctions, marks at its edges), without what is said of it as a predicate
// ("[the mayor] of 2019 she was") and, but for a coordination, without conjuncts. It is what
// annotators of coreference mark (OntoNotes, OntoGUM).
//
// Invariant: first <= head < end, all in the sentence. Built in time linear in its tokens; holds no
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
  NounPhrases(const Analysis& analysis, const Sentence& sentence);

  /// The phrase whose head is a token of the sentence.
  TokenSpan around(std::uint32_t head) const { return spans_[head - first_].around; }
  /// The phrase with its conjuncts; the same as around() where it has none.
  TokenSpan coordination(std::uint32_t head) const { return spans_[head - first_].coordination; }

 private:
  struct Spans {
    TokenSpan around;
    TokenSpan coordination;
  };
  std::uint32_t first_;
  std::vector<Spans> spans_;  // by token of the sentence
};

}  // namespace stemma::language
