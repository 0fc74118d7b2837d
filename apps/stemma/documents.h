// What the program says about itself, made from the table of commands.
#pragma once

#include <string>

#include "commands.h"

namespace stemma::app {

std::string version_line();
std::string help_page();                          // stemma --help
std::string help_page(const Command& command);    // stemma COMMAND --help
std::string man_page();                           // man(7) source
std::string completions(std::string_view shell);  // empty for a shell that is not known

}  // namespace stemma::app
