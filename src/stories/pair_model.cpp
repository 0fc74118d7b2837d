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

}  // namespace

PairFigures pair_figures(const Sketch& earlier, const Sketch& later, const Overlap& overlap) {
  const double like = overlap.likeness;
  const Standing& a = earlier.standing;
  const Standing& b = later.standing;
  const auto beside = [&](float other) { return like / (double{other} + kLittle); };
  const double words_a = double(earlier.terms.size());
  const double words_b = double(later.terms.size());
  const double shared = overlap.words;
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

double PairModel::chance(const Sketch& earlier, const Sketch& later, const Overlap& overlap) const {
  if (overlap.likeness < kLeastOverlap) return 0;
  return 1 / (1 + std::exp(-double{score_.score(pair_figures(earlier, later, overlap))}));
}

}  // namespace stemma::stories
