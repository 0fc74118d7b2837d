// Kernels in plain C++, for any processor.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "language/kernels.h"

namespace stemma::language {
namespace {

constexpr std::size_t kTallRows = 4;
constexpr std::size_t kWideBlocks = 1;
constexpr std::size_t kGateRows = 4;
constexpr std::size_t kGateBlocks = 1;

using F16 = float __attribute__((vector_size(64), aligned(4), may_alias));
using I16 = std::int32_t __attribute__((vector_size(64), aligned(4), may_alias));

template <std::size_t kRows, std::size_t kBlocks>
void dot_block(const std::uint8_t* bytes, std::size_t in, const std::int8_t* weights,
               std::size_t step, I16 (&sums)[kRows][kBlocks]) {
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t b = 0; b < kBlocks; ++b) {
      std::int32_t total[16] = {};
      const std::int8_t* w = weights + b * step;
      const std::uint8_t* x = bytes + r * in;
      for (std::size_t k = 0; k < in; k += 4, w += 64) {
        for (std::size_t o = 0; o < 16; ++o) {
          total[o] += x[k] * w[o * 4] + x[k + 1] * w[o * 4 + 1] + x[k + 2] * w[o * 4 + 2] +
                      x[k + 3] * w[o * 4 + 3];
        }
      }
      std::memcpy(&sums[r][b], total, sizeof(total));
    }
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

const Kernels& portable_kernels() {
  static constexpr Kernels kKernels = kernels_named("portable");
  return kKernels;
}

}  // namespace stemma::language
