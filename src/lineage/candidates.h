// Pairs of sentences worth comparing: those of two reports that share rare terms.
//
//   const CandidateFinder finder(terms, relatives);
//   for (const ReportRange& range : finder.stretches()) {
//     for (const Candidate& c : finder.find(range, threads)) comparer...
//   }
//
// An inverted index over terms, without the terms that are common inside the reports that use them;
// so the work grows with the text and the number of reports, not with the square of the sentences.
// Of a large batch there are very many candidates, so they come by stretches of reports: find()
// gives those whose first report lies in the range, sorted by (a, b), each pair once, report of a <
// report of b. The same on any number of threads.
// Threads: find() may be called at once.
#pragma once

#include <vector>

#include "lineage/relatives.h"
#include "lineage/terms.h"

namespace stemma::lineage {

struct Candidate {
  std::uint32_t a = 0;  // indices into TermIndex::sentences
  std::uint32_t b = 0;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

/// Reports [begin, end).
struct ReportRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class CandidateFinder {
 public:
  /// Only reports that are `relatives` have candidates. REQUIRES: both live on.
  CandidateFinder(const TermIndex& terms, const Relatives& relatives);

  /// All reports, in stretches of which each has some hundred thousand candidates at most.
  std::vector<ReportRange> stretches() const;
  std::vector<Candidate> find(ReportRange range, unsigned threads) const;

 private:
  struct Posting {
    std::uint32_t sentence;
    float weight;
  };
  using Postings = std::vector<std::vector<Posting>>;  // by term, ascending
  class Search;

  /// The sentences of the range by term.
  Postings post(ReportRange range) const;

  const TermIndex& terms_;
  const Relatives& relatives_;
  std::vector<bool> common_;  // by term
  Postings all_;
};

}  // namespace stemma::lineage
