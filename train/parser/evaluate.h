// Scores on held-back sentences, with given words: the trainer's own quick look. The published
// figures come from `stemma eval parse`.
#pragma once

#include <string>

#include "network.h"
#include "teachers.h"

namespace stemma::train {

struct Accuracy {
  double upos = 0, xpos = 0, uas = 0, las = 0;
};

/// Heads are the best of each word, not made a tree; relations are compared without subtypes.
Accuracy score_trees(const Network& network, const Vocabulary& vocabulary, const Vectors& vectors,
                     const std::vector<Sentence>& sentences);

/// The same of the teachers' mean.
Accuracy score_teachers(const Teachers& teachers, const Vocabulary& vocabulary,
                        const std::vector<Sentence>& sentences);

/// Exact spans and types, over PER, ORG, LOC and MISC.
double score_entities(const Network& network, const Vocabulary& vocabulary, const Vectors& vectors,
                      const std::vector<Sentence>& sentences);

}  // namespace stemma::train
