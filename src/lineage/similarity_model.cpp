#include "lineage/similarity_model.h"

#include <algorithm>
#include <cstring>

namespace stemma::lineage {
namespace {

constexpr std::string_view kMagic = "stemsim1";

}  // namespace

Result<SimilarityModel> SimilarityModel::open(std::string_view bytes) {
  const auto broken = [](const char* what) {
    return Error{ErrorCode::kMalformed, what, "models/similarity.bin"};
  };
  std::uint32_t version = 0;
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + sizeof version) {
    return broken("not a model of similarity");
  }
  bytes.remove_prefix(kMagic.size());
  std::memcpy(&version, bytes.data(), sizeof version);
  bytes.remove_prefix(sizeof version);
  if (version != kPairVersion) return broken("learned with other features: train it anew");
  SimilarityModel model;
  auto grade = Trees::open(bytes, kPairFeatures);
  if (!grade) return broken("trees are cut short or damaged");
  model.grade_ = std::move(*grade);
  if (!bytes.empty()) return broken("bytes left over");
  return model;
}

std::string SimilarityModel::encode() const {
  std::string out(kMagic);
  out.append(reinterpret_cast<const char*>(&kPairVersion), sizeof kPairVersion);
  return out + grade_.encode();
}

float SimilarityModel::grade(const PairFeatures& features) const {
  return std::clamp(grade_.score(features), 0.0F, 5.0F);
}

}  // namespace stemma::lineage
