#include "optimiser.h"

#include <algorithm>

namespace stemma::train {

bool Optimiser::step(double rate) {
  double squares = 0;
  for (auto& p : network_.parameters()) {
    if (p.value.grad().defined()) {
      const double norm = p.value.grad().norm().item<double>();
      squares += norm * norm;
    }
  }
  const double length = std::sqrt(squares);
  if (!std::isfinite(length)) {
    for (auto& p : network_.parameters()) p.value.mutable_grad() = torch::Tensor();
    return false;
  }
  ++steps_;
  const auto cut = static_cast<float>(length > kLongest ? kLongest / length : 1.0);
  const double n = static_cast<double>(steps_);
  const auto first_scale = static_cast<float>(1 / (1 - std::pow(kFirst, n)));
  const auto second_scale = static_cast<float>(1 / (1 - std::pow(kSecond, n)));
  const auto keep = static_cast<float>(std::min(kAverage, (n + 1) / (n + 10)));
  for (std::size_t i = 0; i < network_.parameters().size(); ++i) {
    auto& p = network_.parameters()[i];
    if (!p.value.grad().defined()) continue;
    const auto grad = p.value.grad().contiguous();
    const float* g = grad.data_ptr<float>();
    float* w = p.value.data_ptr<float>();
    float* m = first_[i].data_ptr<float>();
    float* v = second_[i].data_ptr<float>();
    float* a = average_[i].data_ptr<float>();
    const auto step = static_cast<float>(rate);
    const auto decay = static_cast<float>(p.decays ? rate * kDecay : 0.0);
    const std::int64_t count = p.value.numel();
    for (std::int64_t k = 0; k < count; ++k) {
      const float d = g[k] * cut;
      m[k] += static_cast<float>(1 - kFirst) * (d - m[k]);
      v[k] += static_cast<float>(1 - kSecond) * (d * d - v[k]);
      w[k] -= decay * w[k] + step * m[k] * first_scale / (std::sqrt(v[k] * second_scale) + 1e-8F);
      a[k] = w[k] + keep * (a[k] - w[k]);
    }
    p.value.mutable_grad() = torch::Tensor();
  }
  return true;
}

void Optimiser::swap() {
  torch::NoGradGuard guard;
  for (std::size_t i = 0; i < average_.size(); ++i) {
    auto& value = network_.parameters()[i].value;
    const auto current = value.detach().clone();
    value.copy_(average_[i]);
    average_[i] = current;
  }
}

}  // namespace stemma::train
