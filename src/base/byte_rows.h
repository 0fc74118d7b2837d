// Sums of rows of bytes, as the hashed layers of models have them.
//
//   std::array<const std::int8_t*, 2> rows = {a, b};
//   const auto sums = sum_byte_rows<16>(rows);         // sums[w] = a[w] + b[w]
//
// Whole numbers, so the same on every processor. Rows need not be aligned.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace stemma {

inline constexpr std::size_t kMostByteRows = 256;  // so many bytes add up to what 16 bits hold

/// kWidth: of a row, a multiple of 8. REQUIRES: kMostByteRows at most.
template <std::size_t kWidth>
std::array<std::int32_t, kWidth> sum_byte_rows(std::span<const std::int8_t* const> rows) {
  static_assert(kWidth % 8 == 0);
  // Spelt as vectors: left to itself, GCC 12 adds one byte at a time.
  using Bytes = std::int8_t __attribute__((vector_size(8)));
  using Halves = std::int16_t __attribute__((vector_size(16)));
  using Words = std::int32_t __attribute__((vector_size(32)));
  Halves halves[kWidth / 8] = {};
  for (const std::int8_t* row : rows) {
    for (std::size_t w = 0; w < kWidth / 8; ++w) {
      Bytes bytes;
      std::memcpy(&bytes, row + 8 * w, sizeof(bytes));
      halves[w] += __builtin_convertvector(bytes, Halves);
    }
  }
  std::array<std::int32_t, kWidth> sums;
  for (std::size_t w = 0; w < kWidth / 8; ++w) {
    const Words words = __builtin_convertvector(halves[w], Words);
    std::memcpy(sums.data() + 8 * w, &words, sizeof(words));
  }
  return sums;
}

}  // namespace stemma
