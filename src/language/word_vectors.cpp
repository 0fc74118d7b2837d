#include "language/word_vectors.h"

#include <algorithm>
#include <cmath>

namespace stemma::language {
namespace {

constexpr std::string_view kMagic = "stemvec1";
constexpr std::size_t kIndexSize = 65537;

/// The next `count` values of type T; empty where the bytes run out.
template <class T>
std::span<const T> take(std::string_view& bytes, std::size_t count) {
  if (bytes.size() / sizeof(T) < count) return {};
  const std::span<const T> values(reinterpret_cast<const T*>(bytes.data()), count);
  bytes.remove_prefix(count * sizeof(T));
  return values;
}

}  // namespace

Result<WordVectors> WordVectors::open(std::string_view bytes) {
  const auto broken = [](const char* what) {
    return Error{ErrorCode::kInternal, what, "models/word_vectors.bin"};
  };
  if (!bytes.starts_with(kMagic)) return broken("not a file of word vectors");
  bytes.remove_prefix(kMagic.size());
  const auto sizes = take<std::uint32_t>(bytes, 2);
  if (sizes.empty()) return broken("cut short");
  const std::size_t rows = sizes[0];
  WordVectors vectors;
  vectors.dimensions_ = sizes[1];
  vectors.index_ = take<std::uint32_t>(bytes, kIndexSize);
  take<std::uint32_t>(bytes, 1);
  vectors.keys_ = take<std::uint64_t>(bytes, rows);
  vectors.scales_ = take<float>(bytes, rows);
  vectors.values_ = take<std::int8_t>(bytes, rows * sizes[1]);
  if (vectors.index_.empty() || vectors.values_.size() != rows * sizes[1] ||
      vectors.index_.back() != rows) {
    return broken("cut short");
  }
  return vectors;
}

std::optional<std::uint32_t> WordVectors::find(std::uint64_t key) const {
  const std::size_t top = key >> 48U;
  for (std::uint32_t r = index_[top]; r < index_[top + 1]; ++r) {
    if (keys_[r] == key) return r;
  }
  return std::nullopt;
}

void WordVectors::find_all(std::span<const std::uint64_t> keys,
                           std::vector<std::uint32_t>& rows) const {
  constexpr std::size_t kLine = 64;  // bytes that memory gives at once
  rows.resize(keys.size());
  for (const std::uint64_t key : keys) __builtin_prefetch(&index_[key >> 48U]);
  for (const std::uint64_t key : keys) __builtin_prefetch(keys_.data() + index_[key >> 48U]);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    rows[i] = find(keys[i]).value_or(kNoRow);
    if (rows[i] == kNoRow) continue;
    const auto values = row(rows[i]);
    for (std::size_t at = 0; at < values.size(); at += kLine) __builtin_prefetch(&values[at]);
    __builtin_prefetch(&values.back());
    __builtin_prefetch(&scales_[rows[i]]);
  }
}

std::string encode_word_vectors(const std::vector<std::pair<std::uint64_t, const float*>>& rows,
                                std::size_t dimensions) {
  std::string out(kMagic);
  const auto put = [&](const auto& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  put(static_cast<std::uint32_t>(rows.size()));
  put(static_cast<std::uint32_t>(dimensions));
  std::uint32_t r = 0;
  for (std::size_t top = 0; top < kIndexSize; ++top) {
    while (r < rows.size() && (rows[r].first >> 48U) < top) ++r;
    put(r);
  }
  put(std::uint32_t{0});
  std::string values;
  for (const auto& [key, row] : rows) put(key);
  for (const auto& [key, row] : rows) {
    float scale = 0;
    for (std::size_t i = 0; i < dimensions; ++i) scale = std::max(scale, std::abs(row[i]) / 127.0F);
    put(scale);
    for (std::size_t i = 0; i < dimensions; ++i) {
      values += static_cast<char>(scale > 0 ? std::lround(row[i] / scale) : 0);
    }
  }
  return out + values;
}

}  // namespace stemma::language
