// The body of every set of kernels: compiled once for each kind of processor, with other compiler
// flags and another `dot_block`. Included by the .cpp files of this folder only, inside an
// anonymous namespace; before it, each defines
//   kTallRows, kWideBlocks           // the shape of a block: rows times blocks of 16 outputs
//   kGateRows, kGateBlocks           // the same for recurrences: 1 or 3 blocks
//   void dot_block<kRows, kBlocks>(const uint8_t* bytes, size_t in, const int8_t* weights,
//                                  size_t step, sums)   // blocks' weights are `step` apart
//   F16 reciprocal(F16)              // 1 / x, to a relative 1e-6 at least
//   F16 pick(const float* table, I16 places)   // table[places], each below 32
#pragma once

constexpr std::size_t kLanes = 16;

// Vectors that stand anywhere in memory. The alignment of their types alone does not say so: clang
// holds a vector that is read through a pointer for aligned.
struct [[gnu::packed, gnu::aligned(4), gnu::may_alias]] F16Anywhere {
  F16 v;
};
struct [[gnu::packed, gnu::aligned(4), gnu::may_alias]] I16Anywhere {
  I16 v;
};
inline F16 load(const float* p) { return reinterpret_cast<const F16Anywhere*>(p)->v; }
inline I16 load(const std::int32_t* p) { return reinterpret_cast<const I16Anywhere*>(p)->v; }
inline void store(float* p, const F16& v) { reinterpret_cast<F16Anywhere*>(p)->v = v; }
inline F16 all(float v) { return v - F16{}; }
inline F16 larger(const F16& a, const F16& b) { return a > b ? a : b; }

/// The upper half of the lanes brought down, then the upper quarter, and so on.
template <class Join>
inline float folded(F16 v, Join join) {
  v = join(v, __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  v = join(v, __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  v = join(v, __builtin_shufflevector(v, v, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
  v = join(v, __builtin_shufflevector(v, v, 1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
  return v[0];
}
inline float sum_of(const F16& v) {
  return folded(v, [](const F16& a, const F16& b) { return a + b; });
}
inline float largest_of(const F16& v) { return folded(v, larger); }

/// e^x to a relative 4e-6: 2^n times a polynomial (Chebyshev's of degree 4 on half of ln 2 to
/// either side).
inline F16 exponential(F16 x) {
  x = larger(x, all(-87.0F));
  x = x < all(88.0F) ? x : all(88.0F);
  const F16 scaled = x * 1.44269504F + 12582912.0F;  // its low bits hold the rounded value
  const F16 r = x - (scaled - 12582912.0F) * 0.693147181F;
  F16 p = all(4.19175297e-2F);
  p = p * r + 1.67921610e-1F;
  p = p * r + 4.99988691e-1F;
  p = p * r + 9.99962278e-1F;
  p = p * r + 1.00000008F;
  const I16 exponent = (reinterpret_cast<const I16&>(scaled) + 127) << 23;
  return p * reinterpret_cast<const F16&>(exponent);
}

inline F16 sigmoid(const F16& x) { return reciprocal(1.0F + exponential(-x)); }

/// Calls use.operator()<n>(first) for n rows at a time: sums along a row wait for one another, and
/// those of several rows do not.
template <class Use>
inline void by_rows(std::size_t rows, Use use) {
  std::size_t r = 0;
  for (; r + 4 <= rows; r += 4) use.template operator()<4>(r);
  for (; r < rows; ++r) use.template operator()<1>(r);
}

/// Rows in bytes, given the largest size of each row's first values, up to a multiple of 16.
template <std::size_t kRows>
inline void quantise_rows(const float* x, std::size_t ld, std::size_t width, const F16* top,
                          std::uint8_t* bytes, float* scales) {
  const std::size_t wide = padded(width, 4);
  const std::size_t whole = width / kLanes * kLanes;
  // Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits.
  constexpr float kRound = 12582912.0F;
  float inverse[kRows];
  for (std::size_t r = 0; r < kRows; ++r) {
    float most = largest_of(top[r]);
    for (std::size_t i = whole; i < width; ++i) most = std::max(most, std::abs(x[r * ld + i]));
    inverse[r] = most > 0 ? 127.0F / most : 0.0F;
    scales[r] = most / 127.0F;
    std::uint8_t* const out = bytes + r * wide;
    for (std::size_t i = whole; i < width; ++i) {
      const float v = x[r * ld + i] * inverse[r] + kRound;
      std::int32_t bits = 0;
      std::memcpy(&bits, &v, sizeof(bits));
      out[i] = static_cast<std::uint8_t>((bits + 128) & 255);
    }
    for (std::size_t i = width; i < wide; ++i) out[i] = 128;
  }
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const F16 v = load(x + r * ld + i) * inverse[r] + kRound;
      const I16 number = (reinterpret_cast<const I16&>(v) + 128) & 255;
      using B16 = std::uint8_t __attribute__((vector_size(16)));
      struct [[gnu::packed, gnu::may_alias]] B16Anywhere {
        B16 v;
      };
      reinterpret_cast<B16Anywhere*>(bytes + r * wide + i)->v =
          __builtin_convertvector(number, B16);
    }
  }
}

void quantise(const float* x, std::size_t rows, std::size_t width, std::size_t ld,
              std::uint8_t* bytes, float* scales) {
  by_rows(rows, [&]<std::size_t kRows>(std::size_t r) {
    F16 top[kRows];
    for (F16& t : top) t = all(0.0F);
    for (std::size_t i = 0; i + kLanes <= width; i += kLanes) {
      for (std::size_t k = 0; k < kRows; ++k) {
        const F16 v = load(x + (r + k) * ld + i);
        top[k] = larger(top[k], larger(v, -v));
      }
    }
    quantise_rows<kRows>(x + r * ld, ld, width, top, bytes + r * padded(width, 4), scales + r);
  });
}

/// kRows rows times kBlocks blocks of 16 outputs, of which the first is `column` and each is
/// `apart` columns from the next; blocks are stored side by side.
template <std::size_t kRows, std::size_t kBlocks, After kAfter>
inline void multiply_block(const std::uint8_t* bytes, const float* scales, const Matrix& m,
                           std::size_t column, std::size_t apart, float* out, std::size_t ld_out) {
  I16 sums[kRows][kBlocks];
  dot_block<kRows, kBlocks>(bytes, m.in, m.weights + column * m.in, apart * m.in, sums);
  const float* const of_columns = m.scales + column;
  const float* const offsets = m.offsets + column;
  const std::int32_t* const centres = m.sums + column;
  for (std::size_t b = 0; b < kBlocks; ++b) {
    const F16 scale = load(of_columns + b * apart);
    const F16 offset = load(offsets + b * apart);
    const I16 centre = load(centres + b * apart);
    for (std::size_t r = 0; r < kRows; ++r) {
      float* const to = out + r * ld_out + b * kLanes;
      F16 y = __builtin_convertvector(sums[r][b] - centre, F16) * (scale * scales[r]) + offset;
      if constexpr (kAfter == After::kRelu || kAfter == After::kAddRelu) y = larger(y, all(0.0F));
      if constexpr (kAfter == After::kAdd || kAfter == After::kAddRelu) y += load(to);
      store(to, y);
    }
  }
}

/// All rows of such blocks.
template <std::size_t kTall, std::size_t kBlocks, After kAfter>
inline void multiply_columns(const std::uint8_t* bytes, const float* scales, std::size_t rows,
                             const Matrix& m, std::size_t column, std::size_t apart, float* out,
                             std::size_t ld_out) {
  std::size_t r = 0;
  const auto block = [&]<std::size_t kRows>() {
    multiply_block<kRows, kBlocks, kAfter>(bytes + r * m.in, scales + r, m, column, apart,
                                           out + r * ld_out, ld_out);
    r += kRows;
  };
  while (r + kTall <= rows) block.template operator()<kTall>();
  if (rows - r >= 4) block.template operator()<4>();
  if (rows - r >= 2) block.template operator()<2>();
  if (rows - r >= 1) block.template operator()<1>();
}

/// Columns outside, rows inside: the weights of a few columns stay in the nearest cache.
template <After kAfter>
void multiply_then(const std::uint8_t* bytes, const float* scales, std::size_t rows,
                   const Matrix& m, float* out, std::size_t ld_out) {
  std::size_t column = 0;
  for (; column + kWideBlocks * kLanes <= m.out; column += kWideBlocks * kLanes) {
    multiply_columns<kTallRows, kWideBlocks, kAfter>(bytes, scales, rows, m, column, kLanes,
                                                     out + column, ld_out);
  }
  for (; column < m.out; column += kLanes) {
    multiply_columns<kTallRows, 1, kAfter>(bytes, scales, rows, m, column, kLanes, out + column,
                                           ld_out);
  }
}

void multiply(const std::uint8_t* bytes, const float* scales, std::size_t rows, const Matrix& m,
              float* out, std::size_t ld_out, After after) {
  switch (after) {
    case After::kStore:
      return multiply_then<After::kStore>(bytes, scales, rows, m, out, ld_out);
    case After::kRelu:
      return multiply_then<After::kRelu>(bytes, scales, rows, m, out, ld_out);
    case After::kAdd:
      return multiply_then<After::kAdd>(bytes, scales, rows, m, out, ld_out);
    case After::kAddRelu:
      return multiply_then<After::kAddRelu>(bytes, scales, rows, m, out, ld_out);
  }
}

/// `top`: of each row, the largest size of what stands in each lane.
template <std::size_t kRows>
inline void normalise_rows(const float* x, std::size_t width, const float* scale,
                           const float* shift, float* out, F16* top) {
  constexpr float kEpsilon = 1e-5F;
  F16 total[kRows];
  float mean[kRows];
  float inverse[kRows];
  for (F16& t : total) t = all(0.0F);
  for (std::size_t i = 0; i < width; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) total[r] += load(x + r * width + i);
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    mean[r] = sum_of(total[r]) / static_cast<float>(width);
    total[r] = all(0.0F);
  }
  for (std::size_t i = 0; i < width; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const F16 d = load(x + r * width + i) - mean[r];
      total[r] += d * d;
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    inverse[r] = 1.0F / std::sqrt(sum_of(total[r]) / static_cast<float>(width) + kEpsilon);
    top[r] = all(0.0F);
  }
  for (std::size_t i = 0; i < width; i += kLanes) {
    const F16 s = load(scale + i);
    const F16 t = load(shift + i);
    for (std::size_t r = 0; r < kRows; ++r) {
      const F16 y = (load(x + r * width + i) - mean[r]) * inverse[r] * s + t;
      top[r] = larger(top[r], larger(y, -y));
      store(out + r * width + i, y);
    }
  }
}

void normalise(const float* x, std::size_t rows, std::size_t width, const float* scale,
               const float* shift, float* out) {
  by_rows(rows, [&]<std::size_t kRows>(std::size_t r) {
    F16 top[kRows];
    normalise_rows<kRows>(x + r * width, width, scale, shift, out + r * width, top);
  });
}

void normalise_to_bytes(const float* x, std::size_t rows, std::size_t width, const float* scale,
                        const float* shift, std::uint8_t* bytes, float* scales) {
  float normal[4 * kWidest];
  by_rows(rows, [&]<std::size_t kRows>(std::size_t r) {
    F16 top[kRows];
    normalise_rows<kRows>(x + r * width, width, scale, shift, normal, top);
    quantise_rows<kRows>(normal, width, width, top, bytes + r * width, scales + r);
  });
}

/// What stands after a row's values is read and put back.
template <std::size_t kRows>
inline void softmax_rows(float* values, std::size_t ld, std::size_t count) {
  constexpr I16 kPlace = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const std::size_t whole = count / kLanes * kLanes;
  const I16 inside = kPlace < static_cast<std::int32_t>(count - whole);
  const F16 none = all(-1e30F);
  F16 top[kRows];
  for (F16& t : top) t = none;
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) top[r] = larger(top[r], load(values + r * ld + i));
  }
  const bool tail = whole < count;
  for (std::size_t r = 0; r < kRows && tail; ++r) {
    top[r] = larger(top[r], inside ? load(values + r * ld + whole) : none);
  }
  float most[kRows];
  F16 sums[kRows];
  F16 last[kRows];
  for (std::size_t r = 0; r < kRows; ++r) {
    most[r] = largest_of(top[r]);
    sums[r] = all(0.0F);
    last[r] = all(0.0F);
  }
  for (std::size_t i = 0; i < whole; i += kLanes) {
    for (std::size_t r = 0; r < kRows; ++r) {
      const F16 e = exponential(load(values + r * ld + i) - most[r]);
      sums[r] += e;
      store(values + r * ld + i, e);
    }
  }
  for (std::size_t r = 0; r < kRows && tail; ++r) {
    last[r] = exponential((inside ? load(values + r * ld + whole) : none) - most[r]);
    sums[r] += last[r];
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    float* const row = values + r * ld;
    const float inverse = 1.0F / sum_of(sums[r]);
    for (std::size_t i = 0; i < whole; i += kLanes) store(row + i, load(row + i) * inverse);
    if (tail) store(row + whole, inside ? last[r] * inverse : load(row + whole));
  }
}

void softmax(float* values, std::size_t rows, std::size_t ld, std::size_t count) {
  by_rows(rows, [&]<std::size_t kRows>(std::size_t r) {
    softmax_rows<kRows>(values + r * ld, ld, count);
  });
}

/// to[k][j] = from[j][k] for j below rows; zeros up to rows padded. width is a multiple of 16.
/// Sixteen by sixteen at a time: four rounds of dealing the lower half of the rows between those of
/// the upper one.
inline void transpose(const float* from, std::size_t ld, std::size_t rows, std::size_t width,
                      float* to) {
  const std::size_t wide = padded(rows, kLanes);
  for (std::size_t j = 0; j < wide; j += kLanes) {
    for (std::size_t k = 0; k < width; k += kLanes) {
      F16 a[kLanes];
      F16 b[kLanes];
      for (std::size_t l = 0; l < kLanes; ++l) {
        a[l] = j + l < rows ? load(from + (j + l) * ld + k) : all(0.0F);
      }
      const auto deal = [](const F16(&x)[kLanes], F16(&y)[kLanes]) {
        for (std::size_t l = 0; l < kLanes / 2; ++l) {
          y[2 * l] = __builtin_shufflevector(x[l], x[l + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5,
                                             21, 6, 22, 7, 23);
          y[2 * l + 1] = __builtin_shufflevector(x[l], x[l + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12,
                                                 28, 13, 29, 14, 30, 15, 31);
        }
      };
      deal(a, b);
      deal(b, a);
      deal(a, b);
      deal(b, a);
      for (std::size_t l = 0; l < kLanes; ++l) store(to + (k + l) * wide + j, a[l]);
    }
  }
}

/// out[r][j] = rows[r] . column j of `transposed`, for kRows rows and kBlocks blocks of columns.
/// Many at once, so that additions need not wait for one another.
template <std::size_t kRows, std::size_t kBlocks>
inline void dot_columns(const float* rows, std::size_t ld, std::size_t width,
                        const float* transposed, std::size_t wide, float* out) {
  F16 sums[kRows][kBlocks];
  for (auto& row : sums) {
    for (F16& s : row) s = all(0.0F);
  }
  for (std::size_t k = 0; k < width; ++k) {
    for (std::size_t b = 0; b < kBlocks; ++b) {
      const F16 column = load(transposed + k * wide + b * kLanes);
      for (std::size_t r = 0; r < kRows; ++r) sums[r][b] += rows[r * ld + k] * column;
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t b = 0; b < kBlocks; ++b) store(out + r * wide + b * kLanes, sums[r][b]);
  }
}

/// out [rows, wide] = a b', b transposed.
inline void products(const float* a, std::size_t ld, std::size_t rows, std::size_t width,
                     const float* transposed, float* out) {
  const std::size_t wide = padded(rows, kLanes);
  by_rows(rows, [&]<std::size_t kRows>(std::size_t i) {
    std::size_t j = 0;
    for (; j + 2 * kLanes <= wide; j += 2 * kLanes) {
      dot_columns<kRows, 2>(a + i * ld, ld, width, transposed + j, wide, out + i * wide + j);
    }
    if (j < wide) {
      dot_columns<kRows, 1>(a + i * ld, ld, width, transposed + j, wide, out + i * wide + j);
    }
  });
}

/// line[rows - 1 + j - i] = bucket(i, j) for 0 < j: with it a row's buckets are read one after
/// another.
inline void lay_out_buckets(std::size_t rows, std::int32_t* line) {
  const std::size_t last = rows - 1;
  for (std::size_t d = 0; d < 2 * rows - 1; ++d) {
    // Places moved up by one so that none of them is ROOT's.
    line[d] = static_cast<std::int32_t>(d < last ? distance_bucket(last - d + 1, 1)
                                                 : distance_bucket(1, d - last + 1));
  }
  std::fill(line + 2 * rows - 1, line + 2 * rows - 1 + kLanes, 0);
}

/// row[j] = row[j] * scale + by_bucket[bucket(i, j)]; `line` as above, by_bucket 32 floats.
inline void add_distances(float* row, float scale, std::size_t i, std::size_t rows,
                          const std::int32_t* line, const float* by_bucket) {
  const float root = row[0] * scale + by_bucket[kDistances - 1];
  for (std::size_t j = 0; j < rows; j += kLanes) {
    const I16 places = load(line + (rows - 1 - i) + j);
    store(row + j, load(row + j) * scale + pick(by_bucket, places));
  }
  row[0] = root;
}

/// out [kRows, each] = weights [kRows, wide] v [rows, each], each = kVectors * 16.
template <std::size_t kRows, std::size_t kVectors>
inline void weigh(const float* weights, std::size_t wide, std::size_t rows, const float* v,
                  std::size_t ld, float* out, std::size_t ld_out) {
  F16 sums[kRows][kVectors];
  for (auto& row : sums) {
    for (F16& s : row) s = all(0.0F);
  }
  for (std::size_t j = 0; j < rows; ++j) {
    for (std::size_t c = 0; c < kVectors; ++c) {
      const F16 value = load(v + j * ld + c * kLanes);
      for (std::size_t r = 0; r < kRows; ++r) sums[r][c] += weights[r * wide + j] * value;
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t c = 0; c < kVectors; ++c) store(out + r * ld_out + c * kLanes, sums[r][c]);
  }
}

void attend(const float* qkv, RowRange rows, std::size_t width, std::size_t heads,
            const float* bias, float* out, float* scratch) {
  const std::size_t each = width / heads;
  const std::size_t ld = 3 * width;
  const std::size_t m = rows.size;
  const std::size_t wide = padded(m, kLanes);
  const float scale = 1.0F / std::sqrt(static_cast<float>(each));
  float* scores = scratch + each * wide;
  auto* line = reinterpret_cast<std::int32_t*>(scores + m * wide);
  lay_out_buckets(m, line);
  for (std::size_t h = 0; h < heads; ++h) {
    const float* q = qkv + rows.first * ld + h * each;
    const float* k = q + width;
    const float* v = k + width;
    transpose(k, ld, m, each, scratch);
    products(q, ld, m, each, scratch, scores);
    float by_bucket[32] = {};
    std::copy_n(bias + h * kDistances, kDistances, by_bucket);
    for (std::size_t i = 0; i < m; ++i) {
      add_distances(scores + i * wide, scale, i, m, line, by_bucket);
    }
    softmax(scores, m, wide, m);
    float* to = out + rows.first * width + h * each;
    by_rows(m, [&]<std::size_t kRows>(std::size_t i) {
      std::size_t c = 0;
      for (; c + 4 * kLanes <= each; c += 4 * kLanes) {
        weigh<kRows, 4>(scores + i * wide, wide, m, v + c, ld, to + i * width + c, width);
      }
      for (; c < each; c += kLanes) {
        weigh<kRows, 1>(scores + i * wide, wide, m, v + c, ld, to + i * width + c, width);
      }
    });
  }
}

/// One direction of 16 units along a sentence: gates [rows, 48] of candidate, forget, output.
inline void scan(const float* gates, RowRange rows, bool forward, float* x, std::size_t ld) {
  F16 state = all(0.0F);
  for (std::size_t step = 0; step < rows.size; ++step) {
    const std::size_t i = rows.first + (forward ? step : rows.size - 1 - step);
    const float* const z = gates + i * 3 * kLanes;
    const F16 candidate = load(z);
    const F16 forget = sigmoid(load(z + kLanes));
    const F16 output = sigmoid(load(z + 2 * kLanes));
    state = forget * (state - candidate) + candidate;
    store(x + i * ld, load(x + i * ld) + output * state);
  }
}

/// Gates of a few units at a time, so that they are still in the nearest cache when they are used.
void recur(const std::uint8_t* bytes, const float* scales, std::size_t rows, const Matrix& m,
           const RowRange* sentences, std::size_t count, float* x, float* scratch) {
  const std::size_t h = m.out / 6;
  for (std::size_t way = 0; way < 2; ++way) {
    for (std::size_t k = 0; k < h; k += kLanes) {
      for (std::size_t b = 0; b < 3; b += kGateBlocks) {
        multiply_columns<kGateRows, kGateBlocks, After::kStore>(
            bytes, scales, rows, m, (way * 3 + b) * h + k, h, scratch + b * kLanes, 3 * kLanes);
      }
      for (std::size_t s = 0; s < count; ++s) {
        scan(scratch, sentences[s], way == 0, x + way * h + k, 2 * h);
      }
    }
  }
}

void score_arcs(const float* dependent, const float* head, const float* bias, const float* distance,
                std::size_t ld_head, std::size_t ld_distance, std::size_t rows, std::size_t width,
                float* scores, float* scratch) {
  const std::size_t wide = padded(rows, kLanes);
  float* const biases = scratch + width * wide;
  auto* const line = reinterpret_cast<std::int32_t*>(biases + wide);
  transpose(head, ld_head, rows, width, scratch);
  products(dependent, width, rows, width, scratch, scores);
  lay_out_buckets(rows, line);
  for (std::size_t j = 0; j < wide; ++j) biases[j] = j < rows ? bias[j * ld_head] : 0.0F;
  for (std::size_t i = 0; i < rows; ++i) {
    float* const row = scores + i * wide;
    add_distances(row, 1.0F, i, rows, line, distance + i * ld_distance);
    for (std::size_t j = 0; j < wide; j += kLanes) store(row + j, load(row + j) + load(biases + j));
  }
}

void add_relu(const float* a, const float* b, const float* c, std::size_t width, float* out) {
  for (std::size_t i = 0; i < width; i += kLanes) {
    store(out + i, larger(load(a + i) + load(b + i) + load(c + i), all(0.0F)));
  }
}

constexpr Kernels kernels_named(const char* name) {
  return {name,    quantise, multiply, normalise,  normalise_to_bytes,
          softmax, attend,   recur,    score_arcs, add_relu};
}
