#include "claims/tree.h"

#include <algorithm>

namespace stemma::claims {

SentenceTree::SentenceTree(const SentenceView& s)
    : heads_(s.size(), kNoHead), first_child_(s.size() + 1, 0), extents_(s.size()) {
  const std::uint32_t n = s.size();
  order_.reserve(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    extents_[i] = {i, i + 1};
    heads_[i] = s.head(i);
    if (heads_[i] == kNoHead) {
      order_.push_back(i);
    } else {
      ++first_child_[heads_[i] + 1];
    }
  }
  for (std::uint32_t i = 0; i < n; ++i) first_child_[i + 1] += first_child_[i];
  children_.resize(first_child_[n]);
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::uint32_t i = 0; i < n; ++i) {
    if (heads_[i] != kNoHead) children_[next[heads_[i]]++] = i;
  }
  for (std::size_t k = 0; k < order_.size(); ++k) {
    const auto below = children(order_[k]);
    order_.insert(order_.end(), below.begin(), below.end());
  }
  for (std::size_t k = order_.size(); k-- > 0;) {
    const std::uint32_t i = order_[k];
    if (heads_[i] == kNoHead) continue;
    TokenSpan& above = extents_[heads_[i]];
    above.begin = std::min(above.begin, extents_[i].begin);
    above.end = std::max(above.end, extents_[i].end);
  }
}

}  // namespace stemma::claims
