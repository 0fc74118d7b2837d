// Trains models/attribution.bin; models/attribution.md has the command.
//
//   train_attribution --out FILE GOLD             learns from all documents of GOLD
//   train_attribution --held-out 10 GOLD          learns without every tenth, scores on those
//
// Deterministic: the same documents and parser give the same bytes.
#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <numeric>
#include <random>
#include <unordered_map>

#include "attribution_gold.h"
#include "attribution_score.h"
#include "base/embedded.h"
#include "claims/roles.h"
#include "language/language.h"
#include "need.h"
#include "net.h"
#include "templates.h"

namespace stemma::train {
namespace {

using namespace claims;
using eval::AttributionWords;

struct Options {
  std::string gold, templates, out;
  unsigned times = 12;  // each template is filled
  std::size_t held_out = 0;
  unsigned cue_epochs = 9, role_epochs = 6;
  unsigned least = 2;  // times a feature is seen before it is learned
  std::size_t cue_rows = 1U << 16U, role_rows = 1U << 16U;
  float cue_rate = 0.1F, role_rate = 0.1F, vector_rate = 0.6F;
  float cue_dropout = 0.5F, role_dropout = 0.4F;
  float decay = 1e-5F;
  float bar = -0.6F;
  bool bars = false;
};

struct Document {
  Report report;
  Analysis analysis;
  std::vector<AttributionWords> gold;    // all tokens
  std::vector<AttributionWords> scored;  // as eval counts them
};

std::vector<Document> read(const Options& options, const language::Model& language) {
  std::vector<Document> documents;
  for (auto& file : need(eval::read_attribution_files(options.gold))) {
    Document& d = documents.emplace_back();
    d.report.text = std::move(file.text);
    d.analysis = language::analyse(d.report, language);
    using eval::WordIndex;
    d.gold = read_attributions(file.annotations, d.report.text,
                               WordIndex(d.analysis, WordIndex::Take::kAll));
    d.scored = read_attributions(file.annotations, d.report.text, WordIndex(d.analysis));
  }
  return documents;
}

/// Our own sentences, one a document.
std::vector<Document> make(const Options& options, const language::Model& language) {
  std::ifstream in(options.templates, std::ios::binary);
  const std::string templates(std::istreambuf_iterator<char>(in), {});
  if (!options.templates.empty() && templates.empty()) {
    need<int>(Error{ErrorCode::kNotFound, "cannot be read", options.templates});
  }
  std::vector<Document> documents;
  for (MadeText& made : make_texts(templates, options.times)) {
    Document& d = documents.emplace_back();
    d.report.text = std::move(made.text);
    d.analysis = language::analyse(d.report, language);
    const eval::WordIndex index(d.analysis, eval::WordIndex::Take::kAll);
    for (const MadeAttribution& a : made.attributions) {
      AttributionWords& words = d.gold.emplace_back();
      for (const ByteRange range : a.source) index.add(range, words.source);
      for (const ByteRange range : a.cue) index.add(range, words.cue);
      for (const ByteRange range : a.content) index.add(range, words.content);
      index.finish(words.source, false);
      index.finish(words.cue, false);
      index.finish(words.content, false);
    }
  }
  return documents;
}

/// Features of many examples, one after another.
struct KeyStore {
  std::vector<std::uint32_t> keys;
  std::vector<std::size_t> begins{0};

  void add(const Keys& more) {
    keys.insert(keys.end(), more.begin(), more.end());
    begins.push_back(keys.size());
  }
  std::size_t size() const { return begins.size() - 1; }
  std::span<const std::uint32_t> of(std::size_t x) const {
    return std::span(keys).subspan(begins[x], begins[x + 1] - begins[x]);
  }
  /// Leaves out what is seen fewer times, and of several keys that share a row all but the one seen
  /// most. Gives the rows' checks.
  std::string prune(unsigned least, std::size_t rows) {
    std::unordered_map<std::uint32_t, unsigned> counts;
    for (const std::uint32_t key : keys) ++counts[key];
    std::vector<std::pair<unsigned, std::uint32_t>> best(rows);
    for (const auto& [key, count] : counts) {
      auto& owner = best[key & (rows - 1)];
      if (count >= least) owner = std::max(owner, {count, key});
    }
    std::size_t kept = 0;
    std::size_t begin = 0;
    for (std::size_t x = 0; x < size(); ++x) {
      const std::size_t end = begins[x + 1];
      for (std::size_t k = begin; k < end; ++k) {
        const auto& owner = best[keys[k] & (rows - 1)];
        if (owner.first > 0 && owner.second == keys[k]) keys[kept++] = keys[k];
      }
      begin = end;
      begins[x + 1] = kept;
    }
    keys.resize(kept);
    std::string checks;
    for (const auto& owner : best) checks += static_cast<char>(check_of(owner.second));
    return checks;
  }
};

struct Examples {
  KeyStore cues;
  std::vector<bool> is_cue, is_noun;
  std::vector<Vectors> vectors;        // of the cues' words
  KeyStore roles;                      // of all tokens of all sequences
  std::vector<Role> labels;            // likewise
  std::vector<std::size_t> firsts{0};  // of each sequence
  std::size_t outside = 0;             // attributions whose content lies in other sentences
};

class Gatherer {
 public:
  Gatherer(const Document& d, const ReportView& view, const language::WordVectors& vectors,
           Examples& out)
      : d_(d), view_(view), vectors_(vectors), out_(out) {}

  void gather() {
    std::vector<std::vector<std::pair<std::uint32_t, const AttributionWords*>>> heads(
        d_.analysis.sentences.size());
    for (const AttributionWords& gold : d_.gold) {
      const auto [sentence, head] = head_of(gold.cue);
      heads[sentence].emplace_back(head, &gold);
    }
    for (std::uint32_t i = 0; i < heads.size(); ++i) sentence(i, heads[i]);
  }

 private:
  std::pair<std::uint32_t, std::uint32_t> head_of(const eval::Words& cue) const {
    const auto& sentences = d_.analysis.sentences;
    const auto& tokens = d_.analysis.tokens;
    const auto it = std::upper_bound(
        sentences.begin(), sentences.end(), cue.front(),
        [](std::uint32_t token, const Sentence& s) { return token < s.end_token; });
    std::uint32_t best = cue.front();
    int most = -1;
    for (const std::uint32_t t : cue) {
      if (t >= it->end_token) break;
      const bool inside = std::binary_search(cue.begin(), cue.end(), tokens[t].head);
      const bool verb = tokens[t].upos == Upos::kVerb;
      const bool word = tokens[t].kind == TokenKind::kWord;
      const int rank = (word ? 4 : 0) + (inside ? 0 : 2) + (verb ? 1 : 0);
      if (rank > most) {
        most = rank;
        best = t;
      }
    }
    return {static_cast<std::uint32_t>(it - sentences.begin()), best - it->first_token};
  }

  void sentence(std::uint32_t index,
                const std::vector<std::pair<std::uint32_t, const AttributionWords*>>& heads) {
    const SentenceView s(view_, SentenceId{index});
    const SentenceTree tree(s);
    AttributionFeatures features(s, tree, vectors_);
    const auto is_cue = std::make_unique<bool[]>(s.size());
    for (const auto& [head, gold] : heads) is_cue[head] = true;
    Keys keys;
    for (std::uint32_t i = 0; i < s.size(); ++i) {
      if (!features.may_be_cue(i)) continue;
      features.of_cue(i, keys);
      out_.cues.add(keys);
      out_.vectors.push_back(features.vectors_of_cue(i));
      out_.is_cue.push_back(is_cue[i]);
      out_.is_noun.push_back(s.token(i).upos == Upos::kNoun);
    }
    const std::uint32_t first = d_.analysis.sentences[index].first_token;
    for (const auto& [head, gold] : heads) {
      features.about(head, {is_cue.get(), s.size()});
      const std::uint32_t begin = head > kRoleReach ? head - kRoleReach : 0;
      const std::uint32_t end = std::min(head + kRoleReach, s.size());
      int last = 0;
      bool content = false;
      for (std::uint32_t t = begin; t < end; ++t) {
        features.of_role(t, keys);
        out_.roles.add(keys);
        const auto has = [&](const eval::Words& words) {
          return std::binary_search(words.begin(), words.end(), first + t);
        };
        const int kind = t == head || has(gold->cue) ? 2
                         : has(gold->source)         ? 1
                         : has(gold->content)        ? 3
                                                     : 0;
        content |= kind == 3;
        const int label = kind == 0 ? 0 : 2 * kind - (kind == last ? 0 : 1);
        out_.labels.push_back(static_cast<Role>(label));
        last = kind;
      }
      out_.outside += content ? 0 : 1;
      out_.firsts.push_back(out_.labels.size());
    }
  }

  const Document& d_;
  const ReportView& view_;
  const language::WordVectors& vectors_;
  Examples& out_;
};

bool may_follow(std::size_t from, std::size_t to) {
  const bool inner = to != 0 && to % 2 == 0;
  return !inner || from == to || from + 1 == to;
}

double log_sum(const std::array<double, kRoles>& terms) {
  const double most = *std::max_element(terms.begin(), terms.end());
  double sum = 0;
  for (const double t : terms) sum += std::exp(t - most);
  return most + std::log(sum);
}

/// The layer from word vectors to the first net's units, as it learns.
class VectorLearner {
 public:
  VectorLearner() : weights_(kVectors * kVectorSize * kCueWidth), sums_(weights_.size(), 1.0F) {}

  void set_rate(float rate) { rate_ = rate; }

  std::array<float, kCueWidth> units(const Vectors& vectors) const {
    std::array<float, kCueWidth> units{};
    for (std::size_t v = 0; v < kVectors; ++v) {
      for (std::size_t d = 0; d < vectors[v].cells.size(); ++d) {
        const float value = vectors[v].scale * static_cast<float>(vectors[v].cells[d]);
        const float* row = &weights_[(v * kVectorSize + d) * kCueWidth];
        for (std::size_t w = 0; w < kCueWidth; ++w) units[w] += value * row[w];
      }
    }
    return units;
  }

  void learn(const Vectors& vectors, const std::array<float, kCueWidth>& back) {
    for (std::size_t v = 0; v < kVectors; ++v) {
      for (std::size_t d = 0; d < vectors[v].cells.size(); ++d) {
        const float value = vectors[v].scale * static_cast<float>(vectors[v].cells[d]);
        const std::size_t at = (v * kVectorSize + d) * kCueWidth;
        for (std::size_t w = 0; w < kCueWidth; ++w) {
          const float slope = value * back[w];
          sums_[at + w] += slope * slope;
          weights_[at + w] -= rate_ * slope / std::sqrt(sums_[at + w]);
        }
      }
    }
  }

  std::string bytes() const {
    std::string out;
    for (const float w : weights_) put_bytes(out, w);
    return out;
  }

 private:
  std::vector<float> weights_, sums_;
  float rate_ = 0;
};

/// A chain of roles: the net scores each token, the transitions their order (a linear-chain
/// conditional random field).
class Chain {
 public:
  explicit Chain(const Options& options)
      : net_(options.role_rows, {options.role_dropout, options.decay}, 2) {
    for (auto& row : sums_) row.fill(1.0F);
    start_sums_.fill(1.0F);
    for (std::size_t from = 0; from < kRoles; ++from) {
      for (std::size_t to = 0; to < kRoles; ++to) {
        transitions_[from][to] = may_follow(from, to) ? 0.0F : kNever;
      }
      starts_[from] = may_follow(0, from) ? 0.0F : kNever;
    }
  }

  void set_rate(float rate) {
    rate_ = rate;
    net_.set_rate(rate);
  }

  void learn(const KeyStore& keys, std::size_t first, std::span<const Role> labels) {
    const std::size_t size = labels.size();
    passes_.resize(std::max(passes_.size(), size));
    scores_.resize(size);
    for (std::size_t t = 0; t < size; ++t) {
      scores_[t] = net_.forward(keys.of(first + t), passes_[t]);
    }
    // Forward and backward sums, in logarithms.
    using Row = std::array<double, kRoles>;
    std::vector<Row> ahead(size), behind(size);
    for (std::size_t r = 0; r < kRoles; ++r) ahead[0][r] = scores_[0][r] + starts_[r];
    for (std::size_t t = 1; t < size; ++t) {
      for (std::size_t r = 0; r < kRoles; ++r) {
        Row terms;
        for (std::size_t p = 0; p < kRoles; ++p) terms[p] = ahead[t - 1][p] + transitions_[p][r];
        ahead[t][r] = log_sum(terms) + scores_[t][r];
      }
    }
    behind[size - 1].fill(0);
    for (std::size_t t = size - 1; t-- > 0;) {
      for (std::size_t r = 0; r < kRoles; ++r) {
        Row terms;
        for (std::size_t q = 0; q < kRoles; ++q) {
          terms[q] = behind[t + 1][q] + transitions_[r][q] + scores_[t + 1][q];
        }
        behind[t][r] = log_sum(terms);
      }
    }
    const double all = log_sum(ahead[size - 1]);
    std::array<RoleScores, kRoles> slopes{};
    for (std::size_t t = 0; t < size; ++t) {
      const auto gold = static_cast<std::size_t>(labels[t]);
      RoleScores slope{};
      for (std::size_t r = 0; r < kRoles; ++r) {
        slope[r] = static_cast<float>(std::exp(ahead[t][r] + behind[t][r] - all)) -
                   (r == gold ? 1.0F : 0.0F);
      }
      if (t == 0) {
        for (std::size_t r = 0; r < kRoles; ++r) update(starts_[r], start_sums_[r], slope[r]);
      } else {
        const auto before = static_cast<std::size_t>(labels[t - 1]);
        for (std::size_t p = 0; p < kRoles; ++p) {
          for (std::size_t r = 0; r < kRoles; ++r) {
            slopes[p][r] += static_cast<float>(std::exp(ahead[t - 1][p] + transitions_[p][r] +
                                                        scores_[t][r] + behind[t][r] - all)) -
                            (p == before && r == gold ? 1.0F : 0.0F);
          }
        }
      }
      net_.backward(passes_[t], slope);
    }
    for (std::size_t p = 0; p < kRoles; ++p) {
      for (std::size_t r = 0; r < kRoles; ++r)
        update(transitions_[p][r], sums_[p][r], slopes[p][r]);
    }
  }

  std::string transitions() const {
    std::string out;
    put_bytes(out, transitions_);
    put_bytes(out, starts_);
    return out;
  }
  std::string net() const { return net_.bytes(); }

 private:
  static constexpr float kNever = -1e4F;

  void update(float& weight, float& sum, float slope) const {
    if (weight == kNever) return;
    sum += slope * slope;
    weight -= rate_ * 0.1F * slope / std::sqrt(sum);
  }

  Net<kRoleWidth, kRoles> net_;
  std::array<RoleScores, kRoles> transitions_{}, sums_{};
  RoleScores starts_{}, start_sums_{};
  std::vector<Net<kRoleWidth, kRoles>::Pass> passes_;
  std::vector<RoleScores> scores_;
  float rate_ = 0;
};

/// Visits 0..size-1 in an order of its own each time.
class Shuffle {
 public:
  explicit Shuffle(std::size_t size) : order_(size), random_(7) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }
  const std::vector<std::size_t>& next() {
    for (std::size_t i = order_.size(); i > 1; --i) {
      std::swap(order_[i - 1], order_[random_() % i]);
    }
    return order_;
  }

 private:
  std::vector<std::size_t> order_;
  std::mt19937_64 random_;
};

std::string learn(Examples& examples, const Options& options) {
  const std::string cue_checks = examples.cues.prune(options.least, options.cue_rows);
  const std::string role_checks = examples.roles.prune(options.least, options.role_rows);
  const auto rate_of = [](float rate, unsigned epoch, unsigned epochs) {
    return rate * (1.0F - static_cast<float>(epoch) / static_cast<float>(epochs));
  };
  Net<kCueWidth, 1> cues(options.cue_rows, {options.cue_dropout, options.decay}, 1);
  Net<kCueWidth, 1>::Pass pass;
  VectorLearner vectors;
  Shuffle cue_order(examples.cues.size());
  for (unsigned epoch = 0; epoch < options.cue_epochs; ++epoch) {
    cues.set_rate(rate_of(options.cue_rate, epoch, options.cue_epochs));
    vectors.set_rate(options.vector_rate * rate_of(options.cue_rate, epoch, options.cue_epochs));
    for (const std::size_t x : cue_order.next()) {
      const float score =
          cues.forward(examples.cues.of(x), pass, vectors.units(examples.vectors[x]))[0];
      const float slope = 1.0F / (1.0F + std::exp(-score)) - (examples.is_cue[x] ? 1.0F : 0.0F);
      vectors.learn(examples.vectors[x], cues.backward(pass, {slope}));
    }
  }
  Chain chain(options);
  Shuffle role_order(examples.firsts.size() - 1);
  for (unsigned epoch = 0; epoch < options.role_epochs; ++epoch) {
    chain.set_rate(rate_of(options.role_rate, epoch, options.role_epochs));
    for (const std::size_t x : role_order.next()) {
      const std::size_t first = examples.firsts[x];
      chain.learn(examples.roles, first,
                  std::span(examples.labels).subspan(first, examples.firsts[x + 1] - first));
    }
  }
  std::string out = "stematt1";
  put_bytes(out, kAttributionVersion);
  put_bytes(out, options.bar);
  return out + chain.transitions() + vectors.bytes() + cues.bytes() + cue_checks + chain.net() +
         role_checks;
}

std::vector<AttributionWords> predict(const Document& d, const claims::Model::Tables& tables,
                                      const AttributionModel& model,
                                      const language::WordVectors& vectors, float bar) {
  const ReportView view(d.report, d.analysis, tables);
  const eval::WordIndex index(d.analysis);
  std::vector<AttributionWords> predicted;
  for (std::uint32_t i = 0; i < d.analysis.sentences.size(); ++i) {
    const SentenceView s(view, SentenceId{i});
    for (const Roles& roles : find_roles(s, SentenceTree(s), model, vectors)) {
      if (roles.score < bar) continue;
      AttributionWords words;
      for (const TokenSpan span : roles.cue) index.add(s.range(span), words.cue);
      for (const TokenSpan span : roles.source) index.add(s.range(span), words.source);
      for (const TokenSpan span : roles.content) index.add(s.range(span), words.content);
      index.finish(words.cue, false);
      index.finish(words.source, false);
      index.finish(words.content, true);
      if (!words.cue.empty() && !words.content.empty()) predicted.push_back(std::move(words));
    }
  }
  return predicted;
}

void print(const char* name, const eval::F1& f) {
  std::printf("  %-14s P %.3f  R %.3f  F1 %.3f\n", name, f.precision(), f.recall(), f.f1());
}

/// Heads of cues, for choosing the bar.
void score_cues(const std::vector<Document>& documents, const claims::Model::Tables& tables,
                const AttributionModel& model, const language::WordVectors& vectors,
                const Options& options) {
  Examples held;
  for (std::size_t d = 0; d < documents.size(); d += options.held_out) {
    const ReportView view(documents[d].report, documents[d].analysis, tables);
    Gatherer(documents[d], view, vectors, held).gather();
  }
  std::vector<float> scores;
  for (std::size_t x = 0; x < held.cues.size(); ++x) {
    scores.push_back(model.cue_score(held.cues.of(x), held.vectors[x]));
  }
  for (float bar = -1.5F; bar < 0.3F; bar += 0.25F) {
    eval::F1 all, nouns;
    for (std::size_t x = 0; x < scores.size(); ++x) {
      for (eval::F1* f : {&all, &nouns}) {
        if (f == &nouns && !held.is_noun[x]) continue;
        f->gold += held.is_cue[x] ? 1 : 0;
        f->predicted += scores[x] > bar ? 1 : 0;
        f->true_positives += held.is_cue[x] && scores[x] > bar ? 1 : 0;
      }
    }
    std::printf("cue heads, bar %5.2f  P %.3f  R %.3f  F1 %.4f  nouns P %.3f  R %.3f  F1 %.4f\n",
                static_cast<double>(bar), all.precision(), all.recall(), all.f1(),
                nouns.precision(), nouns.recall(), nouns.f1());
  }
}

int run(const Options& options) {
  const language::Model language = need(language::Model::load());
  const claims::Model::Tables tables = need(claims::load_lexicons());
  const language::WordVectors vectors =
      need(language::WordVectors::open(embedded_file("models/word_vectors.bin").value_or("")));
  const std::vector<Document> documents = read(options, language);
  const auto is_held = [&](std::size_t d) {
    return options.held_out > 1 && d % options.held_out == 0;
  };
  Examples examples;
  for (std::size_t d = 0; d < documents.size(); ++d) {
    if (is_held(d)) continue;
    const ReportView view(documents[d].report, documents[d].analysis, tables);
    Gatherer(documents[d], view, vectors, examples).gather();
  }
  for (const Document& d : make(options, language)) {
    const ReportView view(d.report, d.analysis, tables);
    Gatherer(d, view, vectors, examples).gather();
  }
  std::printf("%zu tokens, %zu attributions, %zu without content in their sentence\n",
              examples.cues.size(), examples.firsts.size() - 1, examples.outside);
  const std::string bytes = learn(examples, options);
  if (!options.out.empty()) {
    std::ofstream out(options.out, std::ios::binary);
    out << bytes;
    if (!out) return 2;
  }
  if (options.held_out <= 1) return 0;
  const AttributionModel model = need(AttributionModel::open(bytes));
  score_cues(documents, tables, model, vectors, options);
  if (options.role_epochs == 0) return 0;
  for (float bar = options.bar; bar < options.bar + 1.6F; bar += 0.25F) {
    eval::AttributionScore score;
    for (std::size_t d = 0; d < documents.size(); d += options.held_out) {
      score.add(documents[d].scored, predict(documents[d], tables, model, vectors, bar));
    }
    std::printf("bar %.2f\n", static_cast<double>(bar));
    print("source exact", score.source_exact);
    print("source", score.source);
    print("cue exact", score.cue_exact);
    print("cue", score.cue);
    print("content exact", score.content_exact);
    print("content", score.content);
    print("whole", score.whole);
    if (!options.bars) break;
  }
  return 0;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  stemma::train::Options options;
  CLI::App app("Trains the model of attributions.");
  app.add_option("gold", options.gold, "folder of PolNeAR files to learn from")->required();
  app.add_option("--templates", options.templates, "our own sentences, templates.txt");
  app.add_option("--times", options.times, "how often each template is filled");
  app.add_option("--out", options.out, "file to write");
  app.add_option("--held-out", options.held_out,
                 "score on every n-th document, learn from the rest");
  app.add_option("--cue-epochs", options.cue_epochs);
  app.add_option("--role-epochs", options.role_epochs);
  app.add_option("--least", options.least);
  app.add_option("--cue-rows", options.cue_rows);
  app.add_option("--role-rows", options.role_rows);
  app.add_option("--cue-rate", options.cue_rate);
  app.add_option("--role-rate", options.role_rate);
  app.add_option("--vector-rate", options.vector_rate);
  app.add_option("--cue-dropout", options.cue_dropout);
  app.add_option("--role-dropout", options.role_dropout);
  app.add_option("--decay", options.decay);
  app.add_option("--bar", options.bar, "log-odds above which a word heads a cue");
  app.add_flag("--bars", options.bars, "score with several bars");
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(options);
}
