// How much of one sentence's content another one carries.
//
//   Comparer comparer(terms);
//   comparer.focus(a);
//   Match m = comparer.compare(b);   // m.cover_a, m.cover_b: 0..1
//
// Soft weighted containment: each unit of one sentence counts with the best unit of the other that
// may stand for it (the same term 1, kin less), weighted; in the way of Mihalcea, Corley and
// Strapparava (2006). Cost is linear in the two sentences.
// Threads: one Comparer a thread.
#pragma once

#include <span>
#include <vector>

#include "lineage/terms.h"

namespace stemma::lineage {

struct Match {
  double cover_a = 0;  // share of a's mass that b carries
  double cover_b = 0;
  double shared = 0;     // mass carried, the mean of both sides
  double own_words = 0;  // the part of `shared` outside quotation marks in both
  double exact = 0;      // the part of `shared` carried by the very same terms
  double weight_a = 0;   // a's mass
  double weight_b = 0;
};

class Comparer {
 public:
  explicit Comparer(const TermIndex& terms);

  /// Sets the first sentence. REQUIRES: an index into terms.sentences.
  void focus(std::uint32_t a);
  /// Compares it with another. REQUIRES: focus() was called.
  Match compare(std::uint32_t b);

  /// After compare(): how far each unit of the one and of the other is carried, 0..1.
  std::span<const float> carried_a() const { return best_; }
  std::span<const float> carried_b() const { return best_b_; }

 private:
  struct Reach {
    std::uint32_t unit;  // of a
    float similarity;
  };
  const TermIndex& terms_;
  std::uint32_t a_ = 0;
  // Few terms reach a unit of a, and all of b are looked up: those few stand together.
  std::vector<std::uint32_t> list_of_;     // by term: one more than its place in lists_, or 0
  std::vector<std::vector<Reach>> lists_;  // the units of a that a term may stand for
  std::vector<TermId> touched_;            // the terms of the lists in use
  std::vector<float> best_;                // by unit of a
  std::vector<float> best_b_;              // by unit of b
  std::vector<float> best_plain_;          // likewise, outside quotation marks in both
};

/// How much of the wording two sentences share: 1 for the same words in the same order. `shorter`
/// and `longer` give the share of each sentence's words in their longest common subsequence.
struct Wording {
  bool same = false;
  double shorter = 0;
  double longer = 0;
};
Wording compare_wording(const SentenceTerms& a, const SentenceTerms& b);

}  // namespace stemma::lineage
