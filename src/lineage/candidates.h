// Pairs of sentences worth comparing: those of two reports that share rare terms.
//
//   for (const Candidate& c : find_candidates(terms, threads)) comparer...
//
// An inverted index over terms, without the terms that are common inside the reports that use them;
// so the work grows with the text and the number of reports, not with the square of the sentences.
// Sorted by (a, b), each pair once, report of a < report of b. The same on any number of threads.
#pragma once

#include <vector>

#include "lineage/terms.h"

namespace stemma::lineage {

struct Candidate {
  std::uint32_t a = 0;  // indices into TermIndex::sentences
  std::uint32_t b = 0;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

std::vector<Candidate> find_candidates(const TermIndex& terms, unsigned threads);

}  // namespace stemma::lineage
