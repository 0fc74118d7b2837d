#include "collation/readings.h"

#include <algorithm>
#include <tuple>

#include "base/disjoint_sets.h"

namespace stemma::collation {
namespace {

// How alike contents must be, as Batch::similarity has it.
constexpr double kAlike = 0.34;          // one of several claims of an aligned pair of sentences
constexpr double kAlikeAlone = 0.10;     // the only claims of theirs: lineage has vouched for them
constexpr double kVouched = 0.5;         // of the score of two sentences with one claim each
constexpr double kAlikeMembers = 0.20;   // any two members of a group, sampled
constexpr double kAlikeRepeat = 0.60;    // two claims of one report
constexpr double kAlikePart = 0.20;      // a sentence that another text merged into one of its own
constexpr std::size_t kSample = 8;       // members looked at when groups join
constexpr std::size_t kMostClaims = 64;  // of one sentence; more is no prose

struct Match {
  double score;
  ClaimId a;
  ClaimId b;
};

// The best one-to-one matches between the claims of two aligned sentences.
void match_sentences(const Batch& batch, const Alignment& alignment, std::vector<Match>& out) {
  auto as = batch.claims_in(alignment.a.report, alignment.sentence_a.value);
  auto bs = batch.claims_in(alignment.b.report, alignment.sentence_b.value);
  as = as.first(std::min(as.size(), kMostClaims));
  bs = bs.first(std::min(bs.size(), kMostClaims));
  const bool alone = alignment.close && as.size() == 1 && bs.size() == 1;
  const double needed = alone ? kAlikeAlone : kAlike;
  std::vector<Match> matches;
  for (const ClaimId a : as)
    for (const ClaimId b : bs) {
      double score = batch.similarity(batch.claim(a), batch.claim(b));
      // "A praised B" and "B praised A": contents without a word in common, and yet the same
      // sentence with its parties exchanged.
      if (alone) score = std::max(score, kVouched * alignment.score);
      if (score >= needed) matches.push_back({score, a, b});
    }
  std::sort(matches.begin(), matches.end(), [](const Match& x, const Match& y) {
    return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
  });
  std::vector<ClaimId> taken;
  const auto free = [&](ClaimId id) {
    return std::find(taken.begin(), taken.end(), id) == taken.end();
  };
  for (const Match& match : matches) {
    if (!free(match.a) || !free(match.b)) continue;
    taken.push_back(match.a);
    taken.push_back(match.b);
    out.push_back(match);
  }
}

// Claims that are all of their sentence, where lineage aligned that sentence: the other text may
// have merged it into a sentence whose claim has met another one.
void match_parts(const Batch& batch, const Alignment& alignment, std::vector<Match>& out) {
  if (!alignment.close) return;
  const auto as = batch.claims_in(alignment.a.report, alignment.sentence_a.value);
  const auto bs = batch.claims_in(alignment.b.report, alignment.sentence_b.value);
  if (as.size() != 1 || bs.size() != 1) return;
  const double score = batch.similarity(batch.claim(as[0]), batch.claim(bs[0]));
  if (score >= kAlikePart) out.push_back({score, as[0], bs[0]});
}

void best_first(std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& x, const Match& y) {
    return std::tuple(-x.score, x.a, x.b) < std::tuple(-y.score, y.a, y.b);
  });
}

class Groups {
 public:
  explicit Groups(const Batch& batch)
      : batch_(batch), same_(batch.claims().size()), members_(batch.claims().size()) {
    for (std::uint32_t c = 0; c < members_.size(); ++c) members_[c] = {ClaimId{c}};
  }

  void join(const Match& match) {
    const std::uint32_t x = same_.root(match.a.value);
    const std::uint32_t y = same_.root(match.b.value);
    if (x != y && may_join(members_[x], members_[y])) unite(x, y);
  }

  /// Joins a claim that no group took to the group of the sentence that it was merged into or split
  /// from, even beside other claims of its report.
  void join_part(const Match& match) {
    const std::uint32_t x = same_.root(match.a.value);
    const std::uint32_t y = same_.root(match.b.value);
    if (x != y && (members_[x].size() == 1) != (members_[y].size() == 1)) unite(x, y);
  }

  std::vector<std::vector<ClaimId>> take() {
    std::vector<std::vector<ClaimId>> groups;
    for (auto& group : members_) {
      if (group.empty()) continue;
      std::sort(group.begin(), group.end());
      groups.push_back(std::move(group));
    }
    std::sort(groups.begin(), groups.end());
    return groups;
  }

 private:
  void unite(std::uint32_t x, std::uint32_t y) {
    same_.join(x, y);
    if (members_[x].size() < members_[y].size()) std::swap(members_[x], members_[y]);
    members_[x].insert(members_[x].end(), members_[y].begin(), members_[y].end());
    members_[y].clear();
    std::swap(members_[same_.root(x)], members_[x]);
  }

  bool may_join(const std::vector<ClaimId>& x, const std::vector<ClaimId>& y) const {
    if (x.size() == 1 && y.size() == 1) return true;  // the match itself has said so
    std::size_t alike = 0;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < std::min(x.size(), kSample); ++i)
      for (std::size_t j = 0; j < std::min(y.size(), kSample); ++j) {
        const ClaimView& a = batch_.claim(x[i]);
        const ClaimView& b = batch_.claim(y[j]);
        const double score = batch_.similarity(a, b);
        if (a.report == b.report && score < kAlikeRepeat) return false;
        ++seen;
        if (score >= kAlikeMembers) ++alike;
      }
    return 2 * alike >= seen;
  }

  const Batch& batch_;
  DisjointSets same_;
  std::vector<std::vector<ClaimId>> members_;
};

}  // namespace

std::vector<std::vector<ClaimId>> group_claims(const Batch& batch) {
  std::vector<Match> matches;
  std::vector<Match> parts;
  for (const Alignment& alignment : batch.input().lineage.alignments) {
    match_sentences(batch, alignment, matches);
    match_parts(batch, alignment, parts);
  }
  best_first(matches);
  best_first(parts);
  Groups groups(batch);
  for (const Match& match : matches) groups.join(match);
  for (const Match& match : parts) groups.join_part(match);
  return groups.take();
}

}  // namespace stemma::collation
