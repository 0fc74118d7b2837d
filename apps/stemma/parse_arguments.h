// The command line, read by the table.
#pragma once

#include <string>
#include <variant>

#include "commands.h"

namespace stemma::app {

/// A command to run with its arguments.
struct Invocation {
  const Command* command = nullptr;
  Arguments arguments;
};

/// Text to print, and how to exit: a help page (0), or what is wrong with the command line (2).
struct Message {
  std::string text;
  int exit_code = kDone;
};

std::variant<Invocation, Message> parse_arguments(int argc, const char* const* argv);

}  // namespace stemma::app
