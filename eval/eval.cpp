#include "eval.h"

#include <fmt/format.h>

#include <fstream>

#include "tasks.h"

namespace stemma::eval {

std::span<const Task> tasks() {
  // name (a folder of the gold data), what it measures, scorer
  static const std::vector<Task> kTasks{
      {"parse", "sentences, words, tags, lemmas and trees against Universal Dependencies",
       evaluate_parse},
      {"html", "the article's text out of web pages, shingle F1", evaluate_html},
      {"ner", "names of people, bodies and places, exact spans with types", evaluate_ner},
      {"coref", "whom a pronoun means, GAP F1", evaluate_coref},
      {"time", "time expressions and their TIMEX3 values, TempEval-3 measures", evaluate_time},
      {"quantities", "figures with their bounds and units", evaluate_quantities},
      {"places", "toponyms and where they are, within 161 km", evaluate_places},
      {"alignment", "sentences of summaries and their sources, pair F1", evaluate_alignment},
      {"similarity", "paraphrases and reused texts, accuracy and F1", evaluate_similarity},
      {"lineage", "families grown from the stories' articles: origins, parents, edge F1",
       evaluate_lineage},
      {"stories", "separate newsrooms on one story: false merges, warnings", evaluate_stories},
      {"mutations", "changes made to the stories' articles: which are named, false alarms",
       evaluate_mutations},
      {"candidates",
       "relatives of a report among 20,000 in a stream, recall (gold: the folder stream)",
       evaluate_candidates},
      {"clusters",
       "reports that stream in fall into stories, B-cubed F1 (gold: the folder stories)",
       evaluate_clusters},
      {"faithfulness", "is a sentence supported by an article: balanced accuracy, AUC",
       evaluate_faithfulness},
      {"attribution", "who said what: source, cue and content spans", evaluate_attribution},
      {"events", "who did it to whom, sources and targets of events", evaluate_events},
  };
  return kTasks;
}

Result<Scores> run(std::string_view task, const std::string& gold, const briefing::Models& models,
                   const EvalOptions& options) {
  std::string known;
  for (const Task& t : tasks()) {
    if (t.name == task) return t.evaluate(gold, models, options);
    known += known.empty() ? "" : ", ";
    known += t.name;
  }
  return Error{ErrorCode::kUsage, fmt::format("no such task; the tasks are {}", known),
               std::string(task)};
}

std::optional<Error> write_predictions(const EvalOptions& options, std::string_view lines) {
  if (!options.predictions) return std::nullopt;
  std::ofstream out(*options.predictions, std::ios::binary);
  out << lines;
  if (out.flush()) return std::nullopt;
  return Error{ErrorCode::kUnreadable, "cannot be written", *options.predictions};
}

}  // namespace stemma::eval
