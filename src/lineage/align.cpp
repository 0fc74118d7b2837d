#include "lineage/align.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "lineage/candidate_reader.h"

namespace stemma::lineage {
namespace {

constexpr double kAccept = 0.44;    // score from which a pair counts as aligned
constexpr double kStrong = 0.55;    // base score from which a pair speaks for its neighbours
constexpr double kSupport = 0.12;   // what a strong neighbour adds
constexpr double kReuse = 0.06;     // what a report that is plainly worked over adds
constexpr double kRival = 0.72;     // of the best score of either sentence
constexpr double kNews = 0.3;       // of the shared mass that better pairs do not share
constexpr std::uint32_t kNear = 2;  // sentences

// Pairs that are not close.
constexpr double kContextWorth = 0.5;
constexpr double kGradeWorth = 0.1;     // what a step of the model's grade adds
constexpr double kAlike = 0.48;         // sum from which such a pair is aligned
constexpr double kWorthGrading = 0.3;   // without the grade; few pairs below it would come so far
constexpr double kMostDoubtful = 8;     // pairs graded of two reports, and ...
constexpr double kMoreDoubtful = 0.25;  // ... this many more a sentence of the shorter one
constexpr double kAlikeRival = 0.6;     // of the best score of either sentence
constexpr double kOneHappening = 0.1;   // close pairs it takes, a sentence of the shorter report

double promise(const AlignedPair& p) { return p.base + kContextWorth * (p.score - p.base); }

std::uint32_t distance(std::uint32_t x, std::uint32_t y) { return x < y ? y - x : x - y; }

/// The pairs of one pair of reports, [begin, end) of all, sorted by (a, b).
class ReportPair {
 public:
  ReportPair(const TermIndex& terms, std::span<AlignedPair> pairs) : terms_(terms), pairs_(pairs) {}

  void score() {
    const double reuse = kReuse * reuse_share();
    for (AlignedPair& p : pairs_) {
      p.score = std::min(1.0, p.base + kSupport * support(p) + reuse);
      for (const std::uint32_t s : {p.pair.a, p.pair.b}) best_[s] = std::max(best_[s], p.score);
    }
  }

  /// Keeps the pairs that are good, nearly as good as the best one of either sentence, and not
  /// explained away: a pair whose shared words better pairs of both sentences already share says
  /// nothing new.
  std::vector<AlignedPair> close(Comparer& comparer) {
    std::vector<const AlignedPair*> good;
    for (const AlignedPair& p : pairs_) {
      if (p.score >= kAccept && p.score >= kRival * rival(p)) good.push_back(&p);
    }
    // By position within the two reports where scores tie, so that ids do not matter.
    std::stable_sort(good.begin(), good.end(), [](const AlignedPair* x, const AlignedPair* y) {
      return std::round(x->score * 1e6) > std::round(y->score * 1e6);
    });
    std::map<std::uint32_t, std::vector<float>> carried;  // by sentence, by unit
    std::vector<AlignedPair> kept;
    for (const AlignedPair* p : good) {
      settled_.insert(p->pair);
      comparer.focus(p->pair.a);
      comparer.compare(p->pair.b);
      const double gain = add(carried[p->pair.a], p->pair.a, comparer.carried_a()) +
                          add(carried[p->pair.b], p->pair.b, comparer.carried_b());
      if (gain < kNews * 2 * p->match.shared) continue;
      kept.push_back(*p);
      kept.back().close = true;
    }
    return kept;
  }

  /// The pairs that are not close, but worth a grade: where the reports have enough close pairs to
  /// be of one happening, and not much worse than the best one of either sentence.
  std::vector<AlignedPair> doubtful(std::span<const AlignedPair> close) const {
    std::vector<AlignedPair> pairs;
    if (static_cast<double>(close.size()) < kOneHappening * shorter_size()) return pairs;
    for (const AlignedPair& p : pairs_) {
      if (promise(p) < kWorthGrading || p.score < kAlikeRival * rival(p)) continue;
      if (!settled_.contains(p.pair)) pairs.push_back(p);
    }
    const auto most = static_cast<std::size_t>(kMostDoubtful + kMoreDoubtful * shorter_size());
    if (pairs.size() <= most) return pairs;
    std::stable_sort(pairs.begin(), pairs.end(), [](const AlignedPair& x, const AlignedPair& y) {
      return std::round(promise(x) * 1e6) > std::round(promise(y) * 1e6);
    });
    pairs.resize(most);
    return pairs;
  }

 private:
  /// The best score of either sentence.
  double rival(const AlignedPair& p) const {
    return std::max(best_.at(p.pair.a), best_.at(p.pair.b));
  }

  double size_of(std::uint32_t sentence) const {
    return static_cast<double>(terms_.of(terms_.sentences[sentence].report).size());
  }

  /// Sentences of the shorter of the two reports.
  double shorter_size() const {
    return std::min(size_of(pairs_[0].pair.a), size_of(pairs_[0].pair.b));
  }

  /// Marks what a pair carries of one of its sentences; gives the mass that nothing carried before.
  double add(std::vector<float>& carried, std::uint32_t sentence,
             std::span<const float> now) const {
    const std::vector<Unit>& units = terms_.sentences[sentence].units;
    carried.resize(units.size(), 0);
    double gain = 0;
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (now[u] <= carried[u]) continue;
      gain += units[u].weight * (now[u] - carried[u]);
      carried[u] = now[u];
    }
    return gain;
  }

  /// How much of the shorter report has a strong partner, 0..1.
  double reuse_share() const {
    std::vector<std::uint32_t> a;
    std::vector<std::uint32_t> b;
    for (const AlignedPair& p : pairs_) {
      if (p.base < kStrong) continue;
      a.push_back(p.pair.a);
      b.push_back(p.pair.b);
    }
    const auto distinct = [](std::vector<std::uint32_t>& v) {
      std::sort(v.begin(), v.end());
      return static_cast<double>(std::unique(v.begin(), v.end()) - v.begin());
    };
    if (a.empty()) return 0;
    const double na = size_of(a[0]);
    const double nb = size_of(b[0]);
    const double share = na <= nb ? distinct(a) / na : distinct(b) / nb;
    return std::min(1.0, 2 * share);
  }

  /// The best base score of a strong pair close to p in both reports, or 0.
  double support(const AlignedPair& p) const {
    double best = 0;
    const auto from =
        std::lower_bound(pairs_.begin(), pairs_.end(), p.pair.a < kNear ? 0 : p.pair.a - kNear,
                         [](const AlignedPair& x, std::uint32_t a) { return x.pair.a < a; });
    for (auto q = from; q != pairs_.end() && q->pair.a <= p.pair.a + kNear; ++q) {
      if (q->pair == p.pair || q->base < kStrong) continue;
      if (distance(q->pair.b, p.pair.b) <= kNear) best = std::max(best, q->base);
    }
    return best;
  }

  const TermIndex& terms_;
  std::span<AlignedPair> pairs_;
  std::map<std::uint32_t, double> best_;  // by sentence
  std::set<Candidate> settled_;           // kept as close, or explained away
};

}  // namespace

double content_score(const Match& match, const Wording& wording, std::size_t shorter_words) {
  const bool a_shorter = match.weight_a <= match.weight_b;
  const double small = a_shorter ? match.cover_a : match.cover_b;
  const double large = a_shorter ? match.cover_b : match.cover_a;
  const double f = small + large > 0 ? 2 * small * large / (small + large) : 0;
  const double content = 0.5 * f + 0.5 * small;
  double score = content * (1 - std::exp(-match.shared / 0.8));
  if (wording.same && shorter_words >= 3) score = std::max(score, 0.9);
  if (shorter_words >= 6 && wording.shorter >= 0.8) score = std::max(score, 0.6 * wording.shorter);
  return score;
}

std::vector<AlignedPair> align(const TermIndex& terms, const CandidateFinder& finder,
                               CandidateReader& reader, unsigned threads) {
  const auto reports = [&](const AlignedPair& p) {
    return std::pair(terms.sentences[p.pair.a].report, terms.sentences[p.pair.b].report);
  };
  const auto by_reports = [&](const AlignedPair& x, const AlignedPair& y) {
    return std::tuple(reports(x), x.pair) < std::tuple(reports(y), y.pair);
  };
  std::vector<AlignedPair> out;
  Comparer comparer(terms);
  // A stretch has all candidates of its reports with those that follow, so nothing of it need be
  // kept for the next but what is aligned.
  for (const ReportRange& stretch : finder.stretches()) {
    std::vector<AlignedPair> all = reader.compare(finder.find(stretch, threads), threads);
    // Candidates are sorted by sentence; bring those of one pair of reports together.
    std::stable_sort(all.begin(), all.end(), by_reports);
    const auto first = static_cast<std::ptrdiff_t>(out.size());
    std::vector<AlignedPair> doubtful;
    for (std::size_t begin = 0; begin < all.size();) {
      std::size_t end = begin;
      while (end < all.size() && reports(all[end]) == reports(all[begin])) ++end;
      ReportPair pair(terms, std::span(all).subspan(begin, end - begin));
      pair.score();
      const auto close = pair.close(comparer);
      const auto more = pair.doubtful(close);
      out.insert(out.end(), close.begin(), close.end());
      doubtful.insert(doubtful.end(), more.begin(), more.end());
      begin = end;
    }
    std::vector<AlignedPair>().swap(all);
    reader.grade(doubtful, threads);
    std::copy_if(doubtful.begin(), doubtful.end(), std::back_inserter(out),
                 [](const AlignedPair& p) { return promise(p) + kGradeWorth * p.grade >= kAlike; });
    std::sort(out.begin() + first, out.end(), by_reports);
  }
  return out;
}

}  // namespace stemma::lineage
