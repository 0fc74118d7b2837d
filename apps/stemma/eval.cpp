// stemma eval: a stage against gold data.
#include "eval/eval.h"

#include <fmt/format.h>

#include "console.h"
#include "verbs.h"

namespace stemma::app {
namespace {

std::string list_of_tasks() {
  std::string out;
  for (const eval::Task& task : eval::tasks())
    out += fmt::format("{:<14} {}\n", task.name, task.what);
  return out;
}

std::string as_text(const eval::Scores& scores) {
  std::string out;
  for (const eval::Metric& metric : scores.metrics) {
    out += fmt::format("{:<40} {:8.4f}   of {}\n", metric.name, metric.value, metric.items);
  }
  if (!scores.details.empty()) out += "\n" + scores.details;
  return out;
}

std::string as_json(std::string_view task, const eval::Scores& scores) {
  std::string out = fmt::format("{{\"task\":\"{}\",\"metrics\":[", task);
  for (std::size_t i = 0; i < scores.metrics.size(); ++i) {
    const eval::Metric& metric = scores.metrics[i];
    out += fmt::format("{}{{\"name\":\"{}\",\"value\":{:.6f},\"items\":{}}}", i == 0 ? "" : ",",
                       metric.name, metric.value, metric.items);
  }
  return out + "]}\n";
}

}  // namespace

int run_eval(const Arguments& arguments) {
  const std::string& task = arguments.positional[0];
  if (task == "list") return deliver(list_of_tasks(), arguments);
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
  }
  const auto scores = eval::run(task, arguments.positional[1], *models,
                                {arguments.find("predictions"), arguments.number("threads")});
  if (!scores) {
    complain(scores.error());
    return kUsageOrInput;
  }
  return deliver(arguments.get("format") == "json" ? as_json(task, *scores) : as_text(*scores),
                 arguments);
}

}  // namespace stemma::app
