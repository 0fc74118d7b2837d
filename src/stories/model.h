// What stories are found with: words that carry no content, how common others are, and the judge of
// pairs. Threads: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "stemma/result.h"
#include "stories/pair_model.h"

namespace stemma::stories {

class Model {
 public:
  static Result<Model> load();
  /// With another judge than the one that is built in: what its trainer does.
  static Result<Model> load(PairModel pairs);

  bool stops(const std::string& word) const { return stop_words_.contains(word); }
  /// Part of the reports in general that have the word; small and not 0 where it is not known.
  double share(std::uint32_t key) const;
  const PairModel& pairs() const { return pairs_; }

 private:
  std::unordered_set<std::string> stop_words_;
  std::unordered_map<std::uint32_t, float> shares_;
  PairModel pairs_;
};

}  // namespace stemma::stories
