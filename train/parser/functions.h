// Differentiable functions over ragged batches that libtorch lacks or does slowly on a CPU.
//
// A batch is a flat matrix, one row a word; `begin` tells where each sentence's rows start, its
// last entry the number of rows. Row begin[i] is the ROOT of sentence i. No padding anywhere.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "language/kernels.h"

namespace stemma::train {

using Begins = std::shared_ptr<const std::vector<std::int64_t>>;

/// Distances are put into the buckets of the program's own kernels.
inline constexpr auto kDistances = static_cast<std::int64_t>(language::kDistances);
inline std::int64_t distance_bucket(std::int64_t from, std::int64_t to) {
  return static_cast<std::int64_t>(
      language::distance_bucket(static_cast<std::size_t>(from), static_cast<std::size_t>(to)));
}

/// Inverted dropout, with a generator of our own: libtorch's takes longer than the layer it
/// follows.
torch::Tensor drop(const torch::Tensor& x, double rate, std::uint64_t seed);

/// [n, d] -> [n, 3d]: the row before, the row, the row after; zeros beyond the sentence's ends.
torch::Tensor with_neighbours(const torch::Tensor& x, const Begins& begin);

/// Self-attention within sentences. qkv [n, 3d]; bias [heads, kDistances] -> [n, d].
torch::Tensor attend(const torch::Tensor& qkv, const torch::Tensor& bias, const Begins& begin);

/// A recurrence without matrices, both ways (after SRU, Lei et al. 2018). u [n, 6h] holds, for each
/// direction, candidate z, forget f and output o; c = sigmoid(f) c' + (1 - sigmoid(f)) z;
/// result [n, 2h] = sigmoid(o) c.
torch::Tensor scan_both_ways(const torch::Tensor& u, const Begins& begin);

/// Scores of every head for every dependent, flat: for each sentence an m x m matrix, m its rows,
/// dependents down. dependent, head [n, a]; head_bias [n]; distance [n, kDistances].
torch::Tensor score_arcs(const torch::Tensor& dependent, const torch::Tensor& head,
                         const torch::Tensor& head_bias, const torch::Tensor& distance,
                         const Begins& begin);

/// A probable outcome of one row: which, and how likely the teacher holds it.
struct Target {
  std::int32_t row = 0;
  std::int32_t outcome = 0;
  float weight = 1.0F;
};

/// Mean over rows of the cross entropy between targets (weights of a row sum to one, or less) and
/// the softmax of its scores. Row r's scores are [offset[r], offset[r+1]).
torch::Tensor ragged_cross_entropy(const torch::Tensor& scores,
                                   std::shared_ptr<const std::vector<std::int64_t>> offset,
                                   std::shared_ptr<const std::vector<Target>> targets);

}  // namespace stemma::train
