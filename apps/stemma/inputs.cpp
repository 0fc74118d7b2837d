#include "inputs.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <set>

#include "briefing/user_words.h"
#include "console.h"

namespace stemma::app {
namespace {

intake::FormatHint format_hint(const std::string& name) {
  if (name == "text") return intake::FormatHint::kPlainText;
  if (name == "html") return intake::FormatHint::kHtml;
  if (name == "jsonl") return intake::FormatHint::kJsonl;
  return intake::FormatHint::kDetect;
}

}  // namespace

intake::Options intake_options(const Arguments& arguments) {
  intake::Options options;
  options.format = format_hint(arguments.get("input"));
  return options;
}

std::vector<std::string> files_named(const Arguments& arguments) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  for (const std::string& path : arguments.positional) {
    std::error_code ignored;
    const auto canonical = std::filesystem::weakly_canonical(path, ignored);
    if (seen.insert(path == "-" ? path : canonical.string()).second) {
      files.push_back(path);
    } else {
      complain(fmt::format("{}: named twice; read once", path));
    }
  }
  return files;
}

intake::Batch read_input(const std::string& path, const intake::Model& model,
                         const intake::Options& options) {
  return path == "-" ? intake::read_stream(std::cin, "-", model, options)
                     : intake::read_file(path, model, options);
}

Inputs read_inputs(const Arguments& arguments, const intake::Model& model) {
  const intake::Options options = intake_options(arguments);
  Inputs inputs;
  for (const std::string& path : files_named(arguments)) {
    intake::Batch batch = read_input(path, model, options);
    for (const Error& problem : batch.problems) complain(problem);
    inputs.all_read = inputs.all_read && batch.problems.empty();
    for (Report& report : batch.reports) inputs.reports.push_back(std::move(report));
  }
  return inputs;
}

std::variant<Job, int> open_job(const Arguments& arguments) {
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
  }
  Inputs inputs = read_inputs(arguments, models->intake);
  if (inputs.reports.empty()) {
    complain("no report could be read, so there is nothing to work on");
    return kUsageOrInput;
  }
  return Job{std::move(*models), std::move(inputs)};
}

std::optional<std::vector<UserWord>> user_words(const Arguments& arguments,
                                                const std::vector<Report>& reports) {
  std::vector<UserWord> words;
  for (const std::string_view option : {"same", "distinct"}) {
    const auto given = arguments.pairs.find(option);
    if (given == arguments.pairs.end()) continue;
    for (const auto& [a, b] : given->second) {
      const auto left = briefing::find_report(reports, a);
      const auto right = briefing::find_report(reports, b);
      if (!left || !right || *left == *right) {
        complain(
            fmt::format("--{} {} {}: {}; name two reports as r1, r2 and so on, or by file or "
                        "outlet where that is one report's alone",
                        option, a, b,
                        left && right ? "these are one report"
                                      : fmt::format("no one report is '{}'", left ? b : a)));
        return std::nullopt;
      }
      words.push_back({*left, *right, option == "same"});
    }
  }
  return words;
}

int deliver(std::string_view text, const Job& job, const Arguments& arguments) {
  const int delivered = deliver(text, arguments);
  return delivered == kDone && !job.inputs.all_read ? kUsageOrInput : delivered;
}

}  // namespace stemma::app
