// AdamW (Loshchilov and Hutter 2019) with a moving average of the weights, in one pass over each
// parameter: libtorch's own takes several.
#pragma once

#include <cmath>
#include <vector>

#include "network.h"

namespace stemma::train {

class Optimiser {
 public:
  explicit Optimiser(Network& network) : network_(network) {
    for (const auto& p : network.parameters()) {
      first_.push_back(torch::zeros_like(p.value));
      second_.push_back(torch::zeros_like(p.value));
      average_.push_back(p.value.detach().clone());
    }
  }

  /// One step from the parameters' gradients, which are cleared. Gradients are cut to norm 5; where
  /// they are no numbers nothing changes and the answer is false.
  bool step(double rate);

  /// Puts the averaged weights in the network's place, and back again.
  void swap();

 private:
  static constexpr double kFirst = 0.9;
  static constexpr double kSecond = 0.98;
  static constexpr double kDecay = 0.01;
  static constexpr double kAverage = 0.997;
  static constexpr double kLongest = 5.0;

  Network& network_;
  std::vector<torch::Tensor> first_, second_, average_;
  std::int64_t steps_ = 0;
};

}  // namespace stemma::train
