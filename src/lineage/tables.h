// What lineage knows of English: how rare a word is, which words may stand for one another, which
// people belong to which country, and the names of news agencies. Filled from lexicons/ once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "language/word_vectors.h"
#include "lineage/kin_table.h"
#include "lineage/lineage.h"
#include "lineage/similarity_model.h"
#include "lineage/steps.h"

namespace stemma::lineage {

struct Model::Tables {
  std::unordered_map<std::string, double> rarity;  // stem -> 0 (everywhere) .. 1 (rare)
  KinTable kin;
  std::unordered_map<std::string, std::string> countries;  // stem of a people -> of its country
  std::unordered_map<std::string, std::string> agencies;   // surface form -> canonical name
  std::unordered_set<std::string> negations;               // normal forms
  language::WordVectors vectors;
  SimilarityModel similarity;
  StepPrices prices;

  /// Unknown words are rare: 1.
  double rarity_of(const std::string& stem) const {
    const auto found = rarity.find(stem);
    return found == rarity.end() ? 1.0 : found->second;
  }
};

/// All but the learned model, which is made with their help.
Result<std::unique_ptr<Model::Tables>> load_lexicons();

}  // namespace stemma::lineage
