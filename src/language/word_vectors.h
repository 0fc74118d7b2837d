// Word vectors by key, read in place from the bytes of models/word_vectors.bin.
//
//   Result<WordVectors> vectors = WordVectors::open(bytes);
//   if (const auto row = vectors->find(word_features("river").key)) use(vectors->row(*row));
//
// Layout, little-endian: "stemvec1", u32 rows, u32 dimensions, u32 index[65537] (first row whose
// key has those top 16 bits), u32 padding, u64 keys[rows] ascending, f32 scales[rows], i8
// values[rows][dimensions]. A value is values * scale. The bytes must outlive the object and be
// aligned to 8. Nothing is copied. Threads: immutable.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "stemma/result.h"

namespace stemma::language {

class WordVectors {
 public:
  static constexpr std::uint32_t kNoRow = UINT32_MAX;

  static Result<WordVectors> open(std::string_view bytes);

  std::optional<std::uint32_t> find(std::uint64_t key) const;
  /// find() of each key, kNoRow for none. Rows lie far apart in a large file: here memory is asked
  /// for all of them side by side, and for the values of those that are found.
  void find_all(std::span<const std::uint64_t> keys, std::vector<std::uint32_t>& rows) const;
  std::span<const std::int8_t> row(std::uint32_t r) const {
    return values_.subspan(r * dimensions_, dimensions_);
  }
  float scale(std::uint32_t r) const { return scales_[r]; }
  std::uint64_t key(std::uint32_t r) const { return keys_[r]; }
  std::size_t rows() const { return keys_.size(); }
  std::size_t dimensions() const { return dimensions_; }

 private:
  std::span<const std::uint32_t> index_;
  std::span<const std::uint64_t> keys_;
  std::span<const float> scales_;
  std::span<const std::int8_t> values_;
  std::size_t dimensions_ = 0;
};

/// The bytes that open() reads, from rows sorted by key, each of `dimensions` values: what trainers
/// write.
std::string encode_word_vectors(const std::vector<std::pair<std::uint64_t, const float*>>& rows,
                                std::size_t dimensions);

}  // namespace stemma::language
