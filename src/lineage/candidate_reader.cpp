#include "lineage/candidate_reader.h"

#include <algorithm>

#include "base/parallel.h"
#include "lineage/pair_features.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

constexpr double kWordingWorth = 0.5;  // of the lighter sentence's mass, in the same terms
constexpr std::size_t kBlock = 4096;   // pairs that a thread takes at a time

AlignmentKind kind_of(const Wording& wording) {
  if (wording.same) return AlignmentKind::kVerbatim;
  if (wording.shorter >= 0.7 && wording.longer >= 0.35) return AlignmentKind::kEdited;
  return AlignmentKind::kParaphrase;
}

std::size_t blocks(std::size_t count) { return (count + kBlock - 1) / kBlock; }

}  // namespace

std::vector<AlignedPair> CandidateReader::compare(std::span<const Candidate> candidates,
                                                  unsigned threads) const {
  std::vector<AlignedPair> pairs(candidates.size());
  parallel_for(blocks(candidates.size()), threads, [&](std::size_t block) {
    Comparer comparer(terms_);
    const std::size_t end = std::min(candidates.size(), (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) {
      const Candidate c = candidates[i];
      if (i == block * kBlock || candidates[i - 1].a != c.a) comparer.focus(c.a);
      AlignedPair& p = pairs[i];
      p.pair = c;
      p.match = comparer.compare(c.b);
      const SentenceTerms& a = terms_.sentences[c.a];
      const SentenceTerms& b = terms_.sentences[c.b];
      // Texts that share wording share terms; the rest need not be read word by word.
      if (p.match.exact >= kWordingWorth * std::min(p.match.weight_a, p.match.weight_b)) {
        p.wording = compare_wording(a, b);
      }
      p.base = content_score(p.match, p.wording, std::min(a.words.size(), b.words.size()));
      p.kind = kind_of(p.wording);
    }
  });
  return pairs;
}

void CandidateReader::grade(std::span<AlignedPair> pairs, unsigned threads) const {
  std::vector<char> needed(terms_.sentences.size(), 0);
  for (const AlignedPair& p : pairs) needed[p.pair.a] = needed[p.pair.b] = 1;
  std::vector<SentenceProfile> profiles(terms_.sentences.size());
  parallel_for(analyses_.size(), threads, [&](std::size_t r) {
    Profiler profiler(tables_);
    for (std::uint32_t s = terms_.first_sentence[r]; s < terms_.first_sentence[r + 1]; ++s) {
      if (needed[s] == 0) continue;
      const Sentence& sentence = analyses_[r].sentences[terms_.sentences[s].sentence.index()];
      profiles[s] =
          profiler.profile(analyses_[r], groundings_[r], sentence.first_token, sentence.end_token);
    }
  });
  parallel_for(blocks(pairs.size()), threads, [&](std::size_t block) {
    PairReader reader(tables_.vectors);
    const std::size_t end = std::min(pairs.size(), (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) {
      const Candidate c = pairs[i].pair;
      pairs[i].grade = tables_.similarity.grade(reader.read(profiles[c.a], profiles[c.b]));
    }
  });
}

}  // namespace stemma::lineage
