// Runs the built executable as a user would.
#pragma once

#include <filesystem>
#include <string>

#include "support/scratch.h"

namespace stemma::testing {

struct ProgramRun {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// stemma <arguments>, through the shell, in the folder `in` (the checkout's root by default).
ProgramRun run_stemma(const std::string& arguments, const std::filesystem::path& in = {});

}  // namespace stemma::testing
