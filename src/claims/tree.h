// The parse of one sentence, with positions counted from its first token.
//
//   const SentenceTree tree(sentence);
//   for (std::uint32_t child : tree.children(verb)) ...      // in the order of the text
//   tree.extent(noun)                                        // its phrase: first and last word
//   below it
//
// Invariants: the heads form one tree; children are ascending. Linear in the sentence to build.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "claims/view.h"

namespace stemma::claims {

class SentenceTree {
 public:
  explicit SentenceTree(const SentenceView& s);

  /// The head's position; kNoHead for the root.
  std::uint32_t head(std::uint32_t i) const { return heads_[i]; }
  std::span<const std::uint32_t> children(std::uint32_t i) const {
    return std::span(children_).subspan(first_child_[i], first_child_[i + 1] - first_child_[i]);
  }
  /// From the first word below i to the last, with i. Words of other phrases may stand between.
  TokenSpan extent(std::uint32_t i) const { return extents_[i]; }
  /// All words, heads before what hangs from them.
  std::span<const std::uint32_t> from_root() const { return order_; }

 private:
  std::vector<std::uint32_t> heads_;
  std::vector<std::uint32_t> first_child_;
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> order_;
  std::vector<TokenSpan> extents_;
};

}  // namespace stemma::claims
