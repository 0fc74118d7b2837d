// Learns a sum of small decision trees (gradient boosting; Friedman 2001), for trainers and for
// scorers that fit a head on some folds of a set and judge it on the rest.
//
//   lineage::Trees trees = boost(examples, {.loss = Loss::kLogistic});
//
// Squared loss for grades, logistic for yes and no (the score is then log-odds). Bars lie between
// quantiles of a feature. Same examples, options and seed: same trees.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "lineage/trees.h"

namespace stemma::eval {

enum class Loss : std::uint8_t { kSquared, kLogistic };

struct BoostOptions {
  Loss loss = Loss::kSquared;
  std::uint32_t rounds = 250;
  std::uint32_t depth = 3;
  float rate = 0.04F;
  float ridge = 3;            // added to the weight of every leaf
  float least_weight = 5;     // of the rows (logistic: of their variance) in a leaf
  float row_share = 0.6F;     // of the rows, drawn for each tree
  float column_share = 0.4F;  // of the features, likewise
  std::uint64_t seed = 1;
};

/// What is learned from: rows of as many features each, and a target for each.
struct Examples {
  std::size_t columns = 0;
  std::vector<float> values = {};  // row by row
  std::vector<float> targets = {};

  void add(std::span<const float> features, float target);
  std::size_t size() const { return targets.size(); }
};

/// REQUIRES: at least one example; at most 256 columns.
lineage::Trees boost(const Examples& examples, const BoostOptions& options);

}  // namespace stemma::eval
