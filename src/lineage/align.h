// Sentences of two reports that tell the same thing.
//
//   std::vector<AlignedPair> pairs = align(terms, finder, reader, threads);
//
// Each candidate gets a score from the content that the two share (similarity.h); then neighbours
// speak for one another (a sentence between two aligned ones is likelier to be aligned, and a
// report that plainly works over another makes every doubtful pair likelier), and pairs that are
// much worse than the best one of either sentence drop out. A sentence may stay with several: that
// is how splits and merges show. Such pairs are close: they speak for a common source. Pairs that
// fall short of it but that the similarity model grades well tell the same in other words or in
// part; they are aligned too, and say nothing of who copied whom. Sorted by (a, b); the same on any
// number of threads.
#pragma once

#include <span>
#include <vector>

#include "lineage/candidates.h"
#include "lineage/similarity.h"
#include "lineage/terms.h"
#include "stemma/lineage.h"

namespace stemma::lineage {

class CandidateReader;

struct AlignedPair {
  Candidate pair;
  Match match;
  Wording wording;
  double base = 0;   // from content alone
  double score = 0;  // with context
  double grade = 0;  // by the similarity model, 0..5
  bool close = false;
  AlignmentKind kind = AlignmentKind::kParaphrase;
};

/// The score from content alone, 0..1.
double content_score(const Match& match, const Wording& wording, std::size_t shorter_words);

std::vector<AlignedPair> align(const TermIndex& terms, const CandidateFinder& finder,
                               CandidateReader& reader, unsigned threads);

}  // namespace stemma::lineage
