// What may have been done to one text to make another of it, and the signs beside the text, by
// kind; and what each costs.
//
//   Steps steps;
//   steps.add(Step::kMoved, 2);
//   if (prices.of(steps) < best) ...
//
// A price is about the negative logarithm of how often desks do it (in nats), so that the cheapest
// way through a family is the likeliest. Prices are data: lexicons/lineage_prices.tsv.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "stemma/result.h"

namespace stemma::lineage {

enum class Step : std::uint8_t {
  // Shared sentences.
  kReworded,       // whose words differ
  kWordAdded,      // each word that is new in them
  kWordSwapped,    // and takes another's place
  kClauseDropped,  // told clearly shorter
  kSaidAnew,       // told in wholly other words; then none of the four above
  kMoved,          // breaks in their order
  // Sentences of the child that the parent lacks. Short ones count for less than one.
  kPassage,        // runs of them
  kSentence,       // each of them
  kTakenPassage,   // runs that a second parent has
  kTakenSentence,  // each of those
  kMostlyOwn,      // by how much more of a text is its own than its parents', as a share of it
  kTold,           // words told to a newsroom that is neither the child's nor the parent's
  // Sentences of the parent that the child lacks.
  kCut,       // runs of them inside the text
  kCutMore,   // each further one of a run
  kTail,      // the text's end is cut
  kTailMore,  // each sentence of it
  // Beside the text.
  kCredited,      // the child credits the parent's newsroom
  kOtherCredit,   // or one that the parent neither is nor credits
  kCreditsBack,   // the parent credits the child's newsroom
  kSameNewsroom,  // a desk updates its own text
  kLater,         // the parent bears a later time of the same day
  kLaterDay,      // or a later day
  // Of a whole forest (forest.h).
  kAgain,       // each time but the first that a sentence which several have is written anew
  kWordsAgain,  // logarithm of how often several found the same words for a sentence by themselves
  kPopular,     // logarithm of 1 + the parent's other children
  // In place of a parent.
  kNoParent,   // a text that has kin, and none of them as parent
  kLost,       // a source that nobody supplied, beside that
  kStrangers,  // each of its children, but one, that have nothing in common with one another
  kNamed,      // two of its children name a newsroom that no report of the tree is by
};
inline constexpr std::size_t kSteps = static_cast<std::size_t>(Step::kNamed) + 1;

class Steps {
 public:
  void add(Step step, double count = 1) { count_[static_cast<std::size_t>(step)] += count; }
  void add(const Steps& more) {
    for (std::size_t i = 0; i < kSteps; ++i) count_[i] += more.count_[i];
  }
  void scale(Step step, double by) { count_[static_cast<std::size_t>(step)] *= by; }
  double operator[](Step step) const { return count_[static_cast<std::size_t>(step)]; }

 private:
  std::array<double, kSteps> count_{};
};

class StepPrices {
 public:
  /// From lexicons/lineage_prices.tsv, which names steps as "word_added". kMalformed if a step is
  /// missing or unknown.
  static Result<StepPrices> load();

  double operator[](Step step) const { return price_[static_cast<std::size_t>(step)]; }
  double of(const Steps& steps) const {
    double sum = 0;
    for (std::size_t i = 0; i < kSteps; ++i) sum += price_[i] * steps[static_cast<Step>(i)];
    return sum;
  }

 private:
  std::array<double, kSteps> price_{};
};

}  // namespace stemma::lineage
