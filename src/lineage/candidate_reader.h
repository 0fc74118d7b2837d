// Candidates looked at closely: what two sentences of a batch share, and how alike the model finds
// them.
//
//   const CandidateReader reader(terms, analyses, groundings, tables);
//   std::vector<AlignedPair> pairs = reader.compare(candidates, threads);
//   reader.grade(pairs, threads);     // sets AlignedPair::grade
//
// compare() is cheap and is for all candidates; it keeps those that have anything in common.
// grade() costs some twenty times as much a pair and is for those that compare() leaves in doubt.
// Profiles are made for the sentences of those pairs alone, once, and kept. Same result on any
// number of threads.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "lineage/align.h"
#include "lineage/profile.h"

namespace stemma::lineage {

class CandidateReader {
 public:
  /// All must outlive the reader, and terms be those of the analyses.
  CandidateReader(const TermIndex& terms, std::span<const Analysis> analyses,
                  std::span<const Grounding> groundings, const Model::Tables& tables)
      : terms_(terms),
        analyses_(analyses),
        groundings_(groundings),
        tables_(tables),
        profiles_(terms.sentences.size()) {}

  /// The pairs whose score from content alone leaves context something to help, in the order of the
  /// candidates.
  std::vector<AlignedPair> compare(std::span<const Candidate> candidates, unsigned threads) const;
  void grade(std::span<AlignedPair> pairs, unsigned threads);

 private:
  const TermIndex& terms_;
  std::span<const Analysis> analyses_;
  std::span<const Grounding> groundings_;
  const Model::Tables& tables_;
  std::vector<std::unique_ptr<const SentenceProfile>> profiles_;  // by sentence; some
};

}  // namespace stemma::lineage
