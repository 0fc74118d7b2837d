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

#include <cstdint>
#include <span>
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

  /// Sentences of a stretch x all sentences. Where all are of one story one pair in forty is a
  /// candidate.
  static constexpr std::size_t kPairsOfStretch = std::size_t{8} << 20U;

  /// All reports, in stretches of which each has some hundred thousand candidates at most.
  std::vector<ReportRange> stretches(std::size_t most_pairs = kPairsOfStretch) const;
  std::vector<Candidate> find(ReportRange range, unsigned threads) const;

 private:
  struct Posting {
    std::uint32_t sentence;
    float weight;
  };
  using Postings = std::vector<std::vector<Posting>>;  // by term, ascending
  class Search;

  /// The reports' sentences by term. REQUIRES: the reports ascend.
  Postings post(std::span<const std::uint32_t> reports) const;

  const TermIndex& terms_;
  const Relatives& relatives_;
  std::vector<bool> common_;  // by term
  Postings all_;              // empty unless all reports are relatives
};

}  // namespace stemma::lineage
