// Trains models/sentence_boundaries.bin; models/sentence_boundaries.md has the command.
//
//   train_sentences --out FILE [--score OTHER.conllu ...] TREES.conllu...
//   train_sentences --folds 5 TREES.conllu...   scores by cross-validation over documents
//
// Deterministic: the same trees give the same bytes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <numeric>
#include <random>
#include <unordered_map>
#include <unordered_set>

#include "language/conllu_documents.h"
#include "language/layout.h"
#include "language/sentences.h"
#include "need.h"

namespace stemma::train {
namespace {

using namespace language;

struct Options {
  std::vector<std::string> trees, scored;
  std::string out;
  std::size_t folds = 0;
  unsigned epochs = 10;
  unsigned least = 2;  // times a feature is seen before it is learned
  std::size_t rows = 1U << 16U;
  float rate = 0.1F;
  float dropout = 0.4F;
  float decay = 1e-5F;
  BoundaryBars bars{.divided = -3.0F, .held = 2.0F, .unmarked = -1.0F, .prose = 2.0F};
};

/// A document as the program sees it, with where its sentences begin.
struct Document {
  std::string file;
  std::string genre;
  std::string text;
  TokenStream stream;
  std::vector<std::uint32_t> paragraphs;
  std::vector<MarkRole> roles;
  std::vector<ByteRange> gold;
  std::unordered_set<std::uint32_t> begins;
};

struct Example {
  BoundaryKeys keys{};
  bool ends = false;
};

struct Tables {
  TokenTables words = need(TokenTables::load());
  QuoteTags tags = need(QuoteTags::load());
};

std::vector<Document> read(const std::vector<std::string>& files, const Tables& tables) {
  std::vector<Document> documents;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string trees(std::istreambuf_iterator<char>(in), {});
    if (trees.empty()) need<int>(Error{ErrorCode::kNotFound, "cannot be read", file});
    for (const ConlluDocument& d : documents_of(need(read_conllu_rows(trees, file)))) {
      Document& out = documents.emplace_back();
      out.file = file.substr(file.find_last_of('/') + 1);
      std::string_view id = d.id;
      if (id.starts_with("GUM_")) id.remove_prefix(4);
      out.genre = id.substr(0, id.find_first_of("-_"));
      GivenText given = given_text(d);
      out.text = std::move(given.text);
      for (const GivenSentence& s : given.sentences) {
        out.gold.push_back(cover(s.words.front(), s.words.back()));
        out.begins.insert(s.words.front().begin);
      }
      out.stream = tokenise(out.text, {}, tables.words);
      out.paragraphs = number_paragraphs(out.text, out.stream);
      out.roles = pair_quotations(out.text, out.stream.tokens, out.paragraphs).roles;
    }
  }
  return documents;
}

/// Reads a document as find_sentences does, and lets `decide` say where sentences end.
template <class Decide>
std::vector<ByteRange> walk(const Document& d, const Tables& tables, Decide decide) {
  const std::vector<Token>& tokens = d.stream.tokens;
  SentenceRules rules(d.text, d.stream, d.paragraphs, d.roles, tables.words, tables.tags);
  BoundaryFeatures features(d.text, d.stream, d.paragraphs, d.roles, tables.words);
  std::vector<ByteRange> sentences;
  std::size_t first = 0;
  for (std::size_t i = 1; i <= tokens.size(); ++i) {
    bool ends = i == tokens.size();
    if (!ends) {
      const Verdict verdict = rules.before(i, first);
      if (d.paragraphs[i] != d.paragraphs[i - 1]) {
        ends = true;
      } else if (features.is_doubtful(i, verdict)) {
        const BoundaryKeys keys = features.at(i, first, verdict);
        ends = decide(i, keys, verdict, features.in_prose());
      } else {
        ends = verdict.divides;
      }
    }
    if (!ends) continue;
    sentences.push_back({tokens[first].range.begin, tokens[i - 1].range.end});
    first = i;
  }
  return sentences;
}

class Trainer {
 public:
  explicit Trainer(const Options& options)
      : options_(options),
        weights_(options.rows * kHidden),
        slopes_(options.rows * kHidden, 1e-2F),
        random_(1) {
    for (std::size_t h = 0; h < kHidden; ++h) {
      out_[h] = (h % 2 == 0 ? 1.0F : -1.0F) * (0.5F + 0.1F * static_cast<float>(h));
      bias_[h] = 0.5F + 0.1F * static_cast<float>(random_() % 8);
    }
    bias_slopes_.fill(1.0F);
    out_slopes_.fill(1.0F);
  }

  void learn(const std::vector<Example>& examples) {
    std::unordered_map<std::uint64_t, unsigned> counts;
    for (const Example& e : examples) {
      for (std::size_t s = 0; s < kBoundarySlots; ++s) ++counts[id(e, s)];
    }
    rows_.assign(examples.size() * kBoundarySlots, kAbsent);
    for (std::size_t x = 0; x < examples.size(); ++x) {
      for (std::size_t s = 0; s < kBoundarySlots; ++s) {
        if (counts[id(examples[x], s)] < options_.least) continue;
        rows_[x * kBoundarySlots + s] =
            static_cast<std::uint32_t>(examples[x].keys[s] & (options_.rows - 1));
      }
    }
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (unsigned epoch = 0; epoch < options_.epochs; ++epoch) {
      for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_() % i]);
      rate_ =
          options_.rate * (1.0F - static_cast<float>(epoch) / static_cast<float>(options_.epochs));
      for (const std::size_t x : order) step(x, examples[x].ends);
    }
  }

  std::string bytes() const {
    float most = 1e-6F;
    for (const float w : weights_) most = std::max(most, std::abs(w));
    const float scale = std::min(most, 2.5F) / 127.0F;
    std::string out = "stembnd1";
    const auto put = [&](const auto& value) {
      out.append(reinterpret_cast<const char*>(&value), sizeof(value));
    };
    put(kBoundaryVersion);
    put(static_cast<std::uint32_t>(options_.rows));
    put(static_cast<std::uint32_t>(kHidden));
    put(options_.bars);
    put(scale);
    put(bias_);
    put(out_);
    put(out_bias_);
    for (const float w : weights_) {
      const float cell = std::clamp(std::round(w / scale), -127.0F, 127.0F);
      put(static_cast<std::int8_t>(cell));
    }
    return out;
  }

 private:
  static constexpr std::size_t kHidden = kBoundaryHidden;
  static constexpr std::uint32_t kAbsent = UINT32_MAX;

  static std::uint64_t id(const Example& e, std::size_t slot) {
    return std::uint64_t{slot} << 32U | e.keys[slot];
  }

  void step(std::size_t x, bool ends) {
    std::array<std::uint32_t, kBoundarySlots> rows;
    std::size_t count = 0;
    const auto dropped = static_cast<std::uint32_t>(options_.dropout * 4294967295.0F);
    for (std::size_t s = 0; s < kBoundarySlots; ++s) {
      const std::uint32_t row = rows_[x * kBoundarySlots + s];
      if (row != kAbsent && random_() >= dropped) rows[count++] = row;
    }
    const float gain = 1.0F / (1.0F - options_.dropout);
    std::array<float, kHidden> hidden = bias_;
    for (std::size_t r = 0; r < count; ++r) {
      const float* row = &weights_[rows[r] * kHidden];
      for (std::size_t h = 0; h < kHidden; ++h) hidden[h] += gain * row[h];
    }
    float score = out_bias_;
    for (std::size_t h = 0; h < kHidden; ++h) score += out_[h] * std::max(0.0F, hidden[h]);
    const float slope = 1.0F / (1.0F + std::exp(-score)) - (ends ? 1.0F : 0.0F);
    std::array<float, kHidden> back;
    for (std::size_t h = 0; h < kHidden; ++h) {
      back[h] = hidden[h] > 0 ? slope * out_[h] : 0.0F;
      update(out_[h], out_slopes_[h], slope * std::max(0.0F, hidden[h]), 0.1F);
      update(bias_[h], bias_slopes_[h], back[h], 0.1F);
    }
    out_bias_ -= rate_ * 0.02F * slope;
    for (std::size_t r = 0; r < count; ++r) {
      for (std::size_t h = 0; h < kHidden; ++h) {
        const std::size_t at = rows[r] * kHidden + h;
        update(weights_[at], slopes_[at], gain * back[h] + options_.decay * weights_[at], 1.0F);
      }
    }
  }

  /// AdaGrad.
  void update(float& weight, float& slopes, float slope, float share) const {
    slopes += slope * slope;
    weight -= rate_ * share * slope / std::sqrt(slopes);
  }

  const Options& options_;
  std::vector<float> weights_, slopes_;
  std::array<float, kHidden> bias_{}, out_{}, bias_slopes_{}, out_slopes_{};
  float out_bias_ = 0;
  float rate_ = 0;
  std::vector<std::uint32_t> rows_;  // of each example's keys
  std::mt19937 random_;
};

std::string train(const std::vector<const Document*>& documents, const Tables& tables,
                  const Options& options) {
  std::vector<Example> examples;
  for (const Document* d : documents) {
    walk(*d, tables, [&](std::size_t i, const BoundaryKeys& keys, const Verdict&, bool) {
      const bool ends = d->begins.contains(d->stream.tokens[i].range.begin);
      examples.push_back({keys, ends});
      return ends;
    });
  }
  Trainer trainer(options);
  trainer.learn(examples);
  return trainer.bytes();
}

struct Count {
  std::size_t both = 0, gold = 0, found = 0;
  std::size_t missed = 0, wrong = 0;
  double f1() const { return 2.0 * static_cast<double>(both) / static_cast<double>(gold + found); }
};

void score(const Document& d, const Tables& tables, const BoundaryModel& model,
           std::map<std::string, Count>& counts) {
  auto found =
      walk(d, tables, [&](std::size_t, const BoundaryKeys& keys, const Verdict& v, bool prose) {
        return model.ends(keys, v, prose);
      });
  std::vector<ByteRange> both;
  std::set_intersection(d.gold.begin(), d.gold.end(), found.begin(), found.end(),
                        std::back_inserter(both));
  for (const std::string& name : {d.genre, "all of " + d.file}) {
    Count& c = counts[name];
    c.both += both.size();
    c.gold += d.gold.size();
    c.found += found.size();
    std::unordered_set<std::uint32_t> begins;
    for (const ByteRange& s : found) {
      begins.insert(s.begin);
      c.wrong += !d.begins.contains(s.begin);
    }
    for (const std::uint32_t b : d.begins) c.missed += !begins.contains(b);
  }
}

void print(const std::map<std::string, Count>& counts) {
  for (const auto& [name, c] : counts) {
    std::printf("%-28s F1 %.4f  gold %5zu  missed %4zu  wrong %4zu\n", name.c_str(), c.f1(), c.gold,
                c.missed, c.wrong);
  }
}

int run(const Options& options) {
  const Tables tables;
  const std::vector<Document> documents = read(options.trees, tables);
  if (options.folds > 1) {
    std::map<std::string, Count> counts;
    for (std::size_t fold = 0; fold < options.folds; ++fold) {
      std::vector<const Document*> rest;
      for (std::size_t d = 0; d < documents.size(); ++d) {
        if (d % options.folds != fold) rest.push_back(&documents[d]);
      }
      const std::string bytes = train(rest, tables, options);
      const BoundaryModel model = need(BoundaryModel::open(bytes));
      for (std::size_t d = fold; d < documents.size(); d += options.folds) {
        score(documents[d], tables, model, counts);
      }
    }
    print(counts);
    return 0;
  }
  std::vector<const Document*> all;
  for (const Document& d : documents) all.push_back(&d);
  const std::string bytes = train(all, tables, options);
  const BoundaryModel model = need(BoundaryModel::open(bytes));
  std::map<std::string, Count> counts;
  for (const Document& d : read(options.scored, tables)) score(d, tables, model, counts);
  print(counts);
  if (options.out.empty()) return 0;
  std::ofstream out(options.out, std::ios::binary);
  out << bytes;
  return out ? 0 : 2;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  stemma::train::Options options;
  CLI::App app("Trains the model of sentence boundaries.");
  app.add_option("trees", options.trees, "CoNLL-U files to learn from")->required();
  app.add_option("--folds", options.folds, "score by cross-validation in so many parts");
  app.add_option("--out", options.out, "file to write");
  app.add_option("--score", options.scored, "a CoNLL-U file to score the trained model on")
      ->expected(1);
  app.add_option("--epochs", options.epochs);
  app.add_option("--least", options.least);
  app.add_option("--rows", options.rows);
  app.add_option("--rate", options.rate);
  app.add_option("--dropout", options.dropout);
  app.add_option("--decay", options.decay);
  app.add_option("--bar-divided", options.bars.divided);
  app.add_option("--bar-held", options.bars.held);
  app.add_option("--bar-unmarked", options.bars.unmarked);
  app.add_option("--bar-prose", options.bars.prose);
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(options);
}
