// The learned judge of whether two reports are of one story. It reads figures of the pair with a
// sum of small trees (lineage/trees.h).
//
//   Result<PairModel> model = PairModel::open(bytes);
//   model->chance({&earlier, &later, overlap});   // 0..1
//   model->chances(pairs);                        // of many, several times as fast
//
// Two reports of one story may share few words, two of neighbouring stories many. What tells is how
// alike they are beside how alike each was, when it came, to the stories that it is not of: its
// standing.
//
// Layout, little-endian: "stemstor", u32 version of the figures, then the trees. Made by
// train/stories; see models/stories.md. Threads: immutable.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lineage/tree_block.h"
#include "lineage/trees.h"
#include "stemma/result.h"
#include "stories/sketch.h"

namespace stemma::stories {

inline constexpr std::uint32_t kPairVersion = 1;
inline constexpr std::size_t kPairFigures = 14;
using PairFigures = std::array<float, kPairFigures>;

/// Two that share less are not of one story: nothing else is looked at.
inline constexpr double kLeastOverlap = .01;

/// Two reports that may be of one story: `earlier` came before `later`.
struct Pair {
  const Sketch* earlier = nullptr;
  const Sketch* later = nullptr;
  Overlap overlap;
};

/// Of likeness by words alone; days are not looked at. Not among them is how alike the earlier one
/// was to its own story: that tells that a story has had its reports where these follow one
/// another, as in gold, and parts copies from new accounts in a library.
PairFigures pair_figures(const Pair& pair);

class PairModel {
 public:
  PairModel() = default;
  /// `score`: log-odds.
  explicit PairModel(lineage::Trees score);

  static Result<PairModel> open(std::string_view bytes);
  std::string encode() const;

  double chance(const Pair& pair) const;
  /// chance() of each, to the last bit.
  std::vector<double> chances(std::span<const Pair> pairs) const;

 private:
  lineage::Trees score_;
  std::optional<lineage::TreeBlock> block_;  // the same; of trees that do not fit none
};

}  // namespace stemma::stories
