// Reports from the files named on the command line.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "briefing/compose.h"
#include "commands.h"
#include "intake/intake.h"

namespace stemma::app {

struct Inputs {
  std::vector<Report> reports;
  bool all_read = true;  // false: something was left out, and said so on standard error
};

/// What --input asks for.
intake::Options intake_options(const Arguments& arguments);

/// The files named on the command line, each once; one that is named twice is said so.
std::vector<std::string> files_named(const Arguments& arguments);

/// Reads one of them; "-" is standard input.
intake::Batch read_input(const std::string& path, const intake::Model& model,
                         const intake::Options& options);

/// Reads every positional argument; "-" is standard input. A file that is named twice is read once.
Inputs read_inputs(const Arguments& arguments, const intake::Model& model);

/// What a verb that works on reports begins with.
struct Job {
  briefing::Models models;
  Inputs inputs;  // at least one report
};

/// The models and the reports named; or, after saying what is wrong, the exit code.
std::variant<Job, int> open_job(const Arguments& arguments);

/// What --same and --distinct say of the reports; or, after saying what is wrong, nothing.
std::optional<std::vector<UserWord>> user_words(const Arguments& arguments,
                                                const std::vector<Report>& reports);

/// Delivers the result of a job: an input that was left out makes it kUsageOrInput.
int deliver(std::string_view text, const Job& job, const Arguments& arguments);

}  // namespace stemma::app
