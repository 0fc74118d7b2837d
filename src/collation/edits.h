// Two aligned sentences word by word: what they share in order, and what stands between. Where
// nearly all is the same, the few words that differ stand in one place, and that place says what
// kind of change they are.
//
//   for (const SentenceDiff& d : pair.diffs)
//     for (const Edit& e : d.edits) ...   // {"some", ""}: "some analysts" -> "analysts"
//
// Words are the same by their stems. Shared words of content weigh more than others, so that the
// places do not begin and end at every "the". Cost: words of the one times words of the other
// between what both begin and end with.
#pragma once

#include <vector>

#include "collation/batch.h"

namespace stemma::collation {

/// Tokens that stand at the same place of two sentences; one side may be empty.
struct Edit {
  TokenSpan a;
  TokenSpan b;
};

struct SentenceDiff {
  std::uint32_t sentence_a = 0;
  std::uint32_t sentence_b = 0;
  std::vector<Edit> edits;             // in the order of a
  std::vector<std::uint32_t> partner;  // of each token of a's sentence: a token of b's, or kNone
  double common = 0;                   // share of the words of both that are shared, 0..1

  /// The partner of a token of a's report. REQUIRES: it stands in sentence_a.
  std::uint32_t partner_of(const Batch& batch, ReportId a, std::uint32_t token) const {
    return partner[token - batch.tokens_of_sentence(a, sentence_a).first];
  }
};

/// For each sentence of the one claim that lineage aligned with one of the other's, and that shares
/// most of its words with it.
std::vector<SentenceDiff> diff_sentences(const Batch& batch, const ClaimView& a,
                                         const ClaimView& b);

}  // namespace stemma::collation
