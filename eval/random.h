// Numbers that look random and are the same on every machine: SplitMix64 (Steele, Lea and Flood
// 2014). The distributions of <random> differ between libraries; scores must not.
//
//   Random random(seed);
//   if (random.chance(0.3)) item = random.below(items.size());
#pragma once

#include <cstddef>
#include <cstdint>

namespace stemma::eval {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  /// In [0, 1).
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  /// In [0, count). REQUIRES: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
  bool chance(double probability) { return share() < probability; }

 private:
  std::uint64_t state_;
};

}  // namespace stemma::eval
