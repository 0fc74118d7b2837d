#include "lineage/relation.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace stemma::lineage {
namespace {

// Two texts are of one stock when enough of the smaller one is word for word in the other, or when
// enough of it is retold sentence by sentence. Set on reports of one event by separate newsrooms.
constexpr double kCopiedWords = 60;
constexpr double kCopiedShare = 0.12;
constexpr std::size_t kCopiedSentences = 2;
constexpr double kRetoldShare = 0.34;
constexpr double kRetoldOrder = 0.6;
constexpr std::size_t kRetoldSentences = 8;
constexpr double kRetoldShortShare = 0.5;  // for short reports
constexpr double kRetoldShortOrder = 0.7;
constexpr std::size_t kRetoldShortSentences = 4;
constexpr double kFuller = 0.35;  // of the fuller sentence's mass that the other one lacks
constexpr double kAsFull = 0.25;  // at most this of the other one's mass is missing here

/// The longest rising run in the partners, over the number of pairs: 1 for the same order.
double order_kept(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  std::vector<std::uint32_t> tails;
  for (const auto& [a, b] : pairs) {
    const auto at = std::upper_bound(tails.begin(), tails.end(), b);
    if (at == tails.end()) {
      tails.push_back(b);
    } else {
      *at = b;
    }
  }
  return pairs.empty() ? 0 : static_cast<double>(tails.size()) / static_cast<double>(pairs.size());
}

Side make_side(const TermIndex& terms, ReportId report,
               const std::map<std::uint32_t, double>& carried) {
  Side side;
  const auto sentences = terms.of(report);
  side.sentences = static_cast<std::uint32_t>(sentences.size());
  std::uint32_t index = terms.first_sentence[report.index()];
  bool seen_shared = false;
  bool open_gap = false;
  for (const SentenceTerms& s : sentences) {
    const auto words = static_cast<double>(s.words.size());
    side.words += words;
    if (carried.contains(index)) {
      side.shared_words += words;
      ++side.shared_sentences;
      if (open_gap) ++side.gaps;
      open_gap = false;
      seen_shared = true;
    } else {
      side.unshared.push_back(s.sentence);
      open_gap = seen_shared;
    }
    ++index;
  }
  return side;
}

bool is_derived(const PairRelation& r, std::size_t copied_sentences) {
  const double smaller = std::min(r.side_a.words, r.side_b.words);
  if (smaller <= 0) return false;
  const bool copied = copied_sentences >= kCopiedSentences &&
                      (r.copied_words >= kCopiedWords || r.copied_words >= kCopiedShare * smaller);
  const bool whole = r.copied_words >= 0.5 * smaller;
  const bool retold = r.pairs.size() >= kRetoldSentences && r.own_words_share >= kRetoldShare &&
                      r.order >= kRetoldOrder;
  const bool short_retold = r.pairs.size() >= kRetoldShortSentences &&
                            r.own_words_share >= kRetoldShortShare && r.order >= kRetoldShortOrder;
  return copied || whole || retold || short_retold;
}

PairRelation summarise(const TermIndex& terms, std::span<const AlignedPair> all, std::size_t begin,
                       std::size_t end) {
  PairRelation r;
  r.a = terms.sentences[all[begin].pair.a].report;
  r.b = terms.sentences[all[begin].pair.b].report;
  std::map<std::uint32_t, double> carried_a;  // sentence -> mass carried outside quotation marks
  std::map<std::uint32_t, double> carried_b;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order;
  std::size_t copied_sentences = 0;
  double words = 0;
  std::uint32_t fuller_a = 0;
  std::uint32_t fuller_b = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const AlignedPair& p = all[i];
    if (!p.close) continue;  // newsrooms that tell of one event by themselves have such pairs too
    const SentenceTerms& a = terms.sentences[p.pair.a];
    const SentenceTerms& b = terms.sentences[p.pair.b];
    r.pairs.push_back(static_cast<std::uint32_t>(i));
    order.emplace_back(p.pair.a, p.pair.b);
    carried_a[p.pair.a] += p.match.own_words;
    carried_b[p.pair.b] += p.match.own_words;
    const auto longer = static_cast<double>(std::max(a.words.size(), b.words.size()));
    const auto shorter = static_cast<double>(std::min(a.words.size(), b.words.size()));
    words += longer;
    if (p.kind == AlignmentKind::kVerbatim) r.verbatim += longer;
    if (p.kind == AlignmentKind::kEdited) r.edited += longer;
    if (p.kind != AlignmentKind::kParaphrase) {
      const double plain = p.wording.shorter * shorter * (1 - std::max(a.quoted, b.quoted));
      r.copied_words += plain;
      if (plain >= 5) ++copied_sentences;
    }
    if (1 - p.match.cover_a >= kFuller && 1 - p.match.cover_b <= kAsFull) ++fuller_a;
    if (1 - p.match.cover_b >= kFuller && 1 - p.match.cover_a <= kAsFull) ++fuller_b;
  }
  r.verbatim /= std::max(1.0, words);
  r.edited /= std::max(1.0, words);
  r.order = order_kept(order);
  r.side_a = make_side(terms, r.a, carried_a);
  r.side_b = make_side(terms, r.b, carried_b);
  r.side_a.fuller = fuller_a;
  r.side_b.fuller = fuller_b;

  const auto own_share = [&](ReportId report, const std::map<std::uint32_t, double>& carried) {
    double mass = 0;
    double own = 0;
    for (const SentenceTerms& s : terms.of(report)) mass += s.mass;
    for (const auto& [sentence, share] : carried) {
      own += std::min(share, terms.sentences[sentence].mass);
    }
    return mass > 0 ? own / mass : 0;
  };
  r.own_words_share =
      r.side_a.words <= r.side_b.words ? own_share(r.a, carried_a) : own_share(r.b, carried_b);
  r.derived = is_derived(r, copied_sentences);
  return r;
}

}  // namespace

std::vector<PairRelation> relate(const TermIndex& terms, std::span<const AlignedPair> pairs) {
  std::vector<PairRelation> relations;
  const auto reports = [&](std::size_t i) {
    return std::pair(terms.sentences[pairs[i].pair.a].report,
                     terms.sentences[pairs[i].pair.b].report);
  };
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin;
    while (end < pairs.size() && reports(end) == reports(begin)) ++end;
    const auto close = [&](const AlignedPair& p) { return p.close; };
    if (std::any_of(pairs.begin() + begin, pairs.begin() + end, close)) {
      relations.push_back(summarise(terms, pairs, begin, end));
    }
    begin = end;
  }
  return relations;
}

}  // namespace stemma::lineage
