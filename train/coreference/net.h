// The net of language/coreference_model.h as it learns: Adam, with inputs and units left out at
// random.
//
//   Net net(width, options);
//   Net::Phrase p, q;  Net::Pair pair;
//   net.read(keys, dense, CorefSide::kTaker, p);                // sums of a phrase; q likewise
//   net.score(p, q, pair_keys, pair);
//   net.learn(pair, slope, p, q);  net.learn(p);  net.learn(q);
//   net.step(1.0F);                                             // share of the rate
//   std::string bytes = net.bytes(lean);
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "language/coreference_model.h"

namespace stemma::train {

using language::CorefSide;
using language::CorefUnits;
using language::kCorefUnits;

/// Weights in rows of kCorefUnits that learn by Adam; only rows that were touched since the last
/// step change.
class Rows {
 public:
  Rows(std::size_t rows, float spread, std::mt19937& random)
      : weights_(rows * kCorefUnits),
        slopes_(weights_.size()),
        first_(weights_.size()),
        second_(weights_.size()),
        steps_(rows),
        touched_(rows) {
    std::normal_distribution<float> normal(0, spread);
    if (spread > 0)
      for (float& w : weights_) w = normal(random);
  }

  std::size_t rows() const { return steps_.size(); }
  const float* row(std::size_t r) const { return &weights_[r * kCorefUnits]; }
  void add_slope(std::size_t r, const CorefUnits& slope, float by) {
    if (touched_[r] == 0) {
      touched_[r] = 1;
      list_.push_back(static_cast<std::uint32_t>(r));
    }
    float* s = &slopes_[r * kCorefUnits];
    for (std::size_t u = 0; u < kCorefUnits; ++u) s[u] += by * slope[u];
  }
  void step(float rate, float decay) {
    for (const std::uint32_t r : list_) {
      touched_[r] = 0;
      const auto n = static_cast<float>(++steps_[r]);
      const float unbias = std::sqrt(1 - std::pow(0.999F, n)) / (1 - std::pow(0.9F, n));
      for (std::size_t x = r * kCorefUnits; x < (r + 1) * kCorefUnits; ++x) {
        const float slope = slopes_[x];
        slopes_[x] = 0;
        first_[x] = 0.9F * first_[x] + 0.1F * slope;
        second_[x] = 0.999F * second_[x] + 0.001F * slope * slope;
        weights_[x] -=
            rate * (unbias * first_[x] / (std::sqrt(second_[x]) + 1e-6F) + decay * weights_[x]);
      }
    }
    list_.clear();
  }

 private:
  std::vector<float> weights_, slopes_, first_, second_;
  std::vector<std::uint32_t> steps_, list_;
  std::vector<std::uint8_t> touched_;
};

struct NetOptions {
  std::size_t alone_rows = 1U << 13U, pair_rows = 1U << 13U;
  float rate = 0.001F, decay = 0.001F;
  float key_dropout = 0.2F, dense_dropout = 0.3F, unit_dropout = 0.15F;
  unsigned seed = 1;
};

class Net {
 public:
  struct Phrase {
    CorefSide side = CorefSide::kTaker;
    std::vector<std::uint32_t> keys;
    std::vector<float> dense;
    CorefUnits sums{}, slopes{};
  };
  struct Pair {
    std::vector<std::uint32_t> keys;
    CorefUnits units{};
    float score = 0;
  };

  Net(std::size_t width, const NetOptions& options)
      : options_(options),
        random_(options.seed),
        width_(width),
        out_(1, 0.2F, random_),
        nobody_(1, 0.2F, random_),
        pair_(options.pair_rows, 0.05F, random_) {
    for (std::size_t s = 0; s < language::kCorefSides; ++s) {
      dense_.emplace_back(width + 2 * language::kCorefVector, 0.05F, random_);
      bias_.emplace_back(1, 0, random_);
      alone_.emplace_back(options.alone_rows, 0.05F, random_);
    }
    gain_.fill(1);
  }

  void read(std::span<const std::uint32_t> keys, std::span<const float> dense, CorefSide side,
            Phrase& p) {
    p.side = side;
    p.keys.clear();
    p.slopes = {};
    std::copy_n(bias_[index(side)].row(0), kCorefUnits, p.sums.begin());
    const float gain = 1 / (1 - options_.key_dropout);
    for (const std::uint32_t k : keys) {
      if (out(options_.key_dropout)) continue;
      p.keys.push_back(k & static_cast<std::uint32_t>(alone_[index(side)].rows() - 1));
      add(alone_[index(side)].row(p.keys.back()), gain, p.sums);
    }
    p.dense.assign(dense.begin(), dense.end());
    const float dense_gain = 1 / (1 - options_.dense_dropout);
    for (std::size_t d = 0; d < dense.size(); ++d) {
      p.dense[d] = out(options_.dense_dropout) ? 0 : dense[d] * dense_gain;
      if (p.dense[d] != 0) add(dense_[index(side)].row(d), p.dense[d], p.sums);
    }
  }

  /// Units that are left out until the next call.
  void drop_units() {
    for (std::size_t u = 0; u + 1 < kCorefUnits; ++u)
      gain_[u] = out(options_.unit_dropout) ? 0 : 1 / (1 - options_.unit_dropout);
  }

  void score(const Phrase& taker, const Phrase& taken, std::span<const std::uint32_t> keys,
             Pair& pair) {
    pair.keys.clear();
    for (std::size_t u = 0; u < kCorefUnits; ++u) pair.units[u] = taker.sums[u] + taken.sums[u];
    const float gain = 1 / (1 - options_.key_dropout);
    for (const std::uint32_t k : keys) {
      if (out(options_.key_dropout)) continue;
      pair.keys.push_back(k & static_cast<std::uint32_t>(pair_.rows() - 1));
      add(pair_.row(pair.keys.back()), gain, pair.units);
    }
    pair.score = read_off(pair.units, out_);
  }
  float nobody(const Phrase& p) { return read_off(p.sums, nobody_); }

  /// `slope` is that of the loss by the score.
  void learn(const Pair& pair, float slope, Phrase& taker, Phrase& taken) {
    const CorefUnits back = slopes_of(pair.units, slope, out_);
    for (std::size_t u = 0; u < kCorefUnits; ++u) {
      taker.slopes[u] += back[u];
      taken.slopes[u] += back[u];
    }
    const float gain = 1 / (1 - options_.key_dropout);
    for (const std::uint32_t k : pair.keys) pair_.add_slope(k, back, gain);
  }
  void learn_nobody(Phrase& p, float slope) {
    const CorefUnits back = slopes_of(p.sums, slope, nobody_);
    for (std::size_t u = 0; u < kCorefUnits; ++u) p.slopes[u] += back[u];
  }
  void learn(const Phrase& p) {
    const float gain = 1 / (1 - options_.key_dropout);
    for (const std::uint32_t k : p.keys) alone_[index(p.side)].add_slope(k, p.slopes, gain);
    for (std::size_t d = 0; d < p.dense.size(); ++d)
      if (p.dense[d] != 0) dense_[index(p.side)].add_slope(d, p.slopes, p.dense[d]);
    bias_[index(p.side)].add_slope(0, p.slopes, 1);
  }

  void step(float share) {
    const float rate = options_.rate * share;
    for (std::size_t s = 0; s < language::kCorefSides; ++s) {
      dense_[s].step(rate, options_.decay);
      bias_[s].step(rate, 0);
      alone_[s].step(rate, options_.decay);
    }
    pair_.step(rate, options_.decay);
    out_.step(rate, 0);
    nobody_.step(rate, 0);
  }

  std::string bytes(std::span<const float> lean) const {
    std::string out = "stemcor1";
    put(out, language::kCorefVersion);
    put(out, static_cast<std::uint32_t>(width_));
    for (const float l : lean) put(out, l);
    const auto floats = [&](std::span<const Rows> sides) {
      for (std::size_t r = 0; r < sides.front().rows(); ++r)
        for (const Rows& rows : sides)
          for (std::size_t u = 0; u < kCorefUnits; ++u) put(out, rows.row(r)[u]);
    };
    floats(dense_);
    floats(bias_);
    floats(std::span(&out_, 1));
    floats(std::span(&nobody_, 1));
    put_table(out, alone_);
    put_table(out, std::span(&pair_, 1));
    return out;
  }

 private:
  static std::size_t index(CorefSide side) { return static_cast<std::size_t>(side); }
  static void put(std::string& out, const auto& value) {
    out.append(reinterpret_cast<const char*>(&value), sizeof(value));
  }
  static void put_table(std::string& out, std::span<const Rows> sides) {
    float most = 1e-6F;
    const std::size_t count = sides.front().rows();
    for (const Rows& rows : sides)
      for (std::size_t x = 0; x < count * kCorefUnits; ++x)
        most = std::max(most, std::abs(rows.row(0)[x]));
    const float scale = std::min(most, 2.0F) / 127;
    put(out, static_cast<std::uint32_t>(count));
    put(out, scale);
    for (std::size_t r = 0; r < count; ++r)
      for (const Rows& rows : sides)
        for (std::size_t u = 0; u < kCorefUnits; ++u)
          put(out, static_cast<std::int8_t>(
                       std::clamp(std::round(rows.row(r)[u] / scale), -127.0F, 127.0F)));
  }
  bool out(float share) { return static_cast<float>(random_()) < share * 4294967295.0F; }
  static void add(const float* row, float by, CorefUnits& units) {
    for (std::size_t u = 0; u < kCorefUnits; ++u) units[u] += by * row[u];
  }
  float read_off(const CorefUnits& units, const Rows& out) const {
    float score = units[kCorefUnits - 1];
    for (std::size_t u = 0; u + 1 < kCorefUnits; ++u)
      score += gain_[u] * std::max(0.0F, units[u]) * out.row(0)[u];
    return score;
  }
  CorefUnits slopes_of(const CorefUnits& units, float slope, Rows& out) {
    CorefUnits back{}, of_out{};
    for (std::size_t u = 0; u + 1 < kCorefUnits; ++u) {
      if (units[u] <= 0) continue;
      back[u] = slope * gain_[u] * out.row(0)[u];
      of_out[u] = slope * gain_[u] * units[u];
    }
    back[kCorefUnits - 1] = slope;
    out.add_slope(0, of_out, 1);
    return back;
  }

  NetOptions options_;
  std::mt19937 random_;
  std::size_t width_;
  std::vector<Rows> dense_, bias_, alone_;
  Rows out_, nobody_, pair_;
  CorefUnits gain_{};
};

}  // namespace stemma::train
