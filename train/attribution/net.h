// A net of two layers over hashed features, as it learns: AdaGrad, with features left out at
// random.
//
//   Net<16, 1> net(rows, options, random);
//   auto scores = net.forward(keys);      // of one example
//   net.backward(slopes);                 // of the loss by those scores; learns at once
//   bytes += net.bytes();                 // in eight bits, as claims/attribution_model.h reads
//   them
//
// Deterministic for a seed. REQUIRES: backward() follows the forward() that it belongs to.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace stemma::train {

struct NetOptions {
  float dropout = 0.3F;
  float decay = 1e-5F;
};

inline void put_bytes(std::string& out, const auto& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <std::size_t Width, std::size_t Labels>
class Net {
 public:
  using Scores = std::array<float, Labels>;

  struct Pass {
    std::vector<std::uint32_t> rows;
    std::array<float, Width> hidden;
  };

  Net(std::size_t rows, const NetOptions& options, unsigned seed)
      : options_(options),
        rows_(rows),
        weights_(rows * Width),
        slopes_(rows * Width, 1e-2F),
        random_(seed) {
    std::normal_distribution<float> normal(0.0F, 1.0F);
    for (auto& unit : out_) {
      for (float& w : unit) w = normal(random_);
    }
    for (std::size_t w = 0; w < Width; ++w) {
      bias_[w] = 0.3F + 0.1F * static_cast<float>(random_() % 8);
      bias_slopes_[w] = 1.0F;
      out_slopes_[w].fill(1.0F);
    }
    out_bias_slopes_.fill(1.0F);
  }

  void set_rate(float rate) { rate_ = rate; }

  /// `given` is added to the hidden units' sums.
  Scores forward(std::span<const std::uint32_t> keys, Pass& pass,
                 const std::array<float, Width>& given = {}) {
    const auto dropped = static_cast<std::uint32_t>(options_.dropout * 4294967295.0F);
    pass.rows.clear();
    for (const std::uint32_t key : keys) {
      if (random_() >= dropped) pass.rows.push_back(key & static_cast<std::uint32_t>(rows_ - 1));
    }
    const float gain = 1.0F / (1.0F - options_.dropout);
    std::array<float, Width> sum{};
    for (const std::uint32_t row : pass.rows) {
      const float* cells = &weights_[row * Width];
      for (std::size_t w = 0; w < Width; ++w) sum[w] += cells[w];
    }
    Scores scores = out_bias_;
    for (std::size_t w = 0; w < Width; ++w) {
      pass.hidden[w] = std::max(0.0F, bias_[w] + given[w] + gain * sum[w]);
      for (std::size_t l = 0; l < Labels; ++l) scores[l] += pass.hidden[w] * out_[w][l];
    }
    return scores;
  }

  /// Gives the slopes by the hidden units' sums.
  std::array<float, Width> backward(const Pass& pass, const Scores& slopes) {
    const float gain = 1.0F / (1.0F - options_.dropout);
    std::array<float, Width> back{};
    for (std::size_t w = 0; w < Width; ++w) {
      if (pass.hidden[w] <= 0) continue;
      for (std::size_t l = 0; l < Labels; ++l) {
        back[w] += slopes[l] * out_[w][l];
        update(out_[w][l], out_slopes_[w][l], slopes[l] * pass.hidden[w], 0.1F);
      }
      update(bias_[w], bias_slopes_[w], back[w], 0.1F);
    }
    for (std::size_t l = 0; l < Labels; ++l) {
      update(out_bias_[l], out_bias_slopes_[l], slopes[l], 0.1F);
    }
    for (const std::uint32_t row : pass.rows) {
      float* cells = &weights_[row * Width];
      float* sums = &slopes_[row * Width];
      for (std::size_t w = 0; w < Width; ++w) {
        const float slope = gain * back[w] + options_.decay * cells[w];
        sums[w] += slope * slope;
        cells[w] -= rate_ * slope / std::sqrt(sums[w]);
      }
    }
    return back;
  }

  std::string bytes() const {
    constexpr float kMost = 2.5F;
    float most = 1e-6F;
    for (const float w : weights_) most = std::max(most, std::abs(w));
    const float scale = std::min(most, kMost) / 127.0F;
    std::string out;
    put_bytes(out, static_cast<std::uint32_t>(rows_));
    put_bytes(out, static_cast<std::uint32_t>(Width));
    put_bytes(out, static_cast<std::uint32_t>(Labels));
    put_bytes(out, scale);
    put_bytes(out, bias_);
    put_bytes(out, out_);
    put_bytes(out, out_bias_);
    for (const float w : weights_) {
      put_bytes(out, static_cast<std::int8_t>(std::clamp(std::round(w / scale), -127.0F, 127.0F)));
    }
    return out;
  }

 private:
  void update(float& weight, float& sum, float slope, float share) const {
    sum += slope * slope;
    weight -= rate_ * share * slope / std::sqrt(sum);
  }

  NetOptions options_;
  std::size_t rows_;
  std::vector<float> weights_, slopes_;
  std::array<float, Width> bias_{}, bias_slopes_{};
  std::array<Scores, Width> out_{}, out_slopes_{};
  Scores out_bias_{}, out_bias_slopes_{};
  float rate_ = 0;
  std::mt19937 random_;
};

}  // namespace stemma::train
