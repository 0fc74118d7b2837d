// Learns lexicons/place_weights.tsv: what speaks for a name being a place, and for one of the
// places so named. Both are small linear models, fitted in full batches: the same input gives the
// same weights.
//
//   train_places --out lexicons/place_weights.tsv GOLD/places/lgl.jsonl
//   train_places --folds 5 GOLD/places/lgl.jsonl      # figures on newspapers not learned from
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>
#include <set>

#include "grounding/place_ranker.h"
#include "language/language.h"
#include "language/mentions_knowledge.h"
#include "place_gold.h"

namespace stemma::train {
namespace {

using namespace stemma::grounding;

constexpr double kNear = 161;  // km
constexpr int kSteps = 400;
constexpr float kDecay = 2e-4F;

struct Weights {
  SpotWeights spot{};
  std::array<RankWeights, 2> rank{};
};

/// An article with the names found in it.
struct Document {
  const eval::GoldPlaces* gold = nullptr;
  std::vector<PlaceSpan> spans;
  std::vector<const eval::GoldToponym*> toponym;  // by span; null: it is no place
};

/// Full-batch Adam on a loss whose gradient `gradient(weights, out)` adds up.
template <class W>
W fit(W weights, const std::function<void(const W&, W&)>& gradient) {
  W first{}, second{};
  for (int step = 1; step <= kSteps; ++step) {
    W g{};
    gradient(weights, g);
    for (std::size_t i = 0; i < g.size(); ++i) {
      g[i] += kDecay * weights[i];
      first[i] = .9F * first[i] + .1F * g[i];
      second[i] = .999F * second[i] + .001F * g[i] * g[i];
      const float mean = first[i] / (1 - std::pow(.9F, float(step)));
      const float spread = second[i] / (1 - std::pow(.999F, float(step)));
      weights[i] -= .1F * mean / (std::sqrt(spread) + 1e-8F);
    }
  }
  return weights;
}

SpotWeights fit_spots(const std::vector<const Document*>& documents) {
  std::size_t spans = 0;
  for (const Document* d : documents) spans += d->spans.size();
  return fit<SpotWeights>({}, [&](const SpotWeights& w, SpotWeights& g) {
    for (const Document* d : documents)
      for (std::size_t s = 0; s < d->spans.size(); ++s) {
        if (d->spans[s].ruled_out) continue;
        const float p = 1 / (1 + std::exp(-place_score(d->spans[s], w)));
        const float error = (p - (d->toponym[s] != nullptr ? 1.0F : 0.0F)) / float(spans);
        for (std::size_t i = 0; i < g.size(); ++i) g[i] += error * d->spans[s].features[i];
      }
  });
}

/// A name with its candidates, and which of them are right.
struct Choice {
  std::vector<RankWeights> features;
  std::vector<bool> right;
  float weight = 1;
};

RankWeights fit_choices(const std::vector<Choice>& choices) {
  return fit<RankWeights>({}, [&](const RankWeights& w, RankWeights& g) {
    for (const Choice& choice : choices) {
      std::vector<float> p(choice.features.size());
      float highest = -1e9F, sum = 0, good = 0;
      for (std::size_t c = 0; c < p.size(); ++c) {
        for (std::size_t i = 0; i < w.size(); ++i) p[c] += w[i] * choice.features[c][i];
        highest = std::max(highest, p[c]);
      }
      for (float& x : p) sum += x = std::exp(x - highest);
      for (std::size_t c = 0; c < p.size(); ++c) {
        p[c] /= sum;
        if (choice.right[c]) good += p[c];
      }
      for (std::size_t c = 0; c < p.size(); ++c) {
        const float wanted = choice.right[c] ? p[c] / std::max(good, 1e-6F) : 0;
        const float error = choice.weight * (p[c] - wanted) / float(choices.size());
        for (std::size_t i = 0; i < g.size(); ++i) g[i] += error * choice.features[c][i];
      }
    }
  });
}

double distance(const Gazetteer& gazetteer, std::uint32_t ref, const eval::GoldToponym& gold) {
  const PlaceRecord& place = gazetteer.place(ref);
  return distance_km(place.latitude / 1e5, place.longitude / 1e5, gold.point->first,
                     gold.point->second);
}

std::vector<bool> kept(const Document& d, const SpotWeights& spot) {
  std::vector<bool> keep(d.spans.size());
  for (std::size_t s = 0; s < keep.size(); ++s) keep[s] = place_score(d.spans[s], spot) > 0;
  return keep;
}

std::vector<Choice> choices_of(const std::vector<const Document*>& documents,
                               const Gazetteer& gazetteer, const Weights& weights, bool first) {
  std::vector<Choice> choices;
  for (const Document* d : documents) {
    PlaceRanker ranker(gazetteer, d->spans, kept(*d, weights.spot));
    ranker.rank(weights.rank);
    for (const PlaceGroup& group : ranker.groups()) {
      const eval::GoldToponym* gold = nullptr;
      std::size_t times = 0;
      for (const std::uint32_t s : group.spans)
        if (d->toponym[s] != nullptr && d->toponym[s]->point) {
          if (gold == nullptr) gold = d->toponym[s];
          ++times;
        }
      if (gold == nullptr || group.candidates.size() < 2) continue;
      Choice choice;
      choice.features = group.features;
      choice.weight = float(std::min<std::size_t>(times, 5));
      for (const std::uint32_t ref : group.candidates)
        choice.right.push_back(distance(gazetteer, ref, *gold) <= kNear);
      if (std::count(choice.right.begin(), choice.right.end(), true) == 0) continue;
      if (first)
        for (RankWeights& f : choice.features) std::fill(f.begin() + kCountryShare, f.end(), 0.0F);
      choices.push_back(std::move(choice));
    }
  }
  return choices;
}

Weights learn(const std::vector<const Document*>& documents, const Gazetteer& gazetteer) {
  Weights weights;
  weights.spot = fit_spots(documents);
  weights.rank[0] = fit_choices(choices_of(documents, gazetteer, weights, true));
  weights.rank[1] = fit_choices(choices_of(documents, gazetteer, weights, false));
  return weights;
}

struct Score {
  std::size_t kept = 0, true_kept = 0, gold = 0, located = 0, put = 0, right = 0;
};

void measure(const std::vector<const Document*>& documents, const Gazetteer& gazetteer,
             const Weights& weights, Score& score) {
  for (const Document* d : documents) {
    for (const eval::GoldToponym& t : d->gold->toponyms) {
      ++score.gold;
      score.located += t.point.has_value();
    }
    PlaceRanker ranker(gazetteer, d->spans, kept(*d, weights.spot));
    ranker.rank(weights.rank);
    std::set<const eval::GoldToponym*> seen;
    for (const PlaceGroup& group : ranker.groups())
      for (const std::uint32_t s : group.spans) {
        ++score.kept;
        const eval::GoldToponym* t = d->toponym[s];
        if (t == nullptr || !seen.insert(t).second) continue;
        ++score.true_kept;
        if (!t->point) continue;
        ++score.put;
        score.right += distance(gazetteer, group.candidates[group.best()], *t) <= kNear;
      }
  }
}

void print(const Score& s) {
  fmt::print(
      "names: precision {:.3f} recall {:.3f}; within 161 km: {:.3f} of matched, {:.3f} of all ({} "
      "toponyms)\n",
      double(s.true_kept) / double(s.kept), double(s.true_kept) / double(s.gold),
      double(s.right) / double(s.put), double(s.right) / double(s.located), s.located);
}

std::string table(const Weights& weights) {
  std::string out =
      "# Generated by train/places (`make train`); do not edit. Weights of the features that\n"
      "# src/grounding/place_tables.h lists. Columns: choice (spot: is this name a place; first, "
      "second: which\n"
      "# of the places so named, by itself and among the report's others), feature, weight.\n";
  for (std::size_t i = 0; i < kSpotNames.size(); ++i)
    out += fmt::format("spot\t{}\t{:.4f}\n", kSpotNames[i], weights.spot[i]);
  for (std::size_t pass = 0; pass < 2; ++pass)
    for (std::size_t i = 0; i < kRankNames.size(); ++i)
      out += fmt::format("{}\t{}\t{:.4f}\n", pass == 0 ? "first" : "second", kRankNames[i],
                         weights.rank[pass][i]);
  return out;
}

int run(const std::string& file, const std::string& out, std::size_t folds) {
  auto gold = eval::read_gold_places(file);
  auto language = language::Model::load();
  auto gazetteer = Gazetteer::built_in();
  auto tables = PlaceTables::load();
  auto knowledge = language::Knowledge::load();
  if (!gold || !language || !gazetteer || !tables || !knowledge) {
    fmt::print(stderr, "train_places: gold data or models cannot be read\n");
    return 1;
  }
  std::vector<Document> documents;
  for (const eval::GoldPlaces& g : *gold) {
    Report report;
    report.text = g.text;
    const Analysis analysis = language::analyse(report, *language);
    Document d;
    d.gold = &g;
    d.spans = find_place_spans(report, analysis, *gazetteer, *tables, *knowledge);
    for (const PlaceSpan& span : d.spans) {
      const auto hit = std::find_if(g.toponyms.begin(), g.toponyms.end(),
                                    [&](const auto& t) { return t.range.overlaps(span.range); });
      d.toponym.push_back(hit == g.toponyms.end() ? nullptr : &*hit);
    }
    documents.push_back(std::move(d));
  }
  if (folds > 1) {
    std::set<std::string> outlets;
    for (const Document& d : documents) outlets.insert(d.gold->outlet);
    Score score;
    for (std::size_t fold = 0; fold < folds; ++fold) {
      std::vector<const Document*> in, held_out;
      for (const Document& d : documents) {
        const auto nth =
            static_cast<std::size_t>(std::distance(outlets.begin(), outlets.find(d.gold->outlet)));
        (nth % folds == fold ? held_out : in).push_back(&d);
      }
      measure(held_out, *gazetteer, learn(in, *gazetteer), score);
    }
    fmt::print("{} newspapers in {} folds, each held out once: ", outlets.size(), folds);
    print(score);
  }
  if (!out.empty()) {
    std::vector<const Document*> all;
    for (const Document& d : documents) all.push_back(&d);
    const Weights weights = learn(all, *gazetteer);
    Score score;
    measure(all, *gazetteer, weights, score);
    fmt::print("on what was learned from: ");
    print(score);
    std::ofstream(out, std::ios::binary) << table(weights);
  }
  return 0;
}

}  // namespace
}  // namespace stemma::train

int main(int argc, char** argv) {
  CLI::App app("Learns the weights by which names are taken for places");
  std::string gold, out;
  std::size_t folds = 0;
  app.add_option("gold", gold, "articles with toponyms, JSON lines")->required();
  app.add_option("--out", out, "write the weights there");
  app.add_option("--folds", folds, "measure on held-out newspapers, in so many parts");
  CLI11_PARSE(app, argc, argv);
  return stemma::train::run(gold, out, folds);
}
