#include "stories/pair_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace stemma::stories {
namespace {

constexpr std::string_view kMagic = "stemstor";
constexpr double kCrowdWeight = .8;  // the part of a crowd by which likeness is measured, as was
                                     // best of the plain rule that stood before trees
constexpr double kLittle = .02;      // keeps shares of small numbers apart from chance
constexpr std::size_t kFew = 4;      // pairs; fewer are judged sooner one by one

double chance_of(float odds) { return 1 / (1 + std::exp(-double{odds})); }

}  // namespace

PairFigures pair_figures(const Pair& pair) {
  const double like = pair.overlap.likeness;
  const Standing& a = pair.earlier->standing;
  const Standing& b = pair.later->standing;
  const auto beside = [&](float other) { return like / (double{other} + kLittle); };
  const double words_a = double(pair.earlier->terms.size());
  const double words_b = double(pair.later->terms.size());
  const double shared = pair.overlap.words;
  const std::array<double, kPairFigures> figures = {
      like,
      b.crowd,
      like - kCrowdWeight * double{b.crowd},
      b.likest,
      beside(b.likest),
      beside(b.second),
      b.fifth,
      a.crowd,
      like - kCrowdWeight * double{a.crowd},
      beside(a.second),
      shared,
      std::min(words_a, words_b),
      std::max(words_a, words_b),
      shared / std::sqrt(words_a * words_b + 1),
  };
  PairFigures out;
  std::transform(figures.begin(), figures.end(), out.begin(),
                 [](double figure) { return static_cast<float>(figure); });
  return out;
}

PairModel::PairModel(lineage::Trees score) : score_(std::move(score)) {
  if (lineage::TreeBlock::fits(score_)) block_.emplace(score_);
}

Result<PairModel> PairModel::open(std::string_view bytes) {
  const auto broken = [](const char* what) {
    return Error{ErrorCode::kMalformed, what, "models/stories.bin"};
  };
  std::uint32_t version = 0;
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + sizeof version)
    return broken("not a model of stories");
  bytes.remove_prefix(kMagic.size());
  std::memcpy(&version, bytes.data(), sizeof version);
  bytes.remove_prefix(sizeof version);
  if (version != kPairVersion) return broken("learned with other figures: train it anew");
  auto score = lineage::Trees::open(bytes, kPairFigures);
  if (!score) return broken("trees are cut short or damaged");
  if (!bytes.empty()) return broken("bytes left over");
  return PairModel(std::move(*score));
}

std::string PairModel::encode() const {
  std::string out(kMagic);
  out.append(reinterpret_cast<const char*>(&kPairVersion), sizeof kPairVersion);
  return out + score_.encode();
}

double PairModel::chance(const Pair& pair) const {
  if (pair.overlap.likeness < kLeastOverlap) return 0;
  return chance_of(score_.score(pair_figures(pair)));
}

std::vector<double> PairModel::chances(std::span<const Pair> pairs) const {
  constexpr std::size_t kLanes = lineage::TreeBlock::kLanes;
  std::vector<double> out(pairs.size(), 0);
  std::array<lineage::TreeBlock::Lanes, kPairFigures> columns{};
  std::array<std::size_t, kLanes> lanes{};  // which pair each is of
  std::size_t filled = 0;
  const auto judge = [&] {
    if (filled < kFew || !block_) {
      for (std::size_t lane = 0; lane < filled; ++lane)
        out[lanes[lane]] = chance(pairs[lanes[lane]]);
    } else {
      const auto odds = block_->score(columns);
      for (std::size_t lane = 0; lane < filled; ++lane) out[lanes[lane]] = chance_of(odds[lane]);
    }
    filled = 0;
  };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].overlap.likeness < kLeastOverlap) continue;
    const PairFigures figures = pair_figures(pairs[i]);
    for (std::size_t f = 0; f < figures.size(); ++f) columns[f][filled] = figures[f];
    lanes[filled] = i;
    if (++filled == kLanes) judge();
  }
  judge();
  return out;
}

}  // namespace stemma::stories
