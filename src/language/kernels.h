// The arithmetic of the network, for the processor at hand.
//
//   const Kernels& k = best_kernels();            // AVX-512 VNNI, AVX2 or portable
//   k.quantise(x, rows, width, ld, bytes, scales);
//   k.multiply(bytes, scales, rows, matrix, out, ld_out, After::kStore);
//
// Products are of 8-bit whole numbers, summed exactly, so every kind of processor gives the same
// sums; the few steps in floating point may differ in the last bit between kinds, never between
// runs or numbers of threads on one.
// Rows are row-major; ld is the distance between rows, in values. Nothing here allocates.
#pragma once

#include <cstddef>
#include <cstdint>

namespace stemma::language {

/// Weights of a linear layer, out x in, in 8 bits with a scale for each output. Outputs are padded
/// with zeros to a multiple of 16, inputs to one of 4, and packed [out / 16][in / 4][16][4].
struct Matrix {
  const std::int8_t* weights = nullptr;
  const float* scales = nullptr;       // [out]
  const float* offsets = nullptr;      // [out], added after scaling
  const std::int32_t* sums = nullptr;  // [out], 128 times the sum of the output's weights
  std::uint32_t out = 0;               // padded
  std::uint32_t in = 0;                // padded
};

/// What becomes of a product before it is stored.
enum class After {
  kStore,    // out = y
  kRelu,     // out = max(y, 0)
  kAdd,      // out += y
  kAddRelu,  // out += max(y, 0)
};

/// A sentence's rows within a batch: [first, first + size), the first being its ROOT.
struct RowRange {
  std::uint32_t first = 0;
  std::uint32_t size = 0;
};

inline constexpr std::size_t kWidest = 1024;  // rows of the network have at most so many values
inline constexpr std::size_t kDistances = 30;
/// Signed distances: exact to 10, then up to 14, 20, 30, beyond; the last bucket is ROOT's.
constexpr std::size_t distance_bucket(std::size_t from, std::size_t to) {
  if (to == 0) return kDistances - 1;
  const std::size_t size = from > to ? from - to : to - from;
  const std::size_t step = size <= 10   ? size
                           : size <= 14 ? 11
                           : size <= 20 ? 12
                           : size <= 30 ? 13
                                        : 14;
  return to > from || size == 0 ? step : 14 + step;
}

struct Kernels {
  const char* name;

  /// Each row in bytes: round(x / scale) + 128, scale = largest / 127. `width` is padded up to a
  /// multiple of 4 with zeros (as 128) in `bytes`, whose rows stand that far apart.
  void (*quantise)(const float* x, std::size_t rows, std::size_t width, std::size_t ld,
                   std::uint8_t* bytes, float* scales);

  /// y = x matrix' + offsets for rows of bytes matrix.in apart.
  void (*multiply)(const std::uint8_t* bytes, const float* scales, std::size_t rows,
                   const Matrix& matrix, float* out, std::size_t ld_out, After after);

  /// Layer norm of each row; width is a multiple of 16.
  void (*normalise)(const float* x, std::size_t rows, std::size_t width, const float* scale,
                    const float* shift, float* out);

  /// The same, quantised at once; width is at most kWidest.
  void (*normalise_to_bytes)(const float* x, std::size_t rows, std::size_t width,
                             const float* scale, const float* shift, std::uint8_t* bytes,
                             float* scales);

  /// Softmax in place of the first `count` values of each row. The 15 values after the last row's
  /// must be readable and writable; they stay as they are.
  void (*softmax)(float* values, std::size_t rows, std::size_t ld, std::size_t count);

  /// Self-attention of one sentence: qkv [rows, 3 width] -> out [rows, width]; bias [heads,
  /// kDistances]. `scratch` holds attention_scratch(rows.size, width / heads) floats.
  void (*attend)(const float* qkv, RowRange rows, std::size_t width, std::size_t heads,
                 const float* bias, float* out, float* scratch);

  /// A recurrence along each of `count` sentences, both ways. Its gates are a product as of
  /// multiply(), outputs [6, h]: candidate, forget and output of the way forth, then of the way
  /// back. x [rows, 2 h] += result. `scratch` holds 48 rows floats; h is a multiple of 16.
  void (*recur)(const std::uint8_t* bytes, const float* scales, std::size_t rows,
                const Matrix& gates, const RowRange* sentences, std::size_t count, float* x,
                float* scratch);

  /// scores[i][j] = dependent[i] . head[j] + bias[j] + distance[i][bucket], an m x padded(m, 16)
  /// matrix for one sentence of m rows. Operands stand `ld` apart and are `width` wide, but
  /// dependents `width` and distances 32 or more. `scratch` holds arc_scratch(m, width) floats.
  void (*score_arcs)(const float* dependent, const float* head, const float* bias,
                     const float* distance, std::size_t ld_head, std::size_t ld_distance,
                     std::size_t rows, std::size_t width, float* scores, float* scratch);

  /// out = max(a + b + c, 0), each of `width` values, a multiple of 16.
  void (*add_relu)(const float* a, const float* b, const float* c, std::size_t width, float* out);
};

constexpr std::size_t padded(std::size_t n, std::size_t to) { return (n + to - 1) / to * to; }

constexpr std::size_t attention_scratch(std::size_t rows, std::size_t each) {
  return padded(rows, 16) * (each + rows) + 2 * rows + 32;
}

constexpr std::size_t arc_scratch(std::size_t rows, std::size_t width) {
  return padded(rows, 16) * (width + 1) + 2 * rows + 32;
}

const Kernels& portable_kernels();
/// Null where this processor, or this build, has none.
const Kernels* avx2_kernels();
const Kernels* avx512_kernels();

/// The fastest that this processor runs.
const Kernels& best_kernels();

}  // namespace stemma::language
