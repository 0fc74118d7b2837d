#include "lineage/candidate_reader.h"

#include <algorithm>

#include "base/parallel.h"
#include "lineage/pair_features.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

constexpr double kWordingWorth = 0.5;        // of the lighter sentence's mass, in the same terms
constexpr std::size_t kCompareBlock = 4096;  // pairs that a thread takes at a time
constexpr std::size_t kGradeBlock = 256;
constexpr std::size_t kProfileBlock = 64;  // sentences, likewise

AlignmentKind kind_of(const Wording& wording) {
  if (wording.same) return AlignmentKind::kVerbatim;
  if (wording.shorter >= 0.7 && wording.longer >= 0.35) return AlignmentKind::kEdited;
  return AlignmentKind::kParaphrase;
}

std::size_t blocks(std::size_t count, std::size_t size) { return (count + size - 1) / size; }

}  // namespace

std::vector<AlignedPair> CandidateReader::compare(std::span<const Candidate> candidates,
                                                  unsigned threads) const {
  std::vector<AlignedPair> pairs(candidates.size());
  parallel_for(blocks(candidates.size(), kCompareBlock), threads, [&](std::size_t block) {
    Comparer comparer(terms_);
    const std::size_t end = std::min(candidates.size(), (block + 1) * kCompareBlock);
    for (std::size_t i = block * kCompareBlock; i < end; ++i) {
      const Candidate c = candidates[i];
      if (i == block * kCompareBlock || candidates[i - 1].a != c.a) comparer.focus(c.a);
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
  std::vector<std::uint32_t> needed;
  for (const AlignedPair& p : pairs) needed.insert(needed.end(), {p.pair.a, p.pair.b});
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  std::vector<SentenceProfile> profiles(needed.size());
  parallel_for(blocks(needed.size(), kProfileBlock), threads, [&](std::size_t block) {
    Profiler profiler(tables_);
    const std::size_t end = std::min(needed.size(), (block + 1) * kProfileBlock);
    for (std::size_t i = block * kProfileBlock; i < end; ++i) {
      const SentenceTerms& terms = terms_.sentences[needed[i]];
      const std::size_t r = terms.report.index();
      const Sentence& sentence = analyses_[r].sentences[terms.sentence.index()];
      profiles[i] =
          profiler.profile(analyses_[r], groundings_[r], sentence.first_token, sentence.end_token);
    }
  });
  const auto profile_of = [&](std::uint32_t sentence) -> const SentenceProfile& {
    const auto at = std::lower_bound(needed.begin(), needed.end(), sentence);
    return profiles[static_cast<std::size_t>(at - needed.begin())];
  };
  parallel_for(blocks(pairs.size(), kGradeBlock), threads, [&](std::size_t block) {
    PairReader reader(tables_.vectors);
    const std::size_t end = std::min(pairs.size(), (block + 1) * kGradeBlock);
    for (std::size_t i = block * kGradeBlock; i < end; ++i) {
      const Candidate c = pairs[i].pair;
      pairs[i].grade = tables_.similarity.grade(reader.read(profile_of(c.a), profile_of(c.b)));
    }
  });
}

}  // namespace stemma::lineage
