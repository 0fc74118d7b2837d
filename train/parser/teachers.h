// Networks whose mean is taught to another one, on sentences that nobody has annotated
// (distillation; Hinton, Vinyals and Dean 2015; for parsers, Kuncoro et al., *Distilling an
// Ensemble of Greedy Dependency Parsers into One MST Parser*, EMNLP 2016).
//
//   const Teachers teachers = need(Teachers::load(checkpoints, vectors));
//   teachers.annotate(sentences, vocabulary);
#pragma once

#include <string>
#include <vector>

#include "checkpoint.h"

namespace stemma::train {

class Teachers {
 public:
  static Result<Teachers> load(const std::vector<std::string>& checkpoints, const Vectors& vectors);

  /// Gives each task that a sentence has no targets for the mean of the teachers' probabilities,
  /// but for outcomes that are less likely than one in fifty. Outcomes go by name; one that
  /// `vocabulary` lacks is left out. Relations are those of the likeliest head.
  void annotate(std::vector<Sentence>& sentences, const Vocabulary& vocabulary) const;

 private:
  Teachers(std::vector<Checkpoint> networks, const Vectors& vectors)
      : networks_(std::move(networks)), vectors_(&vectors) {}

  std::vector<Checkpoint> networks_;
  const Vectors* vectors_;
};

}  // namespace stemma::train
