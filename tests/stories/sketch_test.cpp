// What is found fast is what is found slowly: likeness of sketches laid out, values of pairs.
#include "stories/sketch.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "stories/pair_values.h"

namespace stemma::stories {
namespace {

Sketch sketch_of(std::mt19937& random, std::size_t terms, std::uint32_t keys, std::uint32_t step) {
  std::map<std::uint32_t, float> weights;
  while (weights.size() < terms)
    weights[random() % keys * step] = kept(double(random() % 1000) / 1000);
  Sketch sketch;
  for (const auto& [key, weight] : weights) sketch.terms.push_back({key, weight});
  return sketch;
}

TEST(LaidOut, IsLikenessToTheLastBit) {
  std::mt19937 random(7);
  double most = 0;
  for (const std::uint32_t step : {1U, 4096U, 1U << 20U, 0x9e3779b9U}) {  // keys that collide too
    for (int i = 0; i < 200; ++i) {
      const Sketch a = sketch_of(random, random() % (kMostTerms + 1), 1000, step);
      const Sketch b = sketch_of(random, random() % (kMostTerms + 1), 1000, step);
      const LaidOut laid(a);
      for (const Sketch& other : {a, b}) {
        EXPECT_EQ(laid.overlap(other).likeness, overlap(a, other).likeness);
        EXPECT_EQ(laid.overlap(other).words, overlap(a, other).words);
      }
      most = std::max(most, overlap(a, b).likeness);
    }
  }
  EXPECT_GT(most, 0);
}

TEST(PairValues, KeepsWhatWasSet) {
  std::mt19937 random(7);
  PairValues values;
  std::map<std::pair<ReportNumber, ReportNumber>, float> slow;
  EXPECT_EQ(values.find(0, 1), nullptr);
  for (int i = 0; i < 5000; ++i) {
    const ReportNumber a = random() % 90;
    const ReportNumber b = a + 1 + random() % 60;
    values.set(b, a, float(i));
    slow[{a, b}] = float(i);
  }
  for (ReportNumber a = 0; a < 150; ++a) {
    for (ReportNumber b = a + 1; b < 150; ++b) {
      const float* found = values.find(a, b);
      const auto is = slow.find({a, b});
      ASSERT_EQ(found != nullptr, is != slow.end());
      if (found != nullptr) {
        EXPECT_EQ(*found, is->second);
      }
    }
  }
  values.clear();
  EXPECT_EQ(values.find(0, 1), nullptr);
}

TEST(PairValues, WhatWasSetLongAgoIsForgotten) {
  PairValues values;
  constexpr ReportNumber kMost = 100;
  constexpr ReportNumber kLast = 1050;
  for (ReportNumber i = 1; i <= kLast; ++i) {
    values.make_room(kMost);
    values.set(0, i, float(i));
  }
  for (ReportNumber i = 1; i <= kLast; ++i) {
    const float* found = values.find(i, 0);
    EXPECT_EQ(found != nullptr, i > kLast - kLast % kMost - kMost) << i;
    if (found) {
      EXPECT_EQ(*found, float(i));
    }
  }
  values.set(0, kLast - kMost, -1);  // was set before others went
  EXPECT_EQ(*values.find(0, kLast - kMost), -1) << "the later value counts";
}

}  // namespace
}  // namespace stemma::stories
