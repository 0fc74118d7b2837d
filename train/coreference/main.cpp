// Trains models/coreference.bin; models/coreference.md has the command.
//
//   train_coreference --out FILE --chains ontogum-train-open.conll --pronouns gap-validation.tsv
//     --ecb ecbplus-1-35.jsonl
//   train_coreference ... --dev-chains ontogum-dev.conll --dev-pronouns gap-development.tsv
//
// Deterministic: the same files and parser give the same bytes.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <map>
#include <numeric>
#include <optional>

#include "coref_gold.h"
#include "eval.h"
#include "items.h"
#include "language/coreference.h"
#include "language/coreference_chains.h"
#include "language/coreference_ranker.h"
#include "language/tables.h"
#include "need.h"
#include "net.h"

namespace stemma::train {
namespace {

using namespace language;
using eval::CorefScore;

struct Options {
  std::vector<std::string> chains, pronouns, ecb;
  std::string dev_chains, dev_pronouns, out;
  std::size_t topless = 12;
  unsigned epochs = 10, score_every = 5;
  std::vector<float> lean = {0, 0, -3, -3};  // "he" and "she" are somebody
  float missed = 1, pronoun_weight = 3, ecb_weight = 3;
  NetOptions net;
};

/// What a candidate is to its phrase.
enum class Truth : std::uint8_t { kWrong, kRight, kUnknown };

struct Question {
  std::uint32_t phrase = 0;
  std::vector<CorefCandidate> candidates;
  std::vector<CorefKeys> keys;
  std::vector<Truth> truth;
  bool nobody = false;  // taking up nothing is right
  bool nobody_unknown = false;
  float weight = 1;
};

struct Document {
  std::string text;
  std::string genre;
  Analysis analysis;
  TokenStates states{may_head};
  std::vector<CorefPhrase> phrases;
  std::vector<CorefKeys> keys;
  std::vector<std::vector<float>> dense;
  std::vector<Question> questions;
  eval::PhraseChains gold;
  std::optional<PronounItem> item;
  std::optional<eval::GapItem> gap;
  std::vector<std::uint8_t> settled;  // by mention: the rules' say
};

/// Sentences [first, end) of a document by themselves, as texts are that lost their top.
eval::CorefDocument part_of(const eval::CorefDocument& whole, std::size_t first, std::size_t end) {
  eval::CorefDocument part;
  part.name = whole.name;
  part.genre = whole.genre;
  std::uint32_t token = 0;
  for (std::size_t s = 0; s < first; ++s)
    token += static_cast<std::uint32_t>(whole.sentences[s].words.size());
  const std::uint32_t shift = token;
  const std::uint32_t from = whole.sentences[first].words.front().begin;
  part.text = whole.text.substr(from, whole.sentences[end - 1].words.back().end - from);
  for (std::size_t s = first; s < end; ++s) {
    GivenSentence sentence = whole.sentences[s];
    for (ByteRange& w : sentence.words) w = {w.begin - from, w.end - from};
    token += static_cast<std::uint32_t>(sentence.words.size());
    part.sentences.push_back(std::move(sentence));
  }
  for (const auto& chain : whole.chains) {
    std::vector<TokenSpan> spans;
    for (const TokenSpan& s : chain)
      if (s.first >= shift && s.end <= token) spans.push_back({s.first - shift, s.end - shift});
    if (!spans.empty()) part.chains.push_back(std::move(spans));
  }
  return part;
}

/// Parts that begin with somebody who is not named yet.
std::vector<eval::CorefDocument> topless(const eval::CorefDocument& d, std::size_t most,
                                         std::mt19937& random) {
  std::vector<std::size_t> begins;
  for (std::size_t s = 1; s + 2 < d.sentences.size(); ++s) {
    const auto& words = d.sentences[s].words;
    for (std::size_t w = 0; w < std::min<std::size_t>(words.size(), 12); ++w) {
      const std::string_view form = slice(d.text, words[w]);
      if (form == "he" || form == "He" || form == "she" || form == "She" || form == "his" ||
          form == "His" || form == "Her") {
        begins.push_back(s);
        break;
      }
    }
  }
  std::vector<eval::CorefDocument> parts;
  while (parts.size() < most && !begins.empty()) {
    const std::size_t at = random() % begins.size();
    const std::size_t s = begins[at];
    begins.erase(begins.begin() + static_cast<std::ptrdiff_t>(at));
    parts.push_back(part_of(d, s, std::min(d.sentences.size(), s + 3 + random() % 5)));
  }
  return parts;
}

class Reader {
 public:
  Reader(const language::Model& model, const WordVectors& vectors)
      : model_(model), vectors_(vectors) {}

  Document document(const eval::CorefDocument& gold) const {
    Document d;
    d.text = gold.text;
    d.genre = gold.genre;
    d.gold = gold.chains;
    Report report;
    report.text = gold.text;
    d.analysis = analyse(report, gold.sentences, model_);
    prepare(d);
    return d;
  }

  Document document(const eval::GapItem& item) const {
    Document d = document(items_of({item}).front());
    d.gap = item;
    return d;
  }

  Document document(const PronounItem& item) const {
    Document d;
    d.text = item.text;
    d.item = item;
    Report report;
    report.text = item.text;
    d.analysis =
        item.sentences.empty() ? analyse(report, model_) : analyse(report, item.sentences, model_);
    prepare(d);
    return d;
  }

  /// The questions of a document whose chains are known.
  void ask_chains(Document& d) const {
    std::map<TokenSpan, std::size_t> chain_of;
    for (std::size_t c = 0; c < d.gold.size(); ++c)
      for (const TokenSpan& s : d.gold[c]) chain_of.emplace(s, c);
    read(d);
    CorefFeatures features(d.analysis, d.phrases, vectors_, d.states);
    for (std::uint32_t i = 0; i < d.phrases.size(); ++i) {
      Question q = question(i, features);
      const auto own = chain_of.find(d.phrases[i].span);
      q.nobody = true;
      for (const CorefCandidate& c : q.candidates) {
        const auto other = chain_of.find(d.phrases[c.phrase].span);
        const bool right =
            own != chain_of.end() && other != chain_of.end() && own->second == other->second;
        q.truth.push_back(right ? Truth::kRight : Truth::kWrong);
        if (right && !c.later) q.nobody = false;
      }
      if (!q.candidates.empty()) d.questions.push_back(std::move(q));
    }
  }

  /// The one question of an item.
  void ask_pronoun(Document& d, float weight) const {
    read(d);
    const PronounItem& item = *d.item;
    CorefFeatures features(d.analysis, d.phrases, vectors_, d.states);
    const auto any_is = [&](const CorefPhrase& p, const std::vector<ByteRange>& ranges) {
      return std::any_of(ranges.begin(), ranges.end(),
                         [&](ByteRange r) { return is_named(d, p, r); });
    };
    for (std::uint32_t i = 0; i < d.phrases.size(); ++i) {
      Question q = question(i, features);
      if (!d.phrases[i].pronoun() || d.analysis.tokens[d.phrases[i].head].range != item.pronoun)
        continue;
      const bool any = !item.right.empty();
      q.weight = weight;
      q.nobody_unknown = !any;
      bool right = false;
      for (const CorefCandidate& c : q.candidates) {
        const CorefPhrase& p = d.phrases[c.phrase];
        const Truth truth = any_is(p, item.right)                ? Truth::kRight
                            : any_is(p, item.wrong)              ? Truth::kWrong
                            : any && p.kind == PhraseKind::kName ? Truth::kWrong
                                                                 : Truth::kUnknown;
        right |= truth == Truth::kRight;
        q.truth.push_back(truth);
      }
      if (!any || right) d.questions.push_back(std::move(q));
      return;
    }
  }

 private:
  void prepare(Document& d) const {
    const Model::Tables& tables = model_.tables();
    const Knowledge& knowledge = tables.mentions.knowledge;
    Analysis again = d.analysis;
    again.tagged.clear();
    tables.parser.parse(d.text, again, &d.states);
    const WordView view(d.text, d.analysis, knowledge);
    const RuleFindings rules = resolve_coreference(d.text, d.analysis, knowledge, view);
    d.settled = rules.settled;
    d.phrases = find_phrases(d.analysis, view, knowledge, rules.genders);
  }

  void read(Document& d) const {
    const CorefFeatures features(d.analysis, d.phrases, vectors_, d.states);
    for (std::uint32_t i = 0; i < d.phrases.size(); ++i) {
      features.of(i, d.keys.emplace_back());
      dense_of(d, features, i, d.dense.emplace_back());
    }
  }

  /// The state of a phrase's head and two word vectors, as the model multiplies them.
  void dense_of(const Document& d, const CorefFeatures& features, std::uint32_t i,
                std::vector<float>& dense) const {
    const std::uint32_t head = d.phrases[i].head;
    for (const std::uint8_t cell : d.states.row(head))
      dense.push_back(d.states.scale(head) * static_cast<float>(cell - 128));
    for (const auto row : {features.head_vector(i), features.governor_vector(i)}) {
      dense.resize(dense.size() + kCorefVector, 0);
      if (!row) continue;
      for (std::size_t v = 0; v < kCorefVector; ++v)
        dense[dense.size() - kCorefVector + v] =
            vectors_.scale(*row) * static_cast<float>(vectors_.row(*row)[v]);
    }
  }

  static Question question(std::uint32_t i, CorefFeatures& features) {
    Question q;
    q.phrase = i;
    features.candidates(i, q.candidates);
    for (const CorefCandidate& c : q.candidates) features.of_pair(i, c, q.keys.emplace_back());
    return q;
  }

  /// Is a phrase, or a name of its chain, at this place?
  static bool is_named(const Document& d, const CorefPhrase& p, ByteRange place) {
    const bool self = p.kind == PhraseKind::kName || !d.item->names_only;
    if (self && p.kind != PhraseKind::kCoordination &&
        d.analysis.tokens[p.head].range.overlaps(place))
      return true;
    if (p.chain == kNoMention || p.pronoun()) return false;
    for (const std::uint32_t m : d.analysis.chains[p.chain].mentions) {
      const Mention& mention = d.analysis.mentions[m];
      if (mention.kind == MentionKind::kName && mention.range.overlaps(place)) return true;
    }
    return false;
  }

  const language::Model& model_;
  const WordVectors& vectors_;
};

/// One pass over a document's questions; gives the loss.
double learn(Document& d, Net& net, float missed) {
  std::vector<Net::Phrase> takers(d.phrases.size()), taken(d.phrases.size());
  std::vector<std::uint8_t> read(d.phrases.size(), 0);
  std::vector<Net::Pair> pairs;
  Net::Phrase nobody;
  double loss = 0;
  for (const Question& q : d.questions) {
    net.drop_units();
    const auto need_taken = [&](std::uint32_t c) {
      if (read[c] != 0) return;
      read[c] = 1;
      net.read(d.keys[c], d.dense[c], CorefSide::kTaken, taken[c]);
    };
    Net::Phrase& taker = takers[q.phrase];
    net.read(d.keys[q.phrase], d.dense[q.phrase], CorefSide::kTaker, taker);
    net.read(d.keys[q.phrase], d.dense[q.phrase], CorefSide::kNobody, nobody);
    pairs.resize(std::max(pairs.size(), q.candidates.size()));
    std::vector<float> scores;
    // A wrong answer looks better than it is, so that a right one must be better by a margin.
    const bool anaphor = !q.nobody;
    scores.push_back(net.nobody(nobody) + (anaphor && !q.nobody_unknown ? missed : 0));
    std::vector<bool> right = {q.nobody || q.nobody_unknown}, counts = {true};
    const bool only_not_wrong = q.nobody_unknown;
    for (std::size_t n = 0; n < q.candidates.size(); ++n) {
      need_taken(q.candidates[n].phrase);
      net.score(taker, taken[q.candidates[n].phrase], q.keys[n], pairs[n]);
      scores.push_back(pairs[n].score);
      right.push_back(q.truth[n] == Truth::kRight ||
                      (only_not_wrong && q.truth[n] == Truth::kUnknown));
      counts.push_back(q.truth[n] != Truth::kUnknown || only_not_wrong);
    }
    float most = -1e30F;
    for (std::size_t n = 0; n < scores.size(); ++n)
      if (counts[n]) most = std::max(most, scores[n]);
    double all = 0, good = 0;
    for (std::size_t n = 0; n < scores.size(); ++n) {
      if (!counts[n]) continue;
      const double e = std::exp(scores[n] - most);
      all += e;
      if (right[n]) good += e;
    }
    if (good <= 0) good = 1e-30;
    loss -= q.weight * std::log(good / all);
    for (std::size_t n = 0; n < scores.size(); ++n) {
      if (!counts[n]) continue;
      const double e = std::exp(scores[n] - most);
      const auto slope = static_cast<float>(q.weight * (e / all - (right[n] ? e / good : 0)));
      if (std::abs(slope) < 1e-5F) continue;
      if (n == 0)
        net.learn_nobody(nobody, slope);
      else
        net.learn(pairs[n - 1], slope, taker, taken[q.candidates[n - 1].phrase]);
    }
    net.learn(taker);
    net.learn(nobody);
  }
  for (std::size_t i = 0; i < d.phrases.size(); ++i)
    if (read[i] != 0) net.learn(taken[i]);
  return loss;
}

/// What became of an item, in a word.
const char* kind_of(const eval::GapItem& item, const eval::GapAnswer& got) {
  const bool right = (item.meant[0] && got.meant[0]) || (item.meant[1] && got.meant[1]);
  const bool other = (!item.meant[0] && got.meant[0]) || (!item.meant[1] && got.meant[1]);
  if (!item.meant[0] && !item.meant[1]) return other ? "neither: wrong" : "neither: right";
  if (right) return "right";
  if (!got.pronoun_found) return "pronoun not seen";
  if (!got.resolved) return "nobody";
  return other ? "other name" : "third person";
}

void score(std::vector<Document>& chains, std::vector<Document>& pronouns,
           const WordVectors& vectors, const CorefModel& model) {
  CorefScore all;
  std::map<std::string, CorefScore> genres;
  for (Document& d : chains) {
    const CorefGroups groups = group_phrases(d.analysis, d.phrases, vectors, d.states, model);
    std::map<std::uint32_t, std::vector<TokenSpan>> by_group;
    for (std::uint32_t i = 0; i < d.phrases.size(); ++i)
      by_group[groups.of[i]].push_back(d.phrases[i].span);
    eval::PhraseChains predicted;
    for (auto& [g, spans] : by_group) predicted.push_back(std::move(spans));
    CorefScore one;
    one.add(d.gold, predicted);
    all += one;
    genres[d.genre] += one;
  }
  eval::F1 gap;
  std::map<std::string, std::size_t> kinds;
  for (Document& d : pronouns) {
    const CorefGroups groups = group_phrases(d.analysis, d.phrases, vectors, d.states, model);
    Analysis shown = d.analysis;
    take_groups(shown, d.phrases, groups, d.settled);
    const eval::GapItem& item = *d.gap;
    const eval::GapAnswer got = eval::answer_of(item, shown);
    for (int n = 0; n < 2; ++n) {
      gap.gold += item.meant[n];
      gap.predicted += got.meant[n];
      gap.true_positives += item.meant[n] && got.meant[n];
    }
    ++kinds[kind_of(item, got)];
  }
  std::printf(
      "  CoNLL %.4f  MUC %.3f/%.3f B3 %.3f/%.3f CEAFe %.3f/%.3f mentions %.3f/%.3f  GAP %.4f "
      "(%.3f/%.3f)\n",
      all.conll(), all.muc.precision(), all.muc.recall(), all.b_cubed.precision(),
      all.b_cubed.recall(), all.ceaf_e.precision(), all.ceaf_e.recall(), all.mentions.precision(),
      all.mentions.recall(), gap.f1(), gap.precision(), gap.recall());
  for (auto& [g, s] : genres) std::printf(" %s %.3f", g.c_str(), s.conll());
  std::printf("\n");
  for (auto& [k, n] : kinds) std::printf(" [%s %zu]", k.c_str(), n);
  std::printf("\n");
  std::fflush(stdout);
}

int run(const Options& options) {
  const language::Model language = need(language::Model::load_without_coreference());
  const WordVectors& vectors = language.tables().vectors;
  const Reader reader(language, vectors);
  std::vector<Document> documents, dev_chains, dev_pronouns;
  std::mt19937 cuts(5);
  std::size_t parts = 0;
  for (const std::string& path : options.chains) {
    for (const auto& gold : need(eval::read_ontogum(path))) {
      documents.push_back(reader.document(gold));
      reader.ask_chains(documents.back());
      for (const auto& part : topless(gold, options.topless, cuts)) {
        documents.push_back(reader.document(part));
        reader.ask_chains(documents.back());
        ++parts;
      }
    }
  }
  std::size_t reachable = 0, gold_phrases = 0, found = 0;
  for (const Document& d : documents) {
    std::vector<TokenSpan> spans;
    for (const auto& p : d.phrases) spans.push_back(p.span);
    std::sort(spans.begin(), spans.end());
    for (const auto& c : d.gold)
      for (const auto& s : c) {
        ++gold_phrases;
        found += std::binary_search(spans.begin(), spans.end(), s);
      }
    for (const auto& q : d.questions)
      reachable += std::count(q.truth.begin(), q.truth.end(), Truth::kRight) > 0;
  }
  std::size_t questions = 0, pairs = 0;
  for (const Document& d : documents) {
    questions += d.questions.size();
    for (const auto& q : d.questions) pairs += q.candidates.size();
  }
  std::printf(
      "%zu phrases asked of, %zu pairs; gold phrases %zu, found %zu, with a right candidate %zu\n",
      questions, pairs, gold_phrases, found, reachable);
  std::size_t items = 0, asked = 0;
  const auto ask = [&](const std::vector<PronounItem>& more, float weight) {
    for (const PronounItem& item : more) {
      documents.push_back(reader.document(item));
      reader.ask_pronoun(documents.back(), weight);
      ++items;
      asked += documents.back().questions.size();
    }
  };
  for (const std::string& path : options.pronouns)
    ask(items_of(need(eval::read_gap(path))), options.pronoun_weight);
  for (const std::string& path : options.ecb) ask(need(read_ecb(path)), options.ecb_weight);
  std::printf("%zu pronouns, %zu asked\n", items, asked);
  if (!options.dev_chains.empty())
    for (const auto& gold : need(eval::read_ontogum(options.dev_chains)))
      dev_chains.push_back(reader.document(gold));
  if (!options.dev_pronouns.empty())
    for (const auto& item : need(eval::read_gap(options.dev_pronouns)))
      dev_pronouns.push_back(reader.document(item));

  Net net(documents.front().states.width(), options.net);
  std::mt19937 random(options.net.seed);
  std::vector<std::size_t> order(documents.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<float> lean(kPhraseKinds, 0);
  for (std::size_t k = 0; k < options.lean.size() && k < lean.size(); ++k)
    lean[k] = options.lean[k];
  const std::size_t steps = order.size() * options.epochs;
  std::size_t step = 0;
  std::string bytes;
  for (unsigned epoch = 1; epoch <= options.epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    double loss = 0;
    std::size_t batch = 0;
    for (const std::size_t d : order) {
      loss += learn(documents[d], net, options.missed);
      ++step;
      batch += documents[d].questions.size();
      if (batch < 60) continue;
      batch = 0;
      net.step(1 - static_cast<float>(step) / static_cast<float>(steps));
    }
    std::printf("epoch %u: loss %.4f\n", epoch, loss / static_cast<double>(questions));
    std::fflush(stdout);
    if (epoch % options.score_every != 0 && epoch != options.epochs) continue;
    bytes = net.bytes(lean);
    score(dev_chains, dev_pronouns, vectors,
          need(CorefModel::open(bytes, documents.front().states.width())));
  }
  if (!options.out.empty()) {
    std::ofstream out(options.out, std::ios::binary);
    out << bytes;
    if (!out) return 2;
  }
  return 0;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  stemma::train::Options options;
  CLI::App app("Trains the model of coreference.");
  app.add_option("--chains", options.chains, "OntoGUM files to learn from")->required();
  app.add_option("--pronouns", options.pronouns, "GAP files to learn from");
  app.add_option("--ecb", options.ecb, "ECB+ files to learn from");
  app.add_option("--ecb-weight", options.ecb_weight, "of an item of ECB+");
  app.add_option("--dev-chains", options.dev_chains, "OntoGUM file to score on");
  app.add_option("--dev-pronouns", options.dev_pronouns, "GAP file to score on");
  app.add_option("--out", options.out, "file to write");
  app.add_option("--epochs", options.epochs);
  app.add_option("--score-every", options.score_every);
  app.add_option("--missed", options.missed, "margin by which an antecedent must beat nobody");
  app.add_option("--pronoun-weight", options.pronoun_weight, "of a GAP item");
  app.add_option("--lean", options.lean, "added to the score of nobody, by kind of phrase");
  app.add_option("--topless", options.topless, "parts of each document that begin without its top");
  app.add_option("--rate", options.net.rate);
  app.add_option("--decay", options.net.decay);
  app.add_option("--key-dropout", options.net.key_dropout);
  app.add_option("--dense-dropout", options.net.dense_dropout);
  app.add_option("--unit-dropout", options.net.unit_dropout);
  app.add_option("--alone-rows", options.net.alone_rows);
  app.add_option("--pair-rows", options.net.pair_rows);
  app.add_option("--seed", options.net.seed);
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(options);
}
