// stemma help, man, completions: the table of commands in other forms.
#include <fmt/format.h>

#include "console.h"
#include "documents.h"
#include "verbs.h"

namespace stemma::app {

int run_help(const Arguments& arguments) {
  if (arguments.positional.empty()) return deliver(help_page(), arguments);
  const Command* command = find_command(arguments.positional.front());
  if (command == nullptr) {
    complain(fmt::format("there is no command '{}'; run 'stemma --help' for the list",
                         arguments.positional.front()));
    return kUsageOrInput;
  }
  return deliver(help_page(*command), arguments);
}

int run_man(const Arguments& arguments) { return deliver(man_page(), arguments); }

int run_completions(const Arguments& arguments) {
  const std::string script = completions(arguments.positional.front());
  if (script.empty()) {
    complain(fmt::format("no completions for '{}'; known are bash, zsh and fish",
                         arguments.positional.front()));
    return kUsageOrInput;
  }
  return deliver(script, arguments);
}

}  // namespace stemma::app
