#include "grounding/sums.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stemma::grounding {
namespace {

constexpr std::size_t kReach = 8;        // figures looked back or on
constexpr std::size_t kSums = 16;        // sums looked back
constexpr std::uint32_t kSentences = 2;  // and sentences

class SumFinder {
 public:
  SumFinder(std::span<const Quantity> q, std::span<const QuantityNote> n) : q_(q), n_(n) {}

  std::vector<FigureSum> find() {
    for (std::size_t i = 0; i < q_.size(); ++i) {
      part_of(i);
      fronted(i);
      list(i);
      total(i);
      remainder(i);
    }
    for (FigureSum& sum : sums_) sum.holds = holds(sum);
    return std::move(sums_);
  }

 private:
  bool plain(std::size_t i) const { return q_[i].unit.empty() && !q_[i].high && q_[i].value >= 1; }
  bool exact(std::size_t i) const { return !q_[i].approximate_word; }
  bool same_sentence(std::size_t a, std::size_t b) const {
    return q_[a].sentence == q_[b].sentence;
  }

  /// Whether the part counts what the whole counts: the same noun, people of people, or unsaid.
  bool counts_same(std::size_t whole, std::size_t part) const {
    if (!plain(whole) || !plain(part)) return false;
    const std::string& w = q_[whole].of;
    const std::string& p = q_[part].of;
    if (w.empty() || p.empty() || w == p) return true;
    if (n_[whole].person && n_[part].person) return true;
    // The same head noun: "fighter jets" and "jets".
    const auto head = [](const std::string& s) { return s.substr(s.rfind(' ') + 1); };
    return head(w) == head(p);
  }

  /// The sum of that whole. Sums come in the order of the text, each with a whole within reach of
  /// the figure that made it: what lies farther back is not looked at.
  FigureSum* sum_of(std::size_t whole) {
    for (std::size_t k = sums_.size(); k-- > 0 && sums_[k].whole + 2 * kReach >= whole;)
      if (sums_[k].whole == whole) return &sums_[k];
    return nullptr;
  }

  void add(std::size_t whole, std::size_t part, bool complete) {
    FigureSum* sum = sum_of(whole);
    if (sum == nullptr) {
      sums_.push_back({std::uint32_t(whole), {}, false, false});
      sum = &sums_.back();
    }
    const auto id = std::uint32_t(part);
    if (std::find(sum->parts.begin(), sum->parts.end(), id) == sum->parts.end())
      sum->parts.push_back(id);
    sum->complete = sum->complete || complete;
  }

  /// "A of those W".
  void part_of(std::size_t i) {
    if (!n_[i].of_next || i + 1 >= q_.size() || !same_sentence(i, i + 1)) return;
    if (plain(i) && plain(i + 1) && exact(i) && exact(i + 1)) add(i + 1, i, false);
  }

  /// "Of the W, A were ... and B were ...".
  void fronted(std::size_t i) {
    if (!n_[i].of_before || !plain(i) || !exact(i)) return;
    for (std::size_t k = i + 1; k < std::min(q_.size(), i + kReach) && same_sentence(i, k); ++k) {
      if (n_[k].list_end || n_[k].of_next) break;
      if (exact(k) && counts_same(i, k) && !n_[k].in_all) add(i, k, n_[k].remaining);
    }
  }

  /// "W, including A and B"; "W: A and B".
  void list(std::size_t i) {
    if (!n_[i].list_whole || !plain(i) || !exact(i)) return;
    std::vector<std::size_t> parts;
    for (std::size_t k = i + 1; k < std::min(q_.size(), i + kReach) && same_sentence(i, k); ++k) {
      if (!n_[k].listed) break;
      if (!plain(k)) continue;
      if (!exact(k) || !counts_same(i, k)) return;
      parts.push_back(k);
    }
    // A list that only opens with a mark must be a list, and of the same sort.
    if (parts.empty() || (n_[i].list_all && parts.size() < 2)) return;
    for (const std::size_t k : parts) add(i, k, n_[i].list_all);
  }

  /// "A men and B women, W in all".
  void total(std::size_t i) {
    if (!n_[i].in_all || !plain(i) || !exact(i)) return;
    std::vector<std::size_t> parts;
    for (std::size_t k = i; k-- > 0 && i - k < kReach && same_sentence(i, k);) {
      if (!exact(k) || !counts_same(i, k)) break;
      parts.insert(parts.begin(), k);
    }
    if (parts.size() < 2) return;
    for (const std::size_t k : parts) add(i, k, true);
  }

  /// "The remaining B": the rest of a whole that was named with a part of it.
  void remainder(std::size_t i) {
    if (!n_[i].remaining || !plain(i) || !exact(i)) return;
    for (std::size_t k = sums_.size(); k-- > 0 && sums_.size() - k <= kSums;) {
      const FigureSum& sum = sums_[k];
      if (q_[i].sentence.value - q_[sum.parts.front()].sentence.value > kSentences) break;
      if (sum.complete || sum.whole == i) continue;
      if (!counts_same(sum.whole, i)) continue;
      add(sum.whole, i, true);
      return;
    }
    // "W ... A ... the remaining B", where they add up.
    for (std::size_t a = i; a-- > 0 && i - a < kReach;) {
      if (q_[i].sentence.value - q_[a].sentence.value > kSentences) return;
      if (!plain(a) || !exact(a) || !counts_same(a, i)) continue;
      for (std::size_t w = a; w-- > 0 && i - w < kReach;) {
        if (q_[i].sentence.value - q_[w].sentence.value > kSentences) break;
        if (!plain(w) || !exact(w) || q_[w].of.empty() || !counts_same(w, a)) continue;
        if (q_[w].value != q_[a].value + q_[i].value) continue;
        add(w, a, false);
        add(w, i, true);
        return;
      }
    }
  }

  bool holds(const FigureSum& sum) const {
    double total = 0;
    for (const std::uint32_t part : sum.parts) total += q_[part].value;
    const double whole = q_[sum.whole].value;
    const bool fuzzy = [&] {
      if (q_[sum.whole].bound == Bound::kAbout) return true;
      return std::any_of(sum.parts.begin(), sum.parts.end(),
                         [&](std::uint32_t p) { return q_[p].bound == Bound::kAbout; });
    }();
    const double slack = fuzzy ? 0.05 * whole : 0;  // "about": a twentieth either way
    if (sum.complete && q_[sum.whole].bound == Bound::kExact)
      return std::abs(total - whole) <= slack;
    const bool open_above =
        q_[sum.whole].bound == Bound::kAtLeast || q_[sum.whole].bound == Bound::kMoreThan;
    return open_above || total <= whole + slack;
  }

  std::span<const Quantity> q_;
  std::span<const QuantityNote> n_;
  std::vector<FigureSum> sums_;
};

}  // namespace

std::vector<FigureSum> find_sums(std::span<const Quantity> quantities,
                                 std::span<const QuantityNote> notes) {
  return SumFinder(quantities, notes).find();
}

}  // namespace stemma::grounding
