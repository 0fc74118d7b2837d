#include "boosting.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "random.h"

namespace stemma::eval {
namespace {

using lineage::Tree;
using lineage::Trees;

constexpr std::size_t kBins = 64;

/// Values of all rows as the numbers of their bins.
struct Binned {
  std::vector<std::vector<float>> bars;           // by column: upper ends of all bins but the last
  std::vector<std::vector<std::uint8_t>> values;  // by column, by row

  explicit Binned(const Examples& examples) : bars(examples.columns), values(examples.columns) {
    const std::size_t rows = examples.size();
    const auto value = [&](std::size_t r, std::size_t f) {
      return examples.values[r * examples.columns + f];
    };
    std::vector<float> sorted(rows);
    for (std::size_t f = 0; f < examples.columns; ++f) {
      for (std::size_t r = 0; r < rows; ++r) sorted[r] = value(r, f);
      std::sort(sorted.begin(), sorted.end());
      for (std::size_t b = 1; b < kBins; ++b) {
        // A bar must divide: where equal values surround it, it moves to their end.
        auto at = sorted.begin() + static_cast<std::ptrdiff_t>(b * rows / kBins);
        if (at == sorted.begin() || at[-1] == *at) at = std::upper_bound(at, sorted.end(), *at);
        if (at == sorted.end()) break;
        const float bar = (at[-1] + *at) / 2;
        if (bars[f].empty() || bars[f].back() < bar) bars[f].push_back(bar);
      }
      values[f].resize(rows);
      for (std::size_t r = 0; r < rows; ++r) {
        values[f][r] = static_cast<std::uint8_t>(
            std::lower_bound(bars[f].begin(), bars[f].end(), value(r, f)) - bars[f].begin());
      }
    }
  }
};

struct Sum {
  double slope = 0;
  double weight = 0;
};

/// Grows one tree after another on what the trees before it leave unexplained.
class Booster {
 public:
  Booster(const Examples& examples, const BoostOptions& options)
      : targets_(examples.targets),
        options_(options),
        binned_(examples),
        random_(options.seed),
        scores_(examples.size()),
        slope_(examples.size()),
        weight_(examples.size()),
        node_(examples.size()) {
    const double mean =
        std::accumulate(targets_.begin(), targets_.end(), 0.0) / double(targets_.size());
    trees_.depth = options.depth;
    trees_.base = static_cast<float>(mean);
    if (options.loss == Loss::kLogistic) {
      const double p = std::clamp(mean, 1e-3, 1 - 1e-3);
      trees_.base = static_cast<float>(std::log(p / (1 - p)));
    }
    std::fill(scores_.begin(), scores_.end(), trees_.base);
  }

  Trees run() {
    for (std::uint32_t t = 0; t < options_.rounds; ++t) grow();
    return std::move(trees_);
  }

 private:
  struct Split {
    double gain = 0;
    std::size_t feature = 0;
    std::size_t bin = 0;  // rows up to it go left
    bool found = false;
  };

  void grow() {
    const std::size_t rows = targets_.size();
    for (std::size_t r = 0; r < rows; ++r) {
      if (options_.loss == Loss::kLogistic) {
        const double p = 1 / (1 + std::exp(-scores_[r]));
        slope_[r] = targets_[r] - p;
        weight_[r] = std::max(p * (1 - p), 1e-4);
      } else {
        slope_[r] = targets_[r] - scores_[r];
        weight_[r] = 1;
      }
    }
    drawn_.clear();
    for (std::uint32_t r = 0; r < rows; ++r) {
      if (random_.chance(options_.row_share)) drawn_.push_back(r);
    }
    columns_.clear();
    for (std::size_t f = 0; f < binned_.bars.size(); ++f) {
      if (random_.chance(options_.column_share) && !binned_.bars[f].empty()) columns_.push_back(f);
    }
    Tree tree;
    std::fill(node_.begin(), node_.end(), 0U);
    for (std::uint32_t level = 0; level < options_.depth; ++level) split_level(tree, level);
    const std::size_t inner = (std::size_t{1} << options_.depth) - 1;
    std::vector<Sum> sums(inner + 1);
    for (const std::uint32_t r : drawn_) {
      sums[node_[r] - inner].slope += slope_[r];
      sums[node_[r] - inner].weight += weight_[r];
    }
    for (const Sum& s : sums) {
      tree.leaves.push_back(
          static_cast<float>(options_.rate * s.slope / (s.weight + options_.ridge)));
    }
    for (std::size_t r = 0; r < rows; ++r) scores_[r] += tree.leaves[node_[r] - inner];
    trees_.trees.push_back(std::move(tree));
  }

  void split_level(Tree& tree, std::uint32_t level) {
    const std::size_t first = (std::size_t{1} << level) - 1;
    const std::size_t count = first + 1;
    std::vector<Split> best(count);
    std::vector<Sum> bins(count * kBins);
    for (const std::size_t f : columns_) {
      std::fill(bins.begin(), bins.end(), Sum{});
      const auto& values = binned_.values[f];
      for (const std::uint32_t r : drawn_) {
        Sum& s = bins[(node_[r] - first) * kBins + values[r]];
        s.slope += slope_[r];
        s.weight += weight_[r];
      }
      for (std::size_t n = 0; n < count; ++n) try_bars(bins, n, f, best[n]);
    }
    for (std::size_t n = 0; n < count; ++n) {
      const Split& s = best[n];
      tree.nodes.push_back(
          s.found ? Tree::Node{static_cast<std::uint8_t>(s.feature), binned_.bars[s.feature][s.bin]}
                  : Tree::Node{0, std::numeric_limits<float>::max()});
    }
    for (std::size_t r = 0; r < node_.size(); ++r) {
      const Split& s = best[node_[r] - first];
      const bool left = !s.found || binned_.values[s.feature][r] <= s.bin;
      node_[r] = 2 * node_[r] + (left ? 1 : 2);
    }
  }

  void try_bars(const std::vector<Sum>& bins, std::size_t node, std::size_t feature,
                Split& best) const {
    const auto worth = [&](const Sum& s) {
      return s.slope * s.slope / (s.weight + options_.ridge);
    };
    Sum all;
    for (std::size_t b = 0; b < kBins; ++b) {
      all.slope += bins[node * kBins + b].slope;
      all.weight += bins[node * kBins + b].weight;
    }
    Sum left;
    for (std::size_t b = 0; b < binned_.bars[feature].size(); ++b) {
      left.slope += bins[node * kBins + b].slope;
      left.weight += bins[node * kBins + b].weight;
      const Sum right{all.slope - left.slope, all.weight - left.weight};
      if (left.weight < options_.least_weight || right.weight < options_.least_weight) continue;
      const double gain = worth(left) + worth(right) - worth(all);
      if (gain > best.gain + 1e-9) best = {gain, feature, b, true};
    }
  }

  std::span<const float> targets_;
  const BoostOptions& options_;
  Binned binned_;
  Random random_;
  Trees trees_;
  std::vector<double> scores_, slope_, weight_;
  std::vector<std::size_t> node_;  // by row: where in the tree it has come to
  std::vector<std::uint32_t> drawn_;
  std::vector<std::size_t> columns_;
};

}  // namespace

void Examples::add(std::span<const float> features, float target) {
  values.insert(values.end(), features.begin(), features.end());
  targets.push_back(target);
}

Trees boost(const Examples& examples, const BoostOptions& options) {
  return Booster(examples, options).run();
}

}  // namespace stemma::eval
