#include "language/tree.h"

#include <algorithm>
#include <limits>

namespace stemma::language {
namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

class TreeFinder {
 public:
  TreeFinder(const float* scores, std::size_t rows, std::size_t ld)
      : scores_(scores), rows_(static_cast<std::uint32_t>(rows)), ld_(ld), heads_(rows, 0) {}

  std::vector<std::uint32_t> find() {
    for (std::uint32_t i = 1; i < rows_; ++i) heads_[i] = best_head(i, 0);
    choose_root();
    join_components();
    return std::move(heads_);
  }

 private:
  float score(std::uint32_t i, std::uint32_t j) const { return scores_[i * ld_ + j]; }

  /// The best head of i from `first` on; kNobody where there is none.
  std::uint32_t best_head(std::uint32_t i, std::uint32_t first) const {
    std::uint32_t best = kNobody;
    for (std::uint32_t j = first; j < rows_; ++j) {
      if (j != i && (best == kNobody || score(i, j) > score(i, best))) best = j;
    }
    return best;
  }

  /// One word alone is the root: the one that loses most, or gains least, by another head.
  void choose_root() {
    std::uint32_t root = kNobody;
    float best = -std::numeric_limits<float>::infinity();
    const bool any = std::find(heads_.begin() + 1, heads_.end(), 0U) != heads_.end();
    for (std::uint32_t i = 1; i < rows_; ++i) {
      if (any && heads_[i] != 0) continue;
      const std::uint32_t other = best_head(i, 1);
      const float gain = other == kNobody ? 0 : score(i, 0) - score(i, other);
      if (root == kNobody || gain > best) {
        root = i;
        best = gain;
      }
    }
    for (std::uint32_t i = 1; i < rows_; ++i) {
      if (heads_[i] == 0 && i != root) heads_[i] = best_head(i, 1);
    }
    heads_[root] = 0;
  }

  /// Words that do not reach ROOT run into a circle. Its weakest link goes to a word that does.
  void join_components() {
    std::vector<std::uint8_t> settled(rows_, 0);
    std::vector<std::uint32_t> seen(rows_, 0);  // by which walk
    settled[0] = 1;
    std::vector<std::uint32_t> path;
    for (std::uint32_t start = 1; start < rows_; ++start) {
      path.clear();
      std::uint32_t at = start;
      while (settled[at] == 0 && seen[at] != start) {
        seen[at] = start;
        path.push_back(at);
        at = heads_[at];
      }
      if (settled[at] == 0) {
        // ROOT's own component is not settled yet where the walks began in another: settle it, so
        // that there is a word to go to.
        settle_root(settled);
        open_circle(at, settled);
      }
      for (const std::uint32_t i : path) settled[i] = 1;
    }
  }

  /// The root word, at least, is settled.
  void settle_root(std::vector<std::uint8_t>& settled) const {
    for (std::uint32_t i = 1; i < rows_; ++i) {
      if (heads_[i] == 0) settled[i] = 1;
    }
  }

  void open_circle(std::uint32_t entry, const std::vector<std::uint8_t>& settled) {
    std::uint32_t moved = kNobody;
    std::uint32_t to = kNobody;
    float best = -std::numeric_limits<float>::infinity();
    std::uint32_t i = entry;
    do {
      for (std::uint32_t j = 1; j < rows_; ++j) {
        const float gain = score(i, j) - score(i, heads_[i]);
        if (settled[j] != 0 && (moved == kNobody || gain > best)) {
          moved = i;
          to = j;
          best = gain;
        }
      }
      i = heads_[i];
    } while (i != entry);
    heads_[moved] = to;
  }

  const float* scores_;
  std::uint32_t rows_;
  std::size_t ld_;
  std::vector<std::uint32_t> heads_;
};

}  // namespace

std::vector<std::uint32_t> best_tree(const float* scores, std::size_t rows, std::size_t ld) {
  return TreeFinder(scores, rows, ld).find();
}

bool is_tree(std::span<const std::uint32_t> heads) {
  std::size_t roots = 0;
  std::vector<std::uint32_t> seen(heads.size(), 0);  // by which walk; settled ones keep theirs
  for (std::uint32_t start = 1; start < heads.size(); ++start) {
    if (heads[start] == 0) ++roots;
    for (std::uint32_t at = start; at != 0 && seen[at] == 0; at = heads[at]) {
      if (heads[at] >= heads.size()) return false;
      seen[at] = start;
      if (heads[at] != 0 && seen[heads[at]] == start) return false;
    }
  }
  return roots == 1;
}

}  // namespace stemma::language
