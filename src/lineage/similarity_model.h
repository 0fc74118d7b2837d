// The learned judge of how alike two sentences are. It reads the figures of pair_features.h with
// a sum of small trees (trees.h).
//
//   Result<SimilarityModel> model = SimilarityModel::open(bytes);
//   model->grade(features);   // 0 (of other things) .. 5 (the same), as people grade headlines
//
// Layout, little-endian: "stemsim1", u32 version of the features, then the trees. Made by
// train/similarity; see models/similarity.md. Threads: immutable.
#pragma once

#include <string>
#include <string_view>

#include "lineage/pair_features.h"
#include "lineage/trees.h"
#include "stemma/result.h"

namespace stemma::lineage {

class SimilarityModel {
 public:
  SimilarityModel() = default;
  explicit SimilarityModel(Trees grade) : grade_(std::move(grade)) {}

  static Result<SimilarityModel> open(std::string_view bytes);
  std::string encode() const;

  float grade(const PairFeatures& features) const;

 private:
  Trees grade_;
};

}  // namespace stemma::lineage
