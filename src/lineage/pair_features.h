// What can be said of two sentences side by side: the figures that the similarity model reads.
//
//   PairReader reader(tables.vectors);
//   const PairFeatures f = reader.read(a, b);   // read(b, a) gives the same
//
// Wording (runs of words and letters, order), content (words paired one to one: the same, kin, or
// near by their vectors, weighed by rarity), what stays alone by its class, and whether paired
// words do the same in both trees. Where a figure has a side for each sentence, the lower one comes
// first. Cost: words of the one times words of the other, both capped. Threads: one PairReader a
// thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "language/word_vectors.h"
#include "lineage/profile.h"

namespace stemma::lineage {

/// Stored with the weights and checked at load.
inline constexpr std::uint32_t kPairVersion = 1;
inline constexpr std::size_t kPairFeatures = 68;
using PairFeatures = std::array<float, kPairFeatures>;

class PairReader {
 public:
  /// The vectors must outlive the reader, and be those of the profiles.
  explicit PairReader(const language::WordVectors& vectors);
  PairFeatures read(const SentenceProfile& a, const SentenceProfile& b);

 private:
  class Writer;
  struct Link {
    std::uint32_t a, b;  // places among the content words
    float score;
  };
  /// One sentence's content, seen from the other.
  struct Side;

  float likeness(const SentenceProfile& a, const ProfileWord& x, const SentenceProfile& b,
                 const ProfileWord& y);
  std::int32_t dot(std::uint32_t row, std::uint32_t other);
  void compare_words(const SentenceProfile& a, const SentenceProfile& b);
  void pair_words(const SentenceProfile& a, const SentenceProfile& b);
  Side look_from(const SentenceProfile& s, const std::vector<std::uint32_t>& partners,
                 std::size_t step, std::size_t across, std::size_t others) const;
  void write_wording(const SentenceProfile& a, const SentenceProfile& b, Writer& out);
  void write_content(const SentenceProfile& a, const SentenceProfile& b, Writer& out) const;
  void write_trees(const SentenceProfile& a, const SentenceProfile& b, Writer& out);

  /// A product of two vectors, kept: reports of one story use the same words again and again.
  struct Product {
    std::uint64_t rows = UINT64_MAX;
    std::int32_t value = 0;
  };

  const language::WordVectors& vectors_;
  std::vector<Product> products_;
  std::vector<float> grid_;  // likeness of content words: rows of a, columns of b
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<Link> links_;
  std::vector<std::uint32_t> partner_a_;  // by content word of a: of b, or kNoWord
  std::vector<std::uint32_t> partner_b_;
  std::vector<std::uint16_t> table_;
};

}  // namespace stemma::lineage
