// Reports from the files named on the command line.
#pragma once

#include <vector>

#include "commands.h"
#include "intake/intake.h"

namespace stemma::app {

struct Inputs {
  std::vector<Report> reports;
  bool all_read = true;  // false: something was left out, and said so on standard error
};

/// What --input asks for.
intake::Options intake_options(const Arguments& arguments);

/// Reads every positional argument; "-" is standard input. A file that is named twice is read once.
Inputs read_inputs(const Arguments& arguments, const intake::Model& model);

}  // namespace stemma::app
