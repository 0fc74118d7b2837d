// Trains the parser's network; `make train` says with what.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <numbers>
#include <random>

#include "checkpoint.h"
#include "evaluate.h"
#include "need.h"
#include "optimiser.h"
#include "pack.h"

namespace stemma::train {
namespace {

struct Options {
  std::vector<std::string> trees, entities, development, entity_development;
  std::string vectors, out;
  std::vector<std::string> teachers;  // checkpoints whose mean is learned where there is no gold
  std::vector<std::string> raw;       // CoNLL-U of which only the words are read
  std::string from;                   // a checkpoint to go on from, the vocabulary being the same
  int done = 0;                       // epochs that it has had
  Shape shape;
  Dropout dropout;
  int epochs = 24;
  std::size_t batch = 750;
  double rate = 2e-3;
  double entity_share = 0.25;  // of the entity sentences, seen each epoch
  double raw_share = 0.2;      // of the raw sentences, likewise
  double capitals = 0.04;      // of the sentences, shown all in capitals or all in small letters
  double early = 0.3;          // weight of the tags guessed early
  std::uint64_t seed = 2;
  int look = 3;  // epochs between scores
};

/// The sentence as a headline or a careless writer has it.
Sentence recased(const Sentence& sentence, bool upper) {
  Sentence out = sentence;
  for (std::size_t i = 0; i < out.forms.size(); ++i) {
    for (char& c : out.forms[i]) {
      if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    out.words[i] = language::word_features(out.forms[i]);
  }
  return out;
}

torch::Tensor loss_of(const Network& network, const Batch& batch, const Options& options,
                      std::uint64_t seed) {
  const Scores scores = network.forward(batch, &options.dropout, seed);
  const auto rows_of = [&](std::int64_t outcomes) {
    std::vector<std::int64_t> offset(static_cast<std::size_t>(batch.rows) + 1);
    for (std::size_t i = 0; i < offset.size(); ++i) {
      offset[i] = static_cast<std::int64_t>(i) * outcomes;
    }
    return std::make_shared<const std::vector<std::int64_t>>(std::move(offset));
  };
  const auto flat = [&](const torch::Tensor& s, const auto& targets) {
    return ragged_cross_entropy(s.flatten(), rows_of(s.size(1)), targets);
  };
  auto loss = ragged_cross_entropy(scores.arcs, batch.arc_offset, batch.arcs) +
              flat(network.label_scores(scores, batch.heads, batch.steps), batch.labels) +
              0.5 * flat(scores.upos, batch.upos) + 0.3 * flat(scores.xpos, batch.xpos);
  if (scores.early_upos.defined()) {
    loss = loss + options.early *
                      (flat(scores.early_upos, batch.upos) + flat(scores.early_xpos, batch.xpos));
  }
  if (!batch.entities->empty()) loss = loss + flat(scores.entities, batch.entities);
  return loss;
}

double rate_at(const Options& options, std::int64_t step, std::int64_t steps) {
  constexpr std::int64_t kWarmUp = 200;
  constexpr double kLast = 0.02;
  if (step < kWarmUp) return options.rate * static_cast<double>(step + 1) / kWarmUp;
  const double done = static_cast<double>(step - kWarmUp) /
                      static_cast<double>(std::max<std::int64_t>(1, steps - kWarmUp));
  return options.rate *
         (kLast + (1 - kLast) * 0.5 * (1 + std::cos(std::numbers::pi * std::min(1.0, done))));
}

void print(const std::string& name, const Accuracy& a) {
  std::printf("  %s: UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f\n", name.c_str(), 100 * a.upos,
              100 * a.xpos, 100 * a.uas, 100 * a.las);
  std::fflush(stdout);
}

void train(const Options& options) {
  const Vectors vectors = need(read_vectors(options.vectors));
  Vocabulary vocabulary;
  std::vector<Sentence> trees;
  std::vector<Sentence> entities;
  for (const auto& path : options.trees) {
    auto more = need(read_trees(path, vocabulary, true));
    std::move(more.begin(), more.end(), std::back_inserter(trees));
  }
  for (const auto& path : options.entities) {
    auto more = need(
        read_entities(path, path.find("silver") != std::string::npos ? 3 : 1, vocabulary, true));
    std::move(more.begin(), more.end(), std::back_inserter(entities));
  }
  std::vector<Sentence> raw;
  for (const auto& path : options.raw) {
    for (Sentence& s : need(read_trees(path, vocabulary, false))) {
      constexpr std::size_t kShortest = 4;  // words; shorter ones are mostly furniture
      constexpr std::size_t kLongest = 100;
      if (s.words.size() < kShortest || s.words.size() > kLongest) continue;
      raw.push_back({std::move(s.words), std::move(s.forms), {}, {}, {}, {}, {}, {}});
    }
  }
  if (vocabulary.entities.empty()) vocabulary.entities.emplace_back("O");
  add_words(trees, 2, vocabulary);
  add_words(entities, 5, vocabulary);
  add_words(raw, 10, vocabulary);
  std::vector<std::vector<Sentence>> development;
  for (const auto& path : options.development) {
    development.push_back(need(read_trees(path, vocabulary, false)));
  }
  std::vector<std::vector<Sentence>> entity_development;
  for (const auto& path : options.entity_development) {
    entity_development.push_back(need(
        read_entities(path, path.find("silver") != std::string::npos ? 3 : 1, vocabulary, false)));
  }
  if (!options.teachers.empty()) {
    const Teachers teachers = need(Teachers::load(options.teachers, vectors));
    for (std::size_t i = 0; i < development.size(); ++i) {
      print(options.development[i] + ", the teachers",
            score_teachers(teachers, vocabulary, development[i]));
    }
    teachers.annotate(entities, vocabulary);
    teachers.annotate(raw, vocabulary);
  }
  Network network(options.shape, vocabulary, vectors.values, options.seed);
  std::int64_t weights = 0;
  for (const auto& p : network.parameters()) weights += p.value.numel();
  std::printf("%zu trees, %zu entity sentences, %zu raw, %zu words, %.2f M parameters, blocks %s\n",
              trees.size(), entities.size(), raw.size(), vocabulary.words.size(),
              static_cast<double>(weights) * 1e-6, options.shape.blocks.c_str());
  if (!options.from.empty()) {
    const Checkpoint earlier = need(load_checkpoint(options.from, vectors));
    torch::NoGradGuard guard;
    for (std::size_t i = 0; i < network.parameters().size(); ++i) {
      network.parameters()[i].value.copy_(earlier.network.parameters()[i].value);
    }
  }
  Optimiser optimiser(network);
  std::mt19937_64 random(options.seed);
  const auto chance = [&](double p) {
    return std::uniform_real_distribution<double>(0, 1)(random) < p;
  };
  std::size_t tokens = 0;
  for (const auto& s : trees) tokens += s.words.size() + 1;
  std::size_t entity_tokens = 0;
  for (const auto& s : entities) entity_tokens += s.words.size() + 1;
  std::size_t raw_tokens = 0;
  for (const auto& s : raw) raw_tokens += s.words.size() + 1;
  const auto steps = static_cast<std::int64_t>(
      static_cast<double>(options.epochs) *
      (static_cast<double>(tokens) + options.entity_share * static_cast<double>(entity_tokens) +
       options.raw_share * static_cast<double>(raw_tokens)) /
      static_cast<double>(options.batch));
  std::int64_t step = steps * options.done / options.epochs;
  const auto started = std::chrono::steady_clock::now();
  for (int epoch = options.done + 1; epoch <= options.epochs; ++epoch) {
    std::vector<const Sentence*> order;
    for (const auto& s : trees) order.push_back(&s);
    for (const auto& s : entities) {
      if (chance(options.entity_share)) order.push_back(&s);
    }
    for (const auto& s : raw) {
      if (chance(options.raw_share)) order.push_back(&s);
    }
    std::shuffle(order.begin(), order.end(), random);
    std::vector<Sentence> altered;
    altered.reserve(order.size());
    std::vector<const Sentence*> part;
    std::size_t rows = 0;
    double total = 0;
    int skipped = 0;
    std::int64_t batches = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Sentence* sentence = order[i];
      if (chance(options.capitals)) {
        altered.push_back(recased(*sentence, chance(0.6)));
        sentence = &altered.back();
      }
      part.push_back(sentence);
      rows += sentence->words.size() + 1;
      if (rows < options.batch && i + 1 < order.size()) continue;
      const auto loss = loss_of(network, make_batch(part, vocabulary, vectors), options, random());
      loss.backward();
      if (!optimiser.step(rate_at(options, step++, steps))) {
        ++skipped;
      } else {
        total += loss.item<double>();
      }
      ++batches;
      part.clear();
      rows = 0;
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    std::printf("epoch %d loss %.4f, %d steps skipped, %.0f s\n", epoch,
                total / static_cast<double>(batches), skipped, seconds);
    if (epoch % options.look == 0 || epoch == options.epochs) {
      optimiser.swap();
      for (std::size_t i = 0; i < development.size(); ++i) {
        print(options.development[i], score_trees(network, vocabulary, vectors, development[i]));
      }
      for (std::size_t i = 0; i < entity_development.size(); ++i) {
        std::printf("  %s: F1 %.2f\n", options.entity_development[i].c_str(),
                    100 * score_entities(network, vocabulary, vectors, entity_development[i]));
      }
      save_checkpoint(options.out, network, vocabulary);
      optimiser.swap();
    }
    std::fflush(stdout);
  }
}

void pack_checkpoint(const Options& options, const std::string& checkpoint,
                     const std::string& packed) {
  const Vectors vectors = need(read_vectors(options.vectors));
  const Checkpoint c = need(load_checkpoint(checkpoint, vectors));
  if (!pack(packed, c.network, c.vocabulary)) {
    std::fprintf(stderr, "train_parser: %s cannot be written\n", packed.c_str());
    std::exit(2);
  }
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  using stemma::train::Options;
  Options options;
  CLI::App app("Trains the parser's network.");
  app.add_option("--trees", options.trees, "CoNLL-U files to learn from");
  app.add_option("--entities", options.entities, "token and BIO files to learn from");
  app.add_option("--teachers", options.teachers,
                 "checkpoints; their mean is learned where there is no gold");
  app.add_option("--raw", options.raw, "CoNLL-U files of which only the words are read");
  app.add_option("--raw-share", options.raw_share);
  app.add_option("--dev", options.development, "CoNLL-U files to score on");
  app.add_option("--entity-dev", options.entity_development, "token and BIO files to score on");
  app.add_option("--vectors", options.vectors, "models/word_vectors.bin")->required();
  app.add_option("--out", options.out, "checkpoint to write");
  app.add_option("--from", options.from, "checkpoint to go on from");
  app.add_option("--done", options.done, "epochs that it has had");
  app.add_option("--attention", options.shape.attention, "width of attention; 0: that of the rows");
  app.add_option("--blocks", options.shape.blocks);
  app.add_option("--width", options.shape.width);
  app.add_option("--arc", options.shape.arc);
  app.add_option("--label", options.shape.label);
  app.add_option("--heads", options.shape.heads);
  app.add_option("--feedback", options.shape.feedback);
  app.add_option("--epochs", options.epochs);
  app.add_option("--batch", options.batch, "words in a step");
  app.add_option("--rate", options.rate);
  app.add_option("--entity-share", options.entity_share);
  app.add_option("--drop-block", options.dropout.block);
  app.add_option("--drop-input", options.dropout.input);
  app.add_option("--drop-head", options.dropout.head);
  app.add_option("--seed", options.seed);
  app.add_option("--look", options.look);
  app.require_subcommand(0, 1);
  std::string checkpoint;
  std::string packed;
  auto* pack = app.add_subcommand("pack", "turn a checkpoint into the program's weights");
  pack->add_option("checkpoint", checkpoint)->required();
  pack->add_option("weights", packed, "models/parser.bin")->required();
  CLI11_PARSE(app, argc, argv);
  torch::set_num_threads(1);
  if (pack->parsed())
    stemma::train::pack_checkpoint(options, checkpoint, packed);
  else
    stemma::train::train(options);
  return 0;
}
