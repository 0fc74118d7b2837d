// Task "similarity": pairs of sentences, graded or judged paraphrases or not, and texts that reuse
// a source or were written without it (Clough and Stevenson 2011).
//
// Grades (STS): sets that the shipped model has learned from are scored in five folds, where trees
// fitted to four judge the fifth; others by the shipped model. Yes or no (MRPC, PAN): by trees
// fitted to the training set, or in five folds where that is what is scored; the shipped model has
// learned from neither. Texts: whether lineage draws an edge between text and source.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "boosting.h"
#include "json_lines.h"
#include "lineage/similarity_model.h"
#include "lineage/tables.h"
#include "lineage_batch.h"
#include "sentence_pairs.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

using Sets = std::map<std::string, SentencePairs>;  // by file name, without ".tsv"

/// What trees say of each pair that did not see its fold; `more` are always learned from.
std::vector<float> score_in_folds(const SentencePairs& pairs, Loss loss,
                                  const std::vector<const SentencePairs*>& more) {
  std::vector<float> scores(pairs.size());
  for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
    Examples examples{.columns = lineage::kPairFeatures};
    const auto learn = [&](const SentencePairs& set, bool all) {
      for (std::size_t i = 0; i < set.size(); ++i) {
        if (!all && set.fold[i] == fold) continue;
        examples.add(set.rows[i], set.scores[i]);
      }
    };
    learn(pairs, false);
    for (const SentencePairs* set : more) learn(*set, true);
    if (examples.size() == 0) continue;
    const lineage::Trees trees = boost(examples, {.loss = loss});
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs.fold[i] == fold) scores[i] = trees.score(pairs.rows[i]);
    }
  }
  return scores;
}

double pearson(std::span<const float> x, std::span<const float> y) {
  const auto n = static_cast<double>(x.size());
  double sx = 0;
  double sy = 0;
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double u = x[i];
    const double v = y[i];
    sx += u;
    sy += v;
    xx += u * u;
    yy += v * v;
    xy += u * v;
  }
  const double spread = std::sqrt((xx - sx * sx / n) * (yy - sy * sy / n));
  return spread > 0 ? (xy - sx * sy / n) / spread : 0;
}

/// The scores of a task, and a line for each pair: id, gold, what was said.
struct Outcome {
  Scores scores;
  std::string predictions;

  void add(const SentencePairs& pairs, std::span<const float> said) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      predictions += fmt::format("{}\t{}\t{:.3f}\n", pairs.ids[i], pairs.scores[i], said[i]);
    }
  }
};

/// Accuracy and F1 of "above the bar" against gold 1 and 0.
void add_yes_no(const std::string& name, const SentencePairs& pairs, std::span<const float> scores,
                float bar, Outcome& out) {
  out.add(pairs, scores);
  F1 f1;
  std::size_t right = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const bool said = scores[i] > bar;
    const bool gold = pairs.scores[i] > 0.5F;
    f1.predicted += said ? 1 : 0;
    f1.gold += gold ? 1 : 0;
    f1.true_positives += said && gold ? 1 : 0;
    right += said == gold ? 1 : 0;
  }
  out.scores.metrics.push_back(
      {name + " accuracy", double(right) / double(pairs.size()), pairs.size()});
  out.scores.metrics.push_back({name + " F1", f1.f1(), pairs.size()});
}

std::vector<float> grades(const SentencePairs& pairs, const lineage::SimilarityModel& model) {
  std::vector<float> out;
  for (const auto& row : pairs.rows) out.push_back(model.grade(row));
  return out;
}

/// Scores less a bar, which for each fold is the one that serves the others best.
std::vector<float> above_bar(const SentencePairs& pairs, std::vector<float> scores) {
  constexpr float kStep = 0.1F;
  constexpr int kBars = 50;  // over grades, 0 to 5
  std::vector<float> out(scores);
  for (std::uint32_t fold = 0; fold < kFolds; ++fold) {
    float best = 0;
    int most = -1;
    for (int step = 0; step < kBars; ++step) {
      const float bar = kStep * float(step);
      int right = 0;
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs.fold[i] != fold && (scores[i] > bar) == (pairs.scores[i] > 0.5F)) ++right;
      }
      if (right > most) best = bar;
      most = std::max(most, right);
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (pairs.fold[i] == fold) out[i] -= best;
    }
  }
  return out;
}

/// By trees fitted to `train`, or in folds where there is none.
void score_yes_no(const std::string& name, const SentencePairs& pairs, const SentencePairs* train,
                  Outcome& out) {
  // F1 asks for a lower bar than accuracy; this log-odds serves both.
  constexpr float kBar = -0.2F;
  if (train == nullptr || train == &pairs) {
    add_yes_no(name + ", five folds,", pairs, score_in_folds(pairs, Loss::kLogistic, {}), kBar,
               out);
    return;
  }
  Examples examples{.columns = lineage::kPairFeatures};
  for (std::size_t i = 0; i < train->size(); ++i) examples.add(train->rows[i], train->scores[i]);
  const lineage::Trees trees = boost(examples, {.loss = Loss::kLogistic});
  std::vector<float> scores;
  for (const auto& row : pairs.rows) scores.push_back(trees.score(row));
  add_yes_no(name + ", from the training set,", pairs, scores, kBar, out);
}

void score_grades(const std::string& name, const Sets& sets, const lineage::SimilarityModel& model,
                  Outcome& out) {
  const SentencePairs& pairs = sets.at(name);
  std::vector<const SentencePairs*> more;
  for (const std::string_view other : kLearnedSets) {
    const auto set = sets.find(std::string(other));
    if (other != name && set != sets.end()) more.push_back(&set->second);
  }
  const bool learned =
      std::find(kLearnedSets.begin(), kLearnedSets.end(), name) != kLearnedSets.end();
  const std::vector<float> said =
      learned ? score_in_folds(pairs, Loss::kSquared, more) : grades(pairs, model);
  out.add(pairs, said);
  out.scores.metrics.push_back({name + (learned ? ", five folds, Pearson" : ", shipped, Pearson"),
                                pearson(said, pairs.scores), pairs.size()});
}

Result<Scores> score_reuse(const std::string& file, const briefing::Models& models) {
  struct Class {
    std::size_t all = 0;
    std::size_t found = 0;
  };
  std::map<std::string, Class> classes;
  std::size_t right = 0;
  std::size_t count = 0;
  const auto failed = for_each_json_line(file, [&](auto& document) {
    std::string_view category;
    std::string_view text;
    std::string_view source;
    if (document["category"].get(category) != simdjson::SUCCESS) return;
    const std::string kind(category);
    if (document["text"].get(text) != simdjson::SUCCESS) return;
    const std::string copy(text);
    if (document["source_text"].get(source) != simdjson::SUCCESS) return;
    const bool found =
        !trace(analyse_texts({copy, std::string(source)}, models), models).edges.empty();
    ++classes[kind].all;
    if (found) ++classes[kind].found;
    if (found == (kind != "non")) ++right;
    ++count;
  });
  if (failed) return *failed;
  Scores scores;
  scores.metrics = {{"reuse accuracy", count == 0 ? 0 : double(right) / double(count), count}};
  for (const auto& [kind, c] : classes) {
    scores.details +=
        fmt::format("reuse found in {} of {} texts of class {}\n", c.found, c.all, kind);
  }
  return scores;
}

}  // namespace

Result<Scores> evaluate_similarity(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions& options) {
  const std::filesystem::path folder = gold;
  if (!std::filesystem::is_directory(folder)) {
    return Error{ErrorCode::kUsage, "give the folder of the similarity data", gold};
  }
  const lineage::Model::Tables& tables = models.lineage.tables();
  Sets sets;
  std::error_code unreadable;  // leaves the loop with no file
  for (const auto& file : std::filesystem::directory_iterator(folder, unreadable)) {
    if (file.path().extension() != ".tsv") continue;
    auto pairs =
        read_sentence_pairs(file.path().string(), models.language, models.grounding, tables);
    if (!pairs) return pairs.error();
    if (pairs->size() > 0) sets.emplace(file.path().stem().string(), std::move(*pairs));
  }
  Outcome outcome;
  for (const auto& [name, pairs] : sets) {
    const bool paraphrases = name.starts_with("mrpc");
    if (paraphrases || name.starts_with("pan")) {
      const auto train = sets.find(paraphrases ? "mrpc-train" : "pan-mt-train");
      score_yes_no(name, pairs, train == sets.end() ? nullptr : &train->second, outcome);
    }
    if (paraphrases) {
      add_yes_no(name + ", shipped grades and a bar,", pairs,
                 above_bar(pairs, grades(pairs, tables.similarity)), 0, outcome);
    }
    if (name.starts_with("sts")) score_grades(name, sets, tables.similarity, outcome);
  }
  if (auto failed = write_predictions(options, outcome.predictions)) return *failed;
  Scores& scores = outcome.scores;
  const Result<Scores> reuse = score_reuse((folder / "clough-stevenson.jsonl").string(), models);
  if (!reuse) {
    scores.details += reuse.error().describe() + "\n";
    return scores;
  }
  scores.metrics.insert(scores.metrics.end(), reuse->metrics.begin(), reuse->metrics.end());
  scores.details += reuse->details;
  return scores;
}

}  // namespace stemma::eval
