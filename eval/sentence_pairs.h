// Files of sentence pairs with a score each, read and turned into what the similarity model sees,
// for the scorer and for the trainer.
//
//   Result<SentencePairs> pairs = read_sentence_pairs("mrpc-train.tsv", models.language, ...);
//   for (std::uint32_t fold = 0; fold < kFolds; ++fold) ...pairs->fold[i] == fold...
//
// Format: a header, then id, score and two texts a line, divided by tabs.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "grounding/grounding.h"
#include "language/language.h"
#include "lineage/pair_features.h"
#include "stemma/result.h"

namespace stemma::eval {

inline constexpr std::uint32_t kFolds = 5;

/// The sets that models/similarity.bin is learned from; each is scored in folds.
inline constexpr std::array<std::string_view, 3> kLearnedSets = {
    "sts-2013-headlines", "sts-2014-deft-news", "sts-2014-headlines"};

struct SentencePairs {
  std::vector<std::string> ids;
  std::vector<lineage::PairFeatures> rows;
  std::vector<float> scores;
  std::vector<std::uint32_t> fold;  // pairs that share a text are in one fold

  std::size_t size() const { return rows.size(); }
};

Result<SentencePairs> read_sentence_pairs(const std::string& file, const language::Model& language,
                                          const grounding::Model& grounding,
                                          const lineage::Model::Tables& tables);

}  // namespace stemma::eval
