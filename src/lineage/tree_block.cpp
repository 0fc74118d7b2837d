#include "lineage/tree_block.h"

#include <algorithm>
#include <cstring>

namespace stemma::lineage {
namespace {

constexpr std::size_t kMostLeaves = 256;  // of a tree (trees.cpp)

constexpr std::size_t kLanes = TreeBlock::kLanes;
using Bytes = std::uint8_t __attribute__((vector_size(kLanes)));

/// Each byte in all lanes: to read one is cheaper than to spread it.
alignas(kLanes) constexpr auto kSpread = [] {
  std::array<std::array<std::uint8_t, kLanes>, 256> spread{};
  for (std::size_t value = 0; value < spread.size(); ++value) {
    for (std::uint8_t& lane : spread[value]) lane = static_cast<std::uint8_t>(value);
  }
  return spread;
}();

Bytes all(std::size_t value) {
  Bytes bytes;
  std::memcpy(&bytes, kSpread[value].data(), sizeof bytes);
  return bytes;
}

/// By feature, ascending, each once.
std::vector<std::vector<float>> bars_of(const Trees& trees) {
  std::vector<std::vector<float>> bars;
  for (const Tree& tree : trees.trees) {
    for (const Tree::Node& node : tree.nodes) {
      if (bars.size() <= node.feature) bars.resize(node.feature + std::size_t{1});
      bars[node.feature].push_back(node.bar);
    }
  }
  for (auto& of_one : bars) {
    std::sort(of_one.begin(), of_one.end());
    of_one.erase(std::unique(of_one.begin(), of_one.end()), of_one.end());
  }
  return bars;
}

}  // namespace

bool TreeBlock::fits(const Trees& trees) {
  const auto bars = bars_of(trees);
  return std::all_of(bars.begin(), bars.end(),
                     [](const auto& of_one) { return of_one.size() <= kMostBars; });
}

TreeBlock::TreeBlock(const Trees& trees)
    : depth_(trees.depth), base_(trees.base), bars_(bars_of(trees)) {
  for (const Tree& tree : trees.trees) {
    for (const Tree::Node& node : tree.nodes) {
      const auto& bars = bars_[node.feature];
      const auto at = std::lower_bound(bars.begin(), bars.end(), node.bar) - bars.begin();
      nodes_.push_back({node.feature, static_cast<std::uint8_t>(at)});
    }
    leaves_.insert(leaves_.end(), tree.leaves.begin(), tree.leaves.end());
  }
}

TreeBlock::Lanes TreeBlock::score(std::span<const Lanes> columns) const {
  // How many bars a value is not at or below: x <= bars[b] wherever that is at most b.
  std::array<Bytes, 256> places;
  for (std::size_t f = 0; f < bars_.size(); ++f) {
    Bytes place{};
    std::array<std::int32_t, kLanes> passed{};
    for (const float bar : bars_[f]) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        passed[lane] += columns[f][lane] <= bar ? 0 : 1;
    }
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      place[lane] = static_cast<std::uint8_t>(passed[lane]);
    places[f] = place;
  }
  Lanes sum;
  sum.fill(base_);
  const std::size_t inner = (std::size_t{1} << depth_) - 1;
  const std::size_t half = (inner + 1) / 2;
  const std::size_t trees = leaves_.size() >> depth_;
  std::array<Bytes, kMostLeaves / 2> leaf;
  leaf[0] = all(0);  // of a tree that is a leaf alone
  for (std::size_t t = 0; t < trees; ++t) {
    const Node* nodes = nodes_.data() + t * inner;
    const auto left = [&](std::size_t node) {
      return places[nodes[node].feature] <= all(nodes[node].bar);
    };
    for (std::size_t i = 0; i < half; ++i)
      leaf[i] = left(half - 1 + i) ? all(2 * i) : all(2 * i + 1);
    for (std::size_t level = half / 2; level > 0; level /= 2) {
      for (std::size_t i = 0; i < level; ++i)
        leaf[i] = left(level - 1 + i) ? leaf[2 * i] : leaf[2 * i + 1];
    }
    const float* values = &leaves_[t << depth_];
    std::array<std::uint8_t, kLanes> which;
    std::memcpy(which.data(), &leaf[0], sizeof which);
    Lanes found;
    for (std::size_t lane = 0; lane < kLanes; ++lane) found[lane] = values[which[lane]];
    for (std::size_t lane = 0; lane < kLanes; ++lane) sum[lane] += found[lane];
  }
  return sum;
}

}  // namespace stemma::lineage
