// Two partitions of phrases compared, as the CoNLL-2012 scorer compares them (Pradhan et al. 2014,
// "Scoring coreference partitions of predicted mentions: a reference implementation").
//
//   CorefScore score;
//   score.add(gold_chains, predicted_chains);   // of one document; counts add up over documents
//   score.conll();                              // mean F1 of MUC, B3 and CEAF-e
//
// A chain of one phrase is no coreference: both sides leave singletons out. Phrases are tokens
// [first, end), right where both ends are.
//
// MUC counts links, B3 weighs each phrase by what its two chains share, CEAF-e aligns each chain
// with at most one (Kuhn-Munkres) and counts their likeness 2|K n R| / (|K| + |R|).
#pragma once

#include <vector>

#include "language/noun_phrases.h"

namespace stemma::eval {

using language::TokenSpan;
using PhraseChains = std::vector<std::vector<TokenSpan>>;

/// Precision and recall whose numerators need not be whole, nor the same.
struct Ratio {
  double precise = 0, predicted = 0, recalled = 0, gold = 0;

  double precision() const { return predicted == 0 ? 0 : precise / predicted; }
  double recall() const { return gold == 0 ? 0 : recalled / gold; }
  double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
  Ratio& operator+=(const Ratio& other);
};

struct CorefScore {
  Ratio mentions, muc, b_cubed, ceaf_e;

  /// REQUIRES: no phrase is twice on one side.
  void add(const PhraseChains& gold, const PhraseChains& predicted);
  CorefScore& operator+=(const CorefScore& other);
  double conll() const { return (muc.f1() + b_cubed.f1() + ceaf_e.f1()) / 3; }
};

/// The most that a one-to-one choice of cells adds up to. Rows may be more or fewer than columns;
/// no cell is below 0. (Kuhn 1955, Munkres 1957; cubic in the longer side.)
double best_assignment(const std::vector<std::vector<double>>& worth);

}  // namespace stemma::eval
