#include "lineage/candidate_reader.h"

#include <algorithm>
#include <optional>

#include "base/parallel.h"
#include "lineage/pair_features.h"
#include "lineage/tables.h"

namespace stemma::lineage {
namespace {

constexpr double kWordingWorth = 0.5;        // of the lighter sentence's mass, in the same terms
constexpr double kWorthKeeping = 0.2;        // base score below which context cannot help
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
  std::vector<std::vector<AlignedPair>> kept(blocks(candidates.size(), kCompareBlock));
  parallel_for(kept.size(), threads, [&](std::size_t block) {
    Comparer comparer(terms_);
    const std::size_t end = std::min(candidates.size(), (block + 1) * kCompareBlock);
    for (std::size_t i = block * kCompareBlock; i < end; ++i) {
      const Candidate c = candidates[i];
      if (i == block * kCompareBlock || candidates[i - 1].a != c.a) comparer.focus(c.a);
      AlignedPair p;
      p.pair = c;
      p.match = comparer.compare(c.b);
      const SentenceTerms& a = terms_.sentences[c.a];
      const SentenceTerms& b = terms_.sentences[c.b];
      // Texts that share wording share terms; the rest need not be read word by word.
      if (p.match.exact >= kWordingWorth * std::min(p.match.weight_a, p.match.weight_b)) {
        p.wording = compare_wording(a, b);
      }
      p.base = content_score(p.match, p.wording, std::min(a.words.size(), b.words.size()));
      if (p.base < kWorthKeeping) continue;
      p.kind = kind_of(p.wording);
      kept[block].push_back(p);
    }
  });
  std::vector<AlignedPair> pairs;
  for (std::vector<AlignedPair>& part : kept) {
    pairs.insert(pairs.end(), part.begin(), part.end());
    std::vector<AlignedPair>().swap(part);
  }
  return pairs;
}

std::vector<AlignedPair*> CandidateReader::look_up(std::span<AlignedPair> pairs) const {
  std::vector<AlignedPair*> open;
  std::optional<std::pair<ReportId, ReportId>> reports;
  std::span<const SentenceGrade> grades;  // of these two
  for (AlignedPair& p : pairs) {
    const SentenceTerms& a = terms_.sentences[p.pair.a];
    const SentenceTerms& b = terms_.sentences[p.pair.b];
    if (known_ != nullptr && reports != std::pair(a.report, b.report)) {
      reports = {a.report, b.report};
      const auto at = known_->find(*reports);
      grades = at == known_->end() ? std::span<const SentenceGrade>() : at->second;
    }
    const auto at = std::partition_point(grades.begin(), grades.end(), [&](const auto& g) {
      return std::pair(g.a, g.b) < std::pair(a.sentence, b.sentence);
    });
    if (at != grades.end() && at->a == a.sentence && at->b == b.sentence) {
      p.grade = at->grade;
    } else {
      open.push_back(&p);
    }
  }
  return open;
}

void CandidateReader::note(std::span<const AlignedPair> pairs) {
  if (made_ == nullptr) return;
  for (const AlignedPair& p : pairs) {
    const SentenceTerms& a = terms_.sentences[p.pair.a];
    const SentenceTerms& b = terms_.sentences[p.pair.b];
    (*made_)[{a.report, b.report}].push_back({a.sentence, b.sentence, static_cast<float>(p.grade)});
  }
  for (auto& [reports, grades] : *made_) std::sort(grades.begin(), grades.end());
}

void CandidateReader::grade(std::span<AlignedPair> pairs, unsigned threads) {
  const std::vector<AlignedPair*> open = look_up(pairs);
  std::vector<std::uint32_t> needed;
  for (const AlignedPair* p : open) needed.insert(needed.end(), {p->pair.a, p->pair.b});
  std::sort(needed.begin(), needed.end());
  needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
  std::erase_if(needed, [&](std::uint32_t s) { return profiles_[s] != nullptr; });
  parallel_for(blocks(needed.size(), kProfileBlock), threads, [&](std::size_t block) {
    Profiler profiler(tables_);
    const std::size_t end = std::min(needed.size(), (block + 1) * kProfileBlock);
    for (std::size_t i = block * kProfileBlock; i < end; ++i) {
      const SentenceTerms& terms = terms_.sentences[needed[i]];
      const std::size_t r = terms.report.index();
      const Sentence& sentence = analyses_[r].sentences[terms.sentence.index()];
      profiles_[needed[i]] = std::make_unique<const SentenceProfile>(
          profiler.profile(analyses_[r], groundings_[r], sentence.first_token, sentence.end_token));
    }
  });
  parallel_for(blocks(open.size(), kGradeBlock), threads, [&](std::size_t block) {
    PairReader reader(tables_.vectors);
    const std::size_t end = std::min(open.size(), (block + 1) * kGradeBlock);
    for (std::size_t i = block * kGradeBlock; i < end; ++i) {
      const Candidate c = open[i]->pair;
      open[i]->grade = tables_.similarity.grade(reader.read(*profiles_[c.a], *profiles_[c.b]));
    }
  });
  note(pairs);
}

}  // namespace stemma::lineage
