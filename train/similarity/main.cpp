// Trains models/similarity.bin; models/similarity.md has the command.
//
//   train_similarity --out FILE GOLD      GOLD: the folder of sentence pairs
//
// How good such trees are on pairs that they have not seen is for `stemma eval similarity` to say,
// which fits them in folds. Deterministic: the same pairs and parser give the same bytes.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "boosting.h"
#include "lineage/similarity_model.h"
#include "lineage/tables.h"
#include "need.h"
#include "sentence_pairs.h"

namespace stemma::train {
namespace {

struct Options {
  std::string gold, out;
};

/// What is needed to read the pairs: all but the model that is being made.
struct Rooms {
  language::Model language = need(language::Model::load());
  grounding::Model grounding = need(grounding::Model::load());
  std::unique_ptr<lineage::Model::Tables> tables = need(lineage::load_lexicons());
};

eval::Examples read_pairs(const Rooms& rooms, const std::vector<std::string>& files) {
  eval::Examples examples{.columns = lineage::kPairFeatures};
  for (const std::string& file : files) {
    const auto pairs =
        need(eval::read_sentence_pairs(file, rooms.language, rooms.grounding, *rooms.tables));
    for (std::size_t i = 0; i < pairs.size(); ++i) examples.add(pairs.rows[i], pairs.scores[i]);
    std::printf("%s: %zu pairs\n", file.c_str(), pairs.size());
  }
  return examples;
}

int run(const Options& options) {
  const Rooms rooms;
  std::vector<std::string> files;
  for (const std::string_view name : eval::kLearnedSets) {
    files.push_back(options.gold + "/" + std::string(name) + ".tsv");
  }
  const auto pairs = read_pairs(rooms, files);
  const lineage::SimilarityModel model(boost(pairs, {.loss = eval::Loss::kSquared}));
  std::ofstream out(options.out, std::ios::binary);
  out << model.encode();
  if (out.flush()) return 0;
  std::fprintf(stderr, "cannot write %s\n", options.out.c_str());
  return 1;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  stemma::train::Options options;
  CLI::App app("Trains the model of how alike two sentences are.");
  app.add_option("gold", options.gold, "folder of sentence pairs")->required();
  app.add_option("--out", options.out, "file to write")->required();
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(options);
}
