#include "collation/pairs.h"

#include <algorithm>

namespace stemma::collation {
namespace {

std::vector<std::uint32_t> context(const Batch& batch, const ClaimView& own,
                                   const ClaimView& other) {
  std::vector<std::uint32_t> sentences = own.sentences;
  if (own.claim->speaker) {
    const TokenSpan span = batch.tokens_in(own.report, own.claim->speaker->evidence);
    if (span.first < span.end) sentences.push_back(batch.report(own.report).sentence[span.first]);
  }
  for (const std::uint32_t s : other.sentences) {
    const auto aligned = batch.aligned(other.report, s, own.report);
    sentences.insert(sentences.end(), aligned.begin(), aligned.end());
  }
  std::sort(sentences.begin(), sentences.end());
  sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
  return sentences;
}

Pair make_pair(const Batch& batch, ClaimId a, ClaimId b, Kinship kinship) {
  const ClaimView& x = batch.claim(a);
  const ClaimView& y = batch.claim(b);
  Pair pair{
      batch, x, y, kinship, batch.similarity(x, y), context(batch, x, y), context(batch, y, x), {}};
  if (kinship != Kinship::kStrangers) pair.diffs = diff_sentences(batch, x, y);
  return pair;
}

}  // namespace

std::vector<Pair> choose_pairs(const Batch& batch, std::span<const ClaimId> reading) {
  std::vector<Pair> pairs;
  std::vector<ClaimId> lineages;  // the first claim of each lineage seen so far
  for (const ClaimId id : reading) {
    const ClaimView& claim = batch.claim(id);
    // Its best match in a report that it was made from.
    const ClaimView* parent = nullptr;
    double best = -1;
    for (const ClaimId other : reading) {
      const ClaimView& candidate = batch.claim(other);
      if (!batch.is_parent(candidate.report, claim.report)) continue;
      const double score = batch.similarity(candidate, claim);
      if (score > best) {
        best = score;
        parent = &candidate;
      }
    }
    if (parent != nullptr) {
      pairs.push_back(make_pair(batch, parent->claim->id, id, Kinship::kParentChild));
      continue;
    }
    const bool has_kin = std::any_of(lineages.begin(), lineages.end(), [&](ClaimId other) {
      return batch.same_lineage(batch.claim(other).report, claim.report);
    });
    if (has_kin) {
      // Its best match among what its relatives said before it.
      const ClaimView* sibling = nullptr;
      for (const ClaimId other : reading) {
        if (other == id) break;
        const ClaimView& candidate = batch.claim(other);
        if (candidate.report == claim.report || !batch.same_lineage(candidate.report, claim.report))
          continue;
        const double score = batch.similarity(candidate, claim);
        if (score > best) {
          best = score;
          sibling = &candidate;
        }
      }
      if (sibling != nullptr)
        pairs.push_back(make_pair(batch, sibling->claim->id, id, Kinship::kSiblings));
      continue;
    }
    if (!lineages.empty())
      pairs.push_back(make_pair(batch, lineages.front(), id, Kinship::kStrangers));
    lineages.push_back(id);
  }
  return pairs;
}

bool has_stem(const Batch& batch, ReportId report, std::span<const std::uint32_t> sentences,
              std::string_view stem) {
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t)
      if (batch.stem(report, t) == stem) return true;
  }
  return false;
}

}  // namespace stemma::collation
