// Kernels for processors with AVX-512 and its byte products (VNNI). Compiled with -mavx512vnni and
// what goes with it.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "language/kernels.h"

#if defined(__AVX512VNNI__)
#include <immintrin.h>

namespace stemma::language {
namespace {

constexpr std::size_t kTallRows = 6;  // 6 x 4 sums, 4 weights and a byte quadruple: 29 registers
constexpr std::size_t kWideBlocks = 4;
constexpr std::size_t kGateRows = 8;  // 8 x 3 sums
constexpr std::size_t kGateBlocks = 3;

using F16 = float __attribute__((vector_size(64), aligned(4), may_alias));
using I16 = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));

/// Sums of kRows rows times kBlocks blocks of 16 outputs. As variables and not as an array: arrays
/// that live through a loop are kept in memory by GCC 12, at half the speed.
template <std::size_t kCount>
struct Sums {
  __m512i value = _mm512_setzero_si512();
  Sums<kCount - 1> rest;
};
template <>
struct Sums<0> {};

/// Adds products of four bytes and four weights to one row's sums.
template <std::size_t kLeft, std::size_t kCount>
[[gnu::always_inline]] inline void add_row(Sums<kCount>& sums, const __m512i& x,
                                           const std::int8_t* weights, std::size_t step) {
  if constexpr (kLeft > 0) {
    const __m512i w = _mm512_loadu_si512(weights);
    // The intrinsic copies its sum to another register each time; this adds in place.
    asm("vpdpbusd %2, %1, %0" : "+v"(sums.value) : "v"(x), "v"(w));
    add_row<kLeft - 1>(sums.rest, x, weights + step, step);
  }
}

template <std::size_t kBlocks, std::size_t kCount>
[[gnu::always_inline]] inline auto& after_row(Sums<kCount>& sums) {
  if constexpr (kBlocks == 0)
    return sums;
  else
    return after_row<kBlocks - 1>(sums.rest);
}

template <std::size_t kRows, std::size_t kBlocks, std::size_t kCount>
[[gnu::always_inline]] inline void add_rows(Sums<kCount>& sums, const std::uint8_t* bytes,
                                            std::size_t in, const std::int8_t* weights,
                                            std::size_t step) {
  if constexpr (kRows > 0) {
    std::int32_t four = 0;
    std::memcpy(&four, bytes, sizeof(four));
    add_row<kBlocks>(sums, _mm512_set1_epi32(four), weights, step);
    add_rows<kRows - 1, kBlocks>(after_row<kBlocks>(sums), bytes + in, in, weights, step);
  }
}

template <std::size_t kCount>
[[gnu::always_inline]] inline void store_sums(const Sums<kCount>& sums, I16* to) {
  if constexpr (kCount > 0) {
    *to = reinterpret_cast<I16>(sums.value);
    store_sums(sums.rest, to + 1);
  }
}

template <std::size_t kRows, std::size_t kBlocks>
[[gnu::always_inline]] inline void dot_block(const std::uint8_t* bytes, std::size_t in,
                                             const std::int8_t* weights, std::size_t step,
                                             I16 (&sums)[kRows][kBlocks]) {
  Sums<kRows * kBlocks> total;
  for (std::size_t k = 0; k < in; k += 4) {
    add_rows<kRows, kBlocks>(total, bytes + k, in, weights + k * 16, step);
  }
  store_sums(total, &sums[0][0]);
}

inline F16 lanes_of(const __m512& v) {
  F16 out;
  _mm512_storeu_ps(&out, v);
  return out;
}

/// The processor's estimate, good to 14 bits, and one step of Newton's.
inline F16 reciprocal(const F16& x) {
  const __m512 v = _mm512_loadu_ps(&x);
  const __m512 y = _mm512_maskz_rcp14_ps(0xFFFF, v);
  return lanes_of(_mm512_mul_ps(y, _mm512_fnmadd_ps(v, y, _mm512_set1_ps(2.0F))));
}

inline F16 pick(const float* table, const I16& places) {
  return lanes_of(_mm512_permutex2var_ps(_mm512_loadu_ps(table), _mm512_loadu_si512(&places),
                                         _mm512_loadu_ps(table + 16)));
}

#include "language/kernels/body.h"

}  // namespace

const Kernels* avx512_kernels() {
  static constexpr Kernels kKernels = kernels_named("AVX-512 VNNI");
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512vnni")
             ? &kKernels
             : nullptr;
}

}  // namespace stemma::language

#else

namespace stemma::language {
const Kernels* avx512_kernels() { return nullptr; }
}  // namespace stemma::language

#endif
