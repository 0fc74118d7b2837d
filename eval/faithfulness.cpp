// Task "faithfulness": is a sentence supported by an article (QAGS, CNN and Daily Mail)? Article
// and sentence are read as two reports; what alignment and collation say of them, and how much of
// the sentence's wording the article has, is weighed by a small sum of trees learned on four fifths
// of the articles and judged on the rest. The bar for yes or no is the one that is best on those
// four fifths.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>
#include <set>

#include "base/parallel.h"
#include "boosting.h"
#include "json_lines.h"
#include "lineage_batch.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

constexpr std::size_t kFeatures = 12;
constexpr std::size_t kParts = 5;
constexpr double kGrave = 0.3;  // a variant from here on changes what a reader is told
using Features = std::array<float, kFeatures>;

struct Item {
  std::string article;
  std::string claim;
  bool unsupported = false;
  std::size_t part = 0;  // items of one article are in one
  Features features{};
};

bool is_content(const Token& t) {
  return t.upos == Upos::kNoun || t.upos == Upos::kPropn || t.upos == Upos::kVerb ||
         t.upos == Upos::kNum || t.upos == Upos::kAdj;
}

float share(std::size_t part, std::size_t all) {
  return all == 0 ? 1.0F : static_cast<float>(part) / static_cast<float>(all);
}

/// Length of the longest common subsequence of lemmas.
std::size_t common(std::span<const Token> a, std::span<const Token> b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const Token& x : a) {
    std::size_t before = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = x.lemma == b[j].lemma ? before + 1 : std::max(row[j + 1], row[j]);
      before = above;
    }
  }
  return row.back();
}

Features read(const Item& item, const briefing::Models& models) {
  std::vector<Report> reports(2);
  reports[0].source = reports[0].outlet = "article";
  reports[0].text = item.article;
  reports[1].source = reports[1].outlet = "claim";
  reports[1].text = item.claim;
  const Briefing b = briefing::compose(std::move(reports), models);
  const Analysis& article = b.analyses[0];
  const Analysis& claim = b.analyses[1];

  std::set<std::string> lemmas;
  std::set<std::pair<std::string, std::string>> pairs;
  for (std::size_t i = 0; i < article.tokens.size(); ++i) {
    lemmas.insert(article.tokens[i].lemma);
    if (i > 0) pairs.insert({article.tokens[i - 1].lemma, article.tokens[i].lemma});
  }
  std::size_t content = 0;
  std::size_t known = 0;
  std::size_t names_missing = 0;
  std::size_t verbs_missing = 0;
  std::size_t runs = 0;
  for (std::size_t i = 0; i < claim.tokens.size(); ++i) {
    const Token& t = claim.tokens[i];
    if (i > 0) runs += pairs.contains({claim.tokens[i - 1].lemma, t.lemma}) ? 1 : 0;
    if (!is_content(t)) continue;
    ++content;
    const bool there = lemmas.contains(t.lemma);
    known += there ? 1 : 0;
    names_missing += !there && t.upos == Upos::kPropn ? 1 : 0;
    verbs_missing += !there && t.upos == Upos::kVerb ? 1 : 0;
  }
  std::size_t figures_missing = 0;
  for (const Quantity& q : b.groundings[1].quantities)
    figures_missing +=
        std::none_of(b.groundings[0].quantities.begin(), b.groundings[0].quantities.end(),
                     [&](const Quantity& p) { return p.value == q.value; })
            ? 1
            : 0;
  // The sentence that holds most of it, and that with the one after it.
  std::size_t best = 0;
  std::size_t best_two = 0;
  std::size_t in_order = 0;
  for (std::size_t s = 0; s < article.sentences.size(); ++s) {
    const auto count = [&](std::size_t last) {
      std::set<std::string> here;
      for (std::size_t k = s; k <= last; ++k)
        for (const Token& t : article.tokens_of(article.sentences[k])) here.insert(t.lemma);
      return static_cast<std::size_t>(
          std::count_if(claim.tokens.begin(), claim.tokens.end(),
                        [&](const Token& t) { return is_content(t) && here.contains(t.lemma); }));
    };
    best = std::max(best, count(s));
    best_two = std::max(best_two, count(std::min(s + 1, article.sentences.size() - 1)));
    in_order = std::max(in_order, common(article.tokens_of(article.sentences[s]), claim.tokens));
  }
  double aligned = 0;
  for (const Alignment& a : b.lineage.alignments) aligned = std::max(aligned, a.score);
  double worst = 0;
  std::size_t grave = 0;
  for (const Reading& reading : b.collation.readings)
    for (const Variant& v : reading.variants) {
      worst = std::max(worst, v.severity);
      grave += v.severity >= kGrave ? 1 : 0;
    }
  return {static_cast<float>(aligned),
          share(known, content),
          share(best, content),
          share(best_two, content),
          share(in_order, claim.tokens.size()),
          share(runs, claim.tokens.empty() ? 0 : claim.tokens.size() - 1),
          static_cast<float>(names_missing),
          static_cast<float>(verbs_missing),
          static_cast<float>(figures_missing),
          static_cast<float>(worst),
          static_cast<float>(grave),
          static_cast<float>(claim.tokens.size())};
}

/// How often an unsupported one scores above a supported one; ties count half.
double area(const std::vector<Item>& items, const std::vector<double>& scores) {
  double wins = 0;
  double pairs = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].unsupported) continue;
    for (std::size_t j = 0; j < items.size(); ++j) {
      if (items[j].unsupported) continue;
      pairs += 1;
      wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
    }
  }
  return pairs == 0 ? 0 : wins / pairs;
}

struct Balance {
  std::size_t hits = 0;
  std::size_t unsupported = 0;
  std::size_t passes = 0;
  std::size_t supported = 0;
  void add(bool truth, bool said) {
    (truth ? unsupported : supported) += 1;
    if (truth && said) ++hits;
    if (!truth && !said) ++passes;
  }
  double value() const { return (share(hits, unsupported) + share(passes, supported)) / 2; }
};

/// The bar with the best balanced accuracy over some items.
double best_bar(const std::vector<Item>& items, const std::vector<double>& scores,
                std::size_t without) {
  std::vector<double> bars;
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].part != without) bars.push_back(scores[i]);
  std::sort(bars.begin(), bars.end());
  double best = 0;
  double most = -1;
  for (const double bar : bars) {
    Balance balance;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i].part != without) balance.add(items[i].unsupported, scores[i] >= bar);
    if (balance.value() > most) {
      most = balance.value();
      best = bar;
    }
  }
  return best;
}

}  // namespace

Result<Scores> evaluate_faithfulness(const std::string& gold, const briefing::Models& models,
                                     const EvalOptions& options) {
  const std::filesystem::path path = gold;
  const std::string file =
      std::filesystem::is_directory(path) ? (path / "qags-cnndm-dev.jsonl").string() : gold;
  std::vector<Item> items;
  std::vector<std::string> articles;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view article;
    std::string_view claim;
    std::string_view label;
    Item item;
    if (document["article"].get(article) != simdjson::SUCCESS) return;
    item.article = article;
    if (document["claim"].get(claim) != simdjson::SUCCESS) return;
    item.claim = claim;
    if (document["label"].get(label) != simdjson::SUCCESS) return;
    item.unsupported = label != "supported";
    auto at = std::find(articles.begin(), articles.end(), item.article);
    if (at == articles.end()) at = articles.insert(at, item.article);
    item.part = static_cast<std::size_t>(at - articles.begin()) % kParts;
    items.push_back(std::move(item));
  });
  if (failed) return *failed;
  parallel_for(items.size(), options.threads,
               [&](std::size_t i) { items[i].features = read(items[i], models); });

  // Each part by what was learned on the others; the bar, by scores of parts of these.
  std::vector<double> judged(items.size(), 0);
  Balance balance;
  const BoostOptions how{.loss = Loss::kLogistic,
                         .rounds = 60,
                         .depth = 2,
                         .rate = 0.06F,
                         .ridge = 5,
                         .least_weight = 3,
                         .row_share = 0.7F,
                         .column_share = 0.6F,
                         .seed = 1};
  const auto learn = [&](std::size_t without, std::size_t also_without) {
    Examples examples{.columns = kFeatures};
    for (const Item& item : items)
      if (item.part != without && item.part != also_without)
        examples.add(item.features, item.unsupported ? 1.0F : 0.0F);
    return boost(examples, how);
  };
  for (std::size_t part = 0; part < kParts; ++part) {
    std::vector<double> inner(items.size(), 0);
    for (std::size_t held = 0; held < kParts; ++held) {
      if (held == part) continue;
      const auto trees = learn(part, held);
      for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].part == held) inner[i] = trees.score(items[i].features);
    }
    const double bar = best_bar(items, inner, part);
    const auto trees = learn(part, part);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].part != part) continue;
      judged[i] = trees.score(items[i].features);
      balance.add(items[i].unsupported, judged[i] >= bar);
    }
  }
  std::vector<double> alone(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) alone[i] = -items[i].features[0];
  std::vector<double> wording(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) wording[i] = -items[i].features[2];

  Scores scores;
  scores.metrics = {
      {"balanced_accuracy", balance.value(), items.size()},
      {"auc", area(items, judged), items.size()},
      {"auc by the best alignment alone", area(items, alone), items.size()},
      {"auc by words of the best sentence alone", area(items, wording), items.size()}};
  scores.details = fmt::format(
      "unsupported and found {} of {}; supported and passed {} of {}; articles {}, in {} folds\n",
      balance.hits, balance.unsupported, balance.passes, balance.supported, articles.size(),
      kParts);
  std::string lines;
  for (std::size_t i = 0; i < items.size(); ++i)
    lines +=
        fmt::format("{:.3f}\t{}\t{}\n", judged[i], items[i].unsupported ? 1 : 0, items[i].claim);
  if (const auto error = write_predictions(options, lines)) return *error;
  return scores;
}

}  // namespace stemma::eval
