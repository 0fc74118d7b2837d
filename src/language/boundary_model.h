// The model of sentence boundaries: a net of two layers over hashed features, in eight bits.
//
//   Result<BoundaryModel> model = BoundaryModel::open(bytes);
//   if (model->ends(features.at(i, first, verdict), verdict, features.in_prose())) ...
//
// Layout, little-endian: "stembnd1", u32 version of the features, u32 rows (a power of two), u32
// hidden units, f32 bars[4], f32 scale, f32 bias[hidden], f32 out[hidden], f32 out_bias, i8
// rows[rows][hidden].
// A hidden unit is max(0, bias + scale * sum of the keys' rows). The bytes must outlive the object.
// Same keys, same score, on every machine. Threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "language/boundary_features.h"
#include "stemma/result.h"

namespace stemma::language {

inline constexpr std::size_t kBoundaryHidden = 8;

/// The log-odds that an end must reach. The rules give way to strong evidence only, and prose,
/// which a reader is hurt most by finding cut in two, ends without a stop only on strong evidence.
struct BoundaryBars {
  float divided = 0;   // after a stop, where the rules divide
  float held = 0;      // after a stop, where they do not
  float unmarked = 0;  // without a stop
  float prose = 0;     // without one, in a paragraph of prose
};

class BoundaryModel {
 public:
  static Result<BoundaryModel> open(std::string_view bytes);

  /// The log-odds of an end.
  float score(const BoundaryKeys& keys) const;

  bool ends(const BoundaryKeys& keys, const Verdict& verdict, bool in_prose) const {
    return score(keys) > bar(verdict, in_prose);
  }

 private:
  float bar(const Verdict& verdict, bool in_prose) const {
    if (verdict.stop != Stop::kNone) return verdict.divides ? bars_.divided : bars_.held;
    return in_prose ? bars_.prose : bars_.unmarked;
  }

  BoundaryBars bars_;
  std::span<const std::int8_t> rows_;
  std::uint32_t mask_ = 0;
  float scale_ = 0;
  std::array<float, kBoundaryHidden> bias_{};
  std::array<float, kBoundaryHidden> out_{};
  float out_bias_ = 0;
};

}  // namespace stemma::language
