// The model of attributions: two nets of two layers over hashed features, in eight bits. One says
// of a token whether it heads a cue, the other what a token is to a cue.
//
//   Result<AttributionModel> model = AttributionModel::open(bytes);
//   float score = model->cue_score(keys);                  // log-odds
//   model->role_scores(keys, scores);                      // one a Role, for the best sequence
//
// Layout, little-endian: "stematt1", u32 version of the features, f32 bar of the cues, f32
// transitions[roles][roles], f32 starts[roles], f32 vectors[kVectors][kVectorSize][kCueWidth], then
// each net: u32 rows (a power of two), u32 width,
// u32 labels, f32 scale, f32 bias[width], f32 out[width][labels], f32 out_bias[labels], i8
// rows[rows][width], u8 checks[rows]. A key's row is that of its low bits, if its top eight bits
// are the row's check: words never learned from say nothing. A unit is max(0, bias + scale * sum of
// the keys' rows). The bytes must outlive the object. Same keys, same scores. Threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::claims {

/// Of the features that attribution_features.h gives.
inline constexpr std::uint32_t kAttributionVersion = 1;

using Keys = std::vector<std::uint32_t>;  // hashes

/// A word's vector; empty where it has none. Values are `cells` times `scale`.
struct VectorView {
  std::span<const std::int8_t> cells;
  float scale = 0;
};
inline constexpr std::size_t kVectorSize = 100;
/// Of the word itself, of its head, of its object and of its subject.
inline constexpr std::size_t kVectors = 4;
using Vectors = std::array<VectorView, kVectors>;

/// What a token is to a cue. A span begins with its Begin.
enum class Role : std::uint8_t {
  kNone,
  kSourceBegin,
  kSource,
  kCueBegin,
  kCue,
  kContentBegin,
  kContent
};
inline constexpr std::size_t kRoles = 7;
using RoleScores = std::array<float, kRoles>;

inline constexpr std::size_t kCueWidth = 16;
inline constexpr std::size_t kRoleWidth = 24;

/// What words of like meaning have in common, for the units of the first net.
struct VectorLayer {
  std::vector<float> weights;  // [kVectors][kVectorSize][kCueWidth]
  void add(const Vectors& vectors, std::span<float, kCueWidth> units) const;
};

inline std::uint8_t check_of(std::uint32_t key) { return static_cast<std::uint8_t>(key >> 24U); }

/// A net of two layers, as it lies in the file.
template <std::size_t Width, std::size_t Labels>
struct HashedNet {
  std::span<const std::int8_t> rows;
  std::span<const std::int8_t> checks;
  std::uint32_t mask = 0;
  float scale = 0;
  std::array<float, Width> bias{};
  std::array<std::array<float, Labels>, Width> out{};
  std::array<float, Labels> out_bias{};

  /// Asks memory for what scores() of these keys will read: rows lie far apart.
  void expect(std::span<const std::uint32_t> keys) const {
    for (const std::uint32_t key : keys) {
      __builtin_prefetch(&checks[key & mask]);
      __builtin_prefetch(&rows[(key & mask) * Width]);
    }
  }

  /// `units` is added to the units' sums.
  std::array<float, Labels> scores(std::span<const std::uint32_t> keys,
                                   std::array<float, Width> units) const;
};

class AttributionModel {
 public:
  static Result<AttributionModel> open(std::string_view bytes);

  /// Above it, a token heads a cue.
  float bar() const { return bar_; }
  float cue_score(std::span<const std::uint32_t> keys, const Vectors& vectors) const;
  /// Before other work, and then cue_score() or role_scores() of the same keys: faster.
  void expect_cue(std::span<const std::uint32_t> keys) const { cues_.expect(keys); }
  void expect_role(std::span<const std::uint32_t> keys) const { roles_.expect(keys); }
  RoleScores role_scores(std::span<const std::uint32_t> keys) const {
    return roles_.scores(keys, {});
  }
  float transition(std::size_t from, std::size_t to) const { return transitions_[from][to]; }
  float start(std::size_t role) const { return starts_[role]; }

 private:
  float bar_ = 0;
  std::array<RoleScores, kRoles> transitions_{};
  RoleScores starts_{};
  VectorLayer vectors_;
  HashedNet<kCueWidth, 1> cues_;
  HashedNet<kRoleWidth, kRoles> roles_;
};

}  // namespace stemma::claims
