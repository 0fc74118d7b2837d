// Scorers: a stage of stemma against public gold data.
//
//   Result<eval::Scores> scores = eval::run("time", "../shared/gold/time", models, {});
//
// One file a task (eval/time.cpp defines `evaluate_time`), and one row a task in eval.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "briefing/compose.h"
#include "stemma/result.h"

namespace stemma::eval {

/// One figure of a task: "value F1" = 0.78 over 1243 items.
struct Metric {
  std::string name;
  double value = 0;
  std::size_t items = 0;  // how many gold items it rests on
};

struct Scores {
  std::vector<Metric> metrics;
  std::string details;  // tables and errors by kind, for people
};

struct EvalOptions {
  std::optional<std::string> predictions;  // write what was predicted to this file
  unsigned threads = 1;
};

using Evaluate = Result<Scores> (*)(const std::string& gold, const briefing::Models& models,
                                    const EvalOptions& options);

struct Task {
  std::string_view name;  // a folder name of the gold data
  std::string_view what;
  Evaluate evaluate;
};

/// All tasks, in the order of the stages.
std::span<const Task> tasks();

Result<Scores> run(std::string_view task, const std::string& gold, const briefing::Models& models,
                   const EvalOptions& options);

/// Writes what was predicted where `options` ask for it; an Error if that cannot be done.
std::optional<Error> write_predictions(const EvalOptions& options, std::string_view lines);

/// Precision, recall and F1 from counts; 0 where a denominator is 0.
struct F1 {
  std::size_t true_positives = 0;
  std::size_t predicted = 0;
  std::size_t gold = 0;

  double precision() const {
    return predicted == 0 ? 0 : double(true_positives) / double(predicted);
  }
  double recall() const { return gold == 0 ? 0 : double(true_positives) / double(gold); }
  double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
};

}  // namespace stemma::eval
