// Kernels for processors with AVX2 and FMA (x86 since 2013). Compiled with -mavx2 -mfma.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "language/kernels.h"

#if defined(__AVX2__)
#include <immintrin.h>

namespace stemma::language {
namespace {

constexpr std::size_t kTallRows = 4;
constexpr std::size_t kWideBlocks = 1;
constexpr std::size_t kGateRows = 4;
constexpr std::size_t kGateBlocks = 1;

using F16 = float __attribute__((vector_size(64), aligned(4), may_alias));
using I16 = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));

/// Bytes are widened to 16 bits before they are multiplied: `maddubs` would be faster, and wrong
/// where two products overflow.
template <std::size_t kRows, std::size_t kBlocks>
void dot_block(const std::uint8_t* bytes, std::size_t in, const std::int8_t* weights,
               std::size_t /*step*/, I16 (&sums)[kRows][kBlocks]) {
  static_assert(kBlocks == 1);
  __m256i total[kRows][4];
  for (auto& row : total) {
    for (auto& t : row) t = _mm256_setzero_si256();
  }
  for (std::size_t k = 0; k < in; k += 4, weights += 64) {
    __m256i w[4];  // each: four outputs of four weights
    for (std::size_t q = 0; q < 4; ++q) {
      w[q] =
          _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(weights + q * 16)));
    }
    for (std::size_t r = 0; r < kRows; ++r) {
      std::int32_t four = 0;
      std::memcpy(&four, bytes + r * in + k, sizeof(four));
      const __m256i x = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
      for (std::size_t q = 0; q < 4; ++q) {
        total[r][q] = _mm256_add_epi32(total[r][q], _mm256_madd_epi16(w[q], x));
      }
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    std::int32_t pairs[32];
    for (std::size_t q = 0; q < 4; ++q) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(pairs + q * 8), total[r][q]);
    }
    for (std::size_t o = 0; o < 16; ++o) sums[r][0][o] = pairs[2 * o] + pairs[2 * o + 1];
  }
}

inline F16 reciprocal(const F16& x) { return 1.0F / x; }

inline F16 pick(const float* table, const I16& places) {
  F16 out;
  for (std::size_t i = 0; i < 16; ++i) out[i] = table[places[i]];
  return out;
}

#include "language/kernels/body.h"

}  // namespace

const Kernels* avx2_kernels() {
  static constexpr Kernels kKernels = kernels_named("AVX2");
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &kKernels : nullptr;
}

}  // namespace stemma::language

#else

namespace stemma::language {
const Kernels* avx2_kernels() { return nullptr; }
}  // namespace stemma::language

#endif
