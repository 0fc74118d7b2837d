#include "lineage/similarity.h"

#include <algorithm>

namespace stemma::lineage {

Comparer::Comparer(const TermIndex& terms) : terms_(terms), list_of_(terms.term_count(), 0) {}

void Comparer::focus(std::uint32_t a) {
  for (const TermId term : touched_) list_of_[term] = 0;
  touched_.clear();
  a_ = a;
  const auto reach = [&](TermId term, std::uint32_t unit, float similarity) {
    if (list_of_[term] == 0) {
      touched_.push_back(term);
      list_of_[term] = static_cast<std::uint32_t>(touched_.size());
      if (lists_.size() < touched_.size()) lists_.emplace_back();
      lists_[touched_.size() - 1].clear();
    }
    lists_[list_of_[term] - 1].push_back({unit, similarity});
  };
  const std::vector<Unit>& units = terms_.sentences[a].units;
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    reach(units[u].term, u, 1);
    for (const TermKin& kin : terms_.kin[units[u].term]) reach(kin.term, u, kin.weight);
  }
  best_.resize(units.size());
  best_plain_.resize(units.size());
}

Match Comparer::compare(std::uint32_t b) {
  // A word that stands everywhere in a long "sentence" is looked up this many times at most.
  constexpr std::size_t kMostReached = 16;
  std::fill(best_.begin(), best_.end(), 0.0F);
  std::fill(best_plain_.begin(), best_plain_.end(), 0.0F);
  best_b_.clear();
  const SentenceTerms& sa = terms_.sentences[a_];
  const SentenceTerms& sb = terms_.sentences[b];
  double carried_b = 0;
  double exact_b = 0;
  double plain_b = 0;
  for (const Unit& unit : sb.units) {
    if (list_of_[unit.term] == 0) {
      best_b_.push_back(0);
      continue;
    }
    float best = 0;
    float plain = 0;
    const std::vector<Reach>& reached = lists_[list_of_[unit.term] - 1];
    for (std::size_t i = 0; i < std::min(reached.size(), kMostReached); ++i) {
      const Reach& r = reached[i];
      best = std::max(best, r.similarity);
      best_[r.unit] = std::max(best_[r.unit], r.similarity);
      if (!unit.quoted && !sa.units[r.unit].quoted) {
        plain = std::max(plain, r.similarity);
        best_plain_[r.unit] = std::max(best_plain_[r.unit], r.similarity);
      }
    }
    best_b_.push_back(best);
    carried_b += unit.weight * best;
    plain_b += unit.weight * plain;
    if (best >= 1) exact_b += unit.weight;
  }
  double carried_a = 0;
  double exact_a = 0;
  double plain_a = 0;
  for (std::size_t u = 0; u < sa.units.size(); ++u) {
    carried_a += sa.units[u].weight * best_[u];
    plain_a += sa.units[u].weight * best_plain_[u];
    if (best_[u] >= 1) exact_a += sa.units[u].weight;
  }
  Match match;
  match.weight_a = sa.mass;
  match.weight_b = sb.mass;
  match.cover_a = sa.mass > 0 ? carried_a / sa.mass : 0;
  match.cover_b = sb.mass > 0 ? carried_b / sb.mass : 0;
  match.shared = (carried_a + carried_b) / 2;
  match.own_words = (plain_a + plain_b) / 2;
  match.exact = (exact_a + exact_b) / 2;
  return match;
}

Wording compare_wording(const SentenceTerms& a, const SentenceTerms& b) {
  static constexpr std::size_t kLongest = 400;  // of a longer "sentence" only the head is compared
  Wording wording;
  if (a.words.empty() || b.words.empty()) return wording;
  wording.same = a.words == b.words;
  const auto head = [](const SentenceTerms& s) {
    return std::span(s.words).first(std::min(s.words.size(), kLongest));
  };
  const auto x = head(a);
  const auto y = head(b);
  std::vector<std::uint16_t> row(y.size() + 1, 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::uint16_t diagonal = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
      const std::uint16_t above = row[j + 1];
      row[j + 1] =
          x[i] == y[j] ? static_cast<std::uint16_t>(diagonal + 1) : std::max(above, row[j]);
      diagonal = above;
    }
  }
  const double common = row[y.size()];
  wording.shorter = common / static_cast<double>(std::min(x.size(), y.size()));
  wording.longer = common / static_cast<double>(std::max(x.size(), y.size()));
  return wording;
}

}  // namespace stemma::lineage
