// Task "similarity": pairs of sentences, paraphrases or not (MRPC, PAN), and texts that reuse a
// source or were written without it (Clough and Stevenson 2011).
//
// Pairs: the content score of lineage with one threshold, set on the even lines of the file, scored
// on the odd ones. Texts: whether lineage draws an edge between text and source.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "json_lines.h"
#include "lineage/align.h"
#include "lineage/tables.h"
#include "lineage_batch.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

struct Scored {
  double score = 0;
  bool paraphrase = false;
};

/// The content score of two texts, each taken as one sentence.
double pair_score(std::string_view a, std::string_view b, const briefing::Models& models) {
  const LineageBatch batch = analyse_texts({std::string(a), std::string(b)}, models);
  auto terms = lineage::TermIndex::build(batch.analyses, batch.groundings, models.lineage.tables());
  std::vector<lineage::SentenceTerms> whole(2);
  for (std::uint32_t r = 0; r < 2; ++r) {
    for (const lineage::SentenceTerms& s : terms.of(ReportId{r})) {
      whole[r].words.insert(whole[r].words.end(), s.words.begin(), s.words.end());
      whole[r].units.insert(whole[r].units.end(), s.units.begin(), s.units.end());
      whole[r].mass += s.mass;
    }
  }
  terms.sentences = std::move(whole);
  lineage::Comparer comparer(terms);
  comparer.focus(0);
  const auto wording = lineage::compare_wording(terms.sentences[0], terms.sentences[1]);
  return lineage::content_score(
      comparer.compare(1), wording,
      std::min(terms.sentences[0].words.size(), terms.sentences[1].words.size()));
}

double accuracy(std::span<const Scored> pairs, double threshold) {
  const auto right = std::count_if(pairs.begin(), pairs.end(), [&](const Scored& s) {
    return (s.score >= threshold) == s.paraphrase;
  });
  return pairs.empty() ? 0 : static_cast<double>(right) / static_cast<double>(pairs.size());
}

Result<Scores> score_pairs(const std::string& file, const std::string& name,
                           const briefing::Models& models) {
  const Result<std::string> text = read_gold(file);
  if (!text) return text.error();
  std::vector<Scored> train;
  std::vector<Scored> test;
  std::string_view rest = *text;
  for (std::size_t line = 0; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
    const auto row = columns(rest.substr(0, end));
    rest.remove_prefix(end + 1);
    if (line == 0 || row.size() < 4) continue;
    (line % 2 == 0 ? train : test)
        .push_back({pair_score(row[2], row[3], models), row[1].substr(0, 1) == "1"});
  }
  double threshold = 0;
  double best = 0;
  for (int t = 1; t < 100; ++t) {
    const double at = accuracy(train, t / 100.0);
    if (at > best) {
      best = at;
      threshold = t / 100.0;
    }
  }
  F1 f1;
  for (const Scored& s : test) {
    const bool said = s.score >= threshold;
    f1.predicted += said ? 1 : 0;
    f1.gold += s.paraphrase ? 1 : 0;
    f1.true_positives += said && s.paraphrase ? 1 : 0;
  }
  Scores scores;
  scores.metrics = {{name + " accuracy", accuracy(test, threshold), test.size()},
                    {name + " F1", f1.f1(), test.size()}};
  scores.details = fmt::format("{}: threshold {:.2f}, accuracy on its training half {:.3f}\n", name,
                               threshold, best);
  return scores;
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

void append(Scores& all, Result<Scores> part) {
  if (!part) {
    all.details += part.error().describe() + "\n";
    return;
  }
  all.metrics.insert(all.metrics.end(), part->metrics.begin(), part->metrics.end());
  all.details += part->details;
}

}  // namespace

Result<Scores> evaluate_similarity(const std::string& gold, const briefing::Models& models,
                                   const EvalOptions&) {
  const std::filesystem::path folder = gold;
  if (!std::filesystem::is_directory(folder)) {
    return Error{ErrorCode::kUsage, "give the folder of the similarity data", gold};
  }
  Scores scores;
  append(scores, score_pairs((folder / "mrpc-train.tsv").string(), "MRPC", models));
  append(scores, score_pairs((folder / "pan-mt-train.tsv").string(), "PAN", models));
  append(scores, score_reuse((folder / "clough-stevenson.jsonl").string(), models));
  return scores;
}

}  // namespace stemma::eval
