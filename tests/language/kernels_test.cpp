// The kernels of this processor against the portable ones, and those against the obvious sums.
#include "language/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace stemma::language {
namespace {

struct Product {
  std::size_t out, in;
  std::vector<std::int8_t> plain;  // [out][in]
  std::vector<std::int8_t> packed;
  std::vector<float> scales, offsets;
  std::vector<std::int32_t> sums;

  Product(std::size_t out_size, std::size_t in_size, std::mt19937& random)
      : out(out_size),
        in(in_size),
        plain(out * in),
        packed(out * in),
        scales(out),
        offsets(out),
        sums(out, 0) {
    for (std::size_t o = 0; o < out; ++o) {
      scales[o] = 0.001F * static_cast<float>(1 + random() % 20);
      offsets[o] = 0.1F * static_cast<float>(static_cast<int>(random() % 21) - 10);
      for (std::size_t i = 0; i < in; ++i) {
        const auto w = static_cast<std::int8_t>(static_cast<int>(random() % 255) - 127);
        plain[o * in + i] = w;
        packed[(o / 16) * 16 * in + (i / 4) * 64 + (o % 16) * 4 + i % 4] = w;
        sums[o] += 128 * w;
      }
    }
  }
  Matrix matrix() const {
    return {packed.data(),
            scales.data(),
            offsets.data(),
            sums.data(),
            static_cast<std::uint32_t>(out),
            static_cast<std::uint32_t>(in)};
  }
};

std::vector<const Kernels*> all_kernels() {
  std::vector<const Kernels*> sets = {&portable_kernels()};
  if (avx2_kernels() != nullptr) sets.push_back(avx2_kernels());
  if (avx512_kernels() != nullptr) sets.push_back(avx512_kernels());
  return sets;
}

std::vector<float> noise(std::size_t count, std::mt19937& random, float size = 1) {
  std::normal_distribution<float> normal(0, size);
  std::vector<float> values(count);
  for (float& v : values) v = normal(random);
  return values;
}

TEST(Kernels, BytesAreTheSameOnEveryProcessor) {
  std::mt19937 random(1);
  for (const std::size_t width : {3U, 16U, 30U, 67U, 192U}) {
    const std::vector<float> x = noise(5 * width, random);
    std::vector<std::uint8_t> expected(5 * padded(width, 4));
    std::vector<float> scales(5);
    portable_kernels().quantise(x.data(), 5, width, width, expected.data(), scales.data());
    for (std::size_t i = 0; i < width; ++i) {
      EXPECT_NEAR((expected[i] - 128) * scales[0], x[i], scales[0] * 0.51F);
    }
    for (const Kernels* kernels : all_kernels()) {
      std::vector<std::uint8_t> bytes(expected.size());
      std::vector<float> own(5);
      kernels->quantise(x.data(), 5, width, width, bytes.data(), own.data());
      EXPECT_EQ(bytes, expected) << kernels->name;
      EXPECT_EQ(own, scales) << kernels->name;
    }
  }
}

TEST(Kernels, ProductsAreTheObviousSums) {
  std::mt19937 random(2);
  for (const auto& [out, in] : {std::pair<std::size_t, std::size_t>{16, 4}, {48, 68}, {208, 192}}) {
    const Product product(out, in, random);
    for (const std::size_t rows : {1U, 2U, 5U, 6U, 13U}) {
      std::vector<std::uint8_t> bytes(rows * in);
      for (auto& b : bytes) b = static_cast<std::uint8_t>(1 + random() % 255);
      const std::vector<float> scales(rows, 0.02F);
      for (const After after : {After::kStore, After::kRelu, After::kAdd, After::kAddRelu}) {
        std::vector<float> expected(rows * out, 1.0F);
        for (std::size_t r = 0; r < rows; ++r) {
          for (std::size_t o = 0; o < out; ++o) {
            std::int32_t sum = 0;
            for (std::size_t i = 0; i < in; ++i) {
              sum += (bytes[r * in + i] - 128) * product.plain[o * in + i];
            }
            float y = static_cast<float>(sum) * product.scales[o] * scales[r] + product.offsets[o];
            if (after == After::kRelu || after == After::kAddRelu) y = std::max(y, 0.0F);
            float& to = expected[r * out + o];
            to = after == After::kAdd || after == After::kAddRelu ? to + y : y;
          }
        }
        for (const Kernels* kernels : all_kernels()) {
          std::vector<float> y(rows * out, 1.0F);
          kernels->multiply(bytes.data(), scales.data(), rows, product.matrix(), y.data(), out,
                            after);
          for (std::size_t i = 0; i < y.size(); ++i) {
            ASSERT_NEAR(y[i], expected[i], 1e-4F * (1 + std::abs(expected[i]))) << kernels->name;
          }
        }
      }
    }
  }
}

TEST(Kernels, SoftmaxIsADistribution) {
  std::mt19937 random(3);
  for (const std::size_t count : {1U, 15U, 16U, 17U, 50U}) {
    for (const std::size_t rows : {1U, 4U, 7U}) {
      const std::size_t ld = count + 3;
      const std::vector<float> x = noise(rows * ld + 16, random, 10);
      for (const Kernels* kernels : all_kernels()) {
        std::vector<float> y = x;
        kernels->softmax(y.data(), rows, ld, count);
        for (std::size_t r = 0; r < rows; ++r) {
          double sum = 0;
          for (std::size_t i = 0; i < count; ++i) {
            sum += std::exp(static_cast<double>(x[r * ld + i]));
          }
          for (std::size_t i = 0; i < ld; ++i) {
            const double e = std::exp(static_cast<double>(x[r * ld + i])) / sum;
            EXPECT_NEAR(y[r * ld + i], i < count ? e : x[r * ld + i], 1e-5) << kernels->name;
          }
        }
      }
    }
  }
}

TEST(Kernels, AttentionIsAWeightedMean) {
  std::mt19937 random(4);
  constexpr std::size_t kWidth = 64;
  constexpr std::size_t kHeads = 2;
  constexpr std::size_t kEach = kWidth / kHeads;
  const std::vector<float> bias = noise(kHeads * kDistances, random);
  for (const std::uint32_t rows : {2U, 7U, 16U, 45U}) {
    const std::vector<float> qkv = noise((rows + 1) * 3 * kWidth, random);
    std::vector<float> expected((rows + 1) * kWidth, 0.0F);
    for (std::size_t h = 0; h < kHeads; ++h) {
      for (std::size_t i = 0; i < rows; ++i) {
        std::vector<double> weights(rows);
        double sum = 0;
        const float* q = qkv.data() + (i + 1) * 3 * kWidth + h * kEach;
        for (std::size_t j = 0; j < rows; ++j) {
          const float* k = qkv.data() + (j + 1) * 3 * kWidth + kWidth + h * kEach;
          double dot = 0;
          for (std::size_t c = 0; c < kEach; ++c) dot += static_cast<double>(q[c]) * k[c];
          weights[j] = std::exp(dot / std::sqrt(static_cast<double>(kEach)) +
                                bias[h * kDistances + distance_bucket(i, j)]);
          sum += weights[j];
        }
        for (std::size_t j = 0; j < rows; ++j) {
          const float* v = qkv.data() + (j + 1) * 3 * kWidth + 2 * kWidth + h * kEach;
          for (std::size_t c = 0; c < kEach; ++c) {
            expected[(i + 1) * kWidth + h * kEach + c] +=
                static_cast<float>(weights[j] / sum) * v[c];
          }
        }
      }
    }
    for (const Kernels* kernels : all_kernels()) {
      std::vector<float> out(expected.size(), 0.0F);
      std::vector<float> scratch(attention_scratch(rows, kEach));
      kernels->attend(qkv.data(), {1, rows}, kWidth, kHeads, bias.data(), out.data(),
                      scratch.data());
      for (std::size_t i = 0; i < out.size(); ++i) {
        ASSERT_NEAR(out[i], expected[i], 1e-4F) << kernels->name << " of " << rows;
      }
    }
  }
}

TEST(Kernels, RecurrencesRunBothWays) {
  std::mt19937 random(5);
  constexpr std::size_t kHalf = 32;
  constexpr std::size_t kIn = 20;
  const std::vector<RowRange> sentences = {{0, 9}, {9, 1}, {10, 13}};
  constexpr std::uint32_t kRows = 23;
  const Product product(6 * kHalf, kIn, random);
  std::vector<std::uint8_t> bytes(kRows * kIn);
  for (auto& b : bytes) b = static_cast<std::uint8_t>(random() % 256);
  const std::vector<float> scales(kRows, 0.003F);
  std::vector<float> gates(kRows * 6 * kHalf);
  portable_kernels().multiply(bytes.data(), scales.data(), kRows, product.matrix(), gates.data(),
                              6 * kHalf, After::kStore);
  const std::vector<float> x = noise(kRows * 2 * kHalf, random);
  std::vector<float> expected = x;
  const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
  for (const RowRange& sentence : sentences) {
    for (std::size_t way = 0; way < 2; ++way) {
      std::vector<double> state(kHalf, 0);
      for (std::size_t step = 0; step < sentence.size; ++step) {
        const std::size_t i = sentence.first + (way == 0 ? step : sentence.size - 1 - step);
        for (std::size_t k = 0; k < kHalf; ++k) {
          const float* g = gates.data() + i * 6 * kHalf + way * 3 * kHalf + k;
          const double forget = sigmoid(g[kHalf]);
          state[k] = forget * state[k] + (1 - forget) * g[0];
          expected[i * 2 * kHalf + way * kHalf + k] +=
              static_cast<float>(sigmoid(g[2 * kHalf]) * state[k]);
        }
      }
    }
  }
  for (const Kernels* kernels : all_kernels()) {
    std::vector<float> out = x;
    std::vector<float> scratch(48 * kRows);
    kernels->recur(bytes.data(), scales.data(), kRows, product.matrix(), sentences.data(),
                   sentences.size(), out.data(), scratch.data());
    for (std::size_t i = 0; i < out.size(); ++i) {
      ASSERT_NEAR(out[i], expected[i], 1e-3F * (1 + std::abs(expected[i]))) << kernels->name;
    }
  }
}

TEST(Kernels, ArcsAreDotProductsWithBiases) {
  std::mt19937 random(6);
  constexpr std::size_t kWidth = 32;
  for (const std::size_t rows : {2U, 5U, 20U}) {
    const std::vector<float> dependent = noise(rows * kWidth, random);
    const std::vector<float> head = noise(rows * (kWidth + 1), random);  // the bias comes last
    const std::vector<float> distance = noise(rows * 32, random);
    const std::size_t wide = padded(rows, 16);
    for (const Kernels* kernels : all_kernels()) {
      std::vector<float> scores(rows * wide);
      std::vector<float> scratch(arc_scratch(rows, kWidth));
      kernels->score_arcs(dependent.data(), head.data(), head.data() + kWidth, distance.data(),
                          kWidth + 1, 32, rows, kWidth, scores.data(), scratch.data());
      for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < rows; ++j) {
          double expected = head[j * (kWidth + 1) + kWidth];
          expected += distance[i * 32 + distance_bucket(i, j)];
          for (std::size_t c = 0; c < kWidth; ++c) {
            expected += static_cast<double>(dependent[i * kWidth + c]) * head[j * (kWidth + 1) + c];
          }
          ASSERT_NEAR(scores[i * wide + j], expected, 1e-3) << kernels->name;
        }
      }
    }
  }
}

}  // namespace
}  // namespace stemma::language
