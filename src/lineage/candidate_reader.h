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
#include "lineage/grade_book.h"
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

  /// Grades that are known are not made again; all that are asked for are noted. Either may be
  /// null. REQUIRES: both live on.
  void use(const GradeBook* known, GradeBook* made) {
    known_ = known;
    made_ = made;
  }

  /// The pairs whose score from content alone leaves context something to help, in the order of the
  /// candidates.
  std::vector<AlignedPair> compare(std::span<const Candidate> candidates, unsigned threads) const;
  void grade(std::span<AlignedPair> pairs, unsigned threads);

 private:
  /// Sets the grades that are known; gives the other pairs.
  std::vector<AlignedPair*> look_up(std::span<AlignedPair> pairs) const;
  void note(std::span<const AlignedPair> pairs);

  const TermIndex& terms_;
  std::span<const Analysis> analyses_;
  std::span<const Grounding> groundings_;
  const Model::Tables& tables_;
  const GradeBook* known_ = nullptr;
  GradeBook* made_ = nullptr;
  std::vector<std::unique_ptr<const SentenceProfile>> profiles_;  // by sentence; some
};

}  // namespace stemma::lineage
