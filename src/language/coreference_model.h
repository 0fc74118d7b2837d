// The model of coreference: a net of two layers that says how well a phrase takes up an earlier
// one, and whether it takes up any.
//
//   Result<CorefModel> model = CorefModel::open(bytes, parser.state_width());
//   CorefModel::Dense dense;                                // a row a phrase
//   std::vector<CorefSums> sums;
//   model->read(dense, sums);
//   model->add(keys, sums[i]);
//   CorefUnits taker = side_of(sums[i], CorefSide::kTaker);
//   CorefUnits taken = side_of(sums[c], CorefSide::kTaken);
//   float taking = model->score(taker, taken, pair_keys);      // log-odds of i taking up c
//   float nobody = model->nobody(sums[i], PhraseKind::kHe);    // ... of i taking up nothing
//
// A phrase has three sums of units, one a side: as what takes up, as what is taken up, as what
// takes up nothing. What is dense (the parser's state of its head, two word vectors) goes through
// the parser's kernels in eight bits; what is sparse is looked up by hash.
//
// Layout, little-endian: "stemcor1", u32 version of the features, u32 width of the states, f32
// lean[kinds], f32 dense[width + 2 * 100][kCorefSums], f32 bias[kCorefSums], f32 out[kCorefUnits],
// f32 out of nobody[kCorefUnits], then two tables, of phrases (rows of kCorefSums) and of pairs (of
// kCorefUnits): u32 rows (a power of two), f32 scale, i8 cells. A side's last unit is not cut off
// at zero. The bytes must outlive the object. Same input, same scores. Threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/coreference_features.h"
#include "language/kernels.h"
#include "stemma/result.h"

namespace stemma::language {

inline constexpr std::size_t kCorefUnits = 32;
inline constexpr std::size_t kCorefSides = 3;
inline constexpr std::size_t kCorefSums = kCorefSides * kCorefUnits;
inline constexpr std::size_t kCorefVector = 100;
inline constexpr std::size_t kPhraseKinds = 11;

/// What a phrase is asked as.
enum class CorefSide : std::uint8_t { kTaker, kTaken, kNobody };

using CorefSums = std::array<float, kCorefSums>;  // [side][unit]
using CorefUnits = std::array<float, kCorefUnits>;

CorefUnits side_of(const CorefSums& sums, CorefSide side);

class CorefModel {
 public:
  /// Error where the model is not of states of this width.
  static Result<CorefModel> open(std::string_view bytes, std::size_t state_width);

  /// Phrases as Kernels::multiply takes rows: bytes about 128, with a scale each.
  struct Dense {
    std::vector<std::uint8_t> states, heads, governors;
    std::vector<float> state_scales, head_scales, governor_scales;
  };

  /// Replaces `sums`: what the dense inputs come to, for each phrase.
  void read(const Dense& dense, std::vector<CorefSums>& sums) const;
  void add(std::span<const std::uint32_t> keys, CorefSums& sums) const;
  /// Asks memory for what add() or score() of these keys will read: rows lie far apart.
  void expect(std::span<const std::uint32_t> keys) const { expect_rows(alone_, kCorefSums, keys); }
  void expect_pair(std::span<const std::uint32_t> keys) const {
    expect_rows(pair_, kCorefUnits, keys);
  }
  float score(const CorefUnits& taker, const CorefUnits& taken,
              std::span<const std::uint32_t> pair_keys) const;
  float nobody(const CorefSums& sums, PhraseKind kind) const;

 private:
  /// Part of the dense weights, packed for the kernels.
  struct Packed {
    std::vector<std::int8_t> weights;
    std::vector<float> scales, offsets;
    std::vector<std::int32_t> sums;
    Matrix matrix() const;
  };
  struct Table {
    std::span<const std::int8_t> cells;
    std::uint32_t mask = 0;
    float scale = 0;
  };
  static Packed pack(std::span<const float> dense);
  static void expect_rows(const Table& table, std::size_t width,
                          std::span<const std::uint32_t> keys) {
    constexpr std::size_t kLine = 64;  // bytes that memory gives at once
    for (const std::uint32_t key : keys) {
      const std::int8_t* row = table.cells.data() + (key & table.mask) * width;
      for (std::size_t at = 0; at < width; at += kLine) __builtin_prefetch(row + at);
    }
  }

  std::array<float, kPhraseKinds> lean_{};
  Packed states_, heads_, governors_;
  CorefSums bias_{};
  std::array<float, kCorefUnits> out_{}, nobody_{};
  Table alone_, pair_;
};

}  // namespace stemma::language
