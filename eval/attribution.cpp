// Task "attribution": PolNeAR (brat stand-off, text/ and attributions/ below the gold path or below
// its parts) against claims::attribute. F1 of source, cue and content spans, and of whole
// attributions.
//
// A span counts as exact when it covers the same words as a gold span, leaving aside punctuation,
// quotation marks, articles and a leading "that"; as overlapping when the two share a word; each
// gold span answers for one predicted span. A whole attribution counts when cue, content and
// source (or the lack of one) all overlap those of one gold attribution. Gold attributions without
// cue or content are left out.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "attribution_gold.h"
#include "attribution_score.h"
#include "base/parallel.h"
#include "claims/claims.h"
#include "tasks.h"

namespace stemma::eval {
namespace {

std::vector<AttributionWords> predict(const Report& report, const Analysis& analysis,
                                      const WordIndex& index, const briefing::Models& models) {
  std::vector<AttributionWords> predicted;
  for (const claims::Attributed& a : claims::attribute(report, analysis, models.claims)) {
    AttributionWords roles;
    if (a.source) index.add(*a.source, roles.source);
    index.add(a.cue, roles.cue);
    for (const ByteRange range : a.content) index.add(range, roles.content);
    index.finish(roles.source, false);
    index.finish(roles.cue, false);
    index.finish(roles.content, true);
    roles.cue_text = slice(report.text, a.cue);
    roles.cue_class = index.class_of(roles.cue);
    if (!roles.cue.empty() && !roles.content.empty()) predicted.push_back(std::move(roles));
  }
  return predicted;
}

std::string most_frequent(const std::map<std::string, std::size_t>& counts, std::size_t most) {
  std::vector<std::pair<std::size_t, std::string>> rows;
  for (const auto& [text, count] : counts) rows.emplace_back(count, text);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::string out;
  for (std::size_t i = 0; i < rows.size() && i < most; ++i) {
    out += fmt::format("{}{} {}", i == 0 ? "" : ", ", rows[i].second, rows[i].first);
  }
  return out;
}

void add_metrics(Scores& scores, std::string_view name, const F1& f) {
  scores.metrics.push_back({fmt::format("{} F1", name), f.f1(), f.gold});
  scores.details += fmt::format("{:<16} P {:.3f}  R {:.3f}  F1 {:.3f}  ({} gold, {} predicted)\n",
                                name, f.precision(), f.recall(), f.f1(), f.gold, f.predicted);
}

struct Document {
  std::vector<AttributionWords> gold;
  std::vector<AttributionWords> predicted;
};

}  // namespace

Result<Scores> evaluate_attribution(const std::string& gold, const briefing::Models& models,
                                    const EvalOptions& options) {
  const auto files = read_attribution_files(gold);
  if (!files) return files.error();
  std::vector<Document> documents(files->size());
  parallel_for(documents.size(), options.threads, [&](std::size_t i) {
    Document& document = documents[i];
    Report report;
    report.text = (*files)[i].text;
    const Analysis analysis = language::analyse(report, models.language);
    const WordIndex index(analysis);
    document.gold = read_attributions((*files)[i].annotations, report.text, index);
    document.predicted = predict(report, analysis, index, models);
  });

  AttributionScore score;
  for (const Document& document : documents) {
    score.add(document.gold, document.predicted);
  }
  std::string lines;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    for (const AttributionWords& p : documents[i].predicted) {
      lines += fmt::format("{}\t{}\t{}\t{}\n", (*files)[i].name, p.cue_text, p.source.size(),
                           p.content.size());
    }
  }
  if (const auto failed = write_predictions(options, lines)) return *failed;
  Scores scores;
  add_metrics(scores, "source exact", score.source_exact);
  add_metrics(scores, "source", score.source);
  add_metrics(scores, "cue exact", score.cue_exact);
  add_metrics(scores, "cue", score.cue);
  add_metrics(scores, "content exact", score.content_exact);
  add_metrics(scores, "content", score.content);
  add_metrics(scores, "whole", score.whole);
  scores.details += "\nwhat became of the gold attributions\n";
  for (const auto& [kind, count] : score.kinds) {
    scores.details += fmt::format("  {:<42} {:>6}\n", kind, count);
  }
  scores.details += "cues by part of speech\n";
  for (const auto& [name, f] : score.classes) {
    scores.details += fmt::format("  {:<6} {:>6} gold  {:>6} predicted  {:>6} of the gold found\n",
                                  name, f.gold, f.predicted, f.true_positives);
  }
  scores.details += fmt::format("cues missed: {}\n", most_frequent(score.missed, 60));
  scores.details += fmt::format("cues in excess: {}\n", most_frequent(score.spurious, 60));
  return scores;
}

}  // namespace stemma::eval
