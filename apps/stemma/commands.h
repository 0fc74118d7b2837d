// The one table of commands. Parser, --help, the man page and the shell completions are all made
// from it, so a command or an option is described once, in commands.cpp.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::app {

/// What a script can trust.
enum ExitCode : int {
  kDone = 0,
  kNothingFound = 1,
  kUsageOrInput = 2,  // a wrong option, or an input that could not be read
  kInternal = 3,
};

struct Option {
  std::string_view name;   // without dashes; one letter makes a short option
  std::string_view value;  // "FILE"; empty for a switch; "A B" for two, which may be given again
  std::string_view help;   // one sentence
  std::vector<std::string_view> choices;  // empty: any value
  std::string_view fallback;              // value when not given
  bool number = false;                    // takes a whole number
  std::string_view letter = "";           // "v": -v is the same
};

/// What the user gave, checked against the table.
class Arguments {
 public:
  std::vector<std::string> positional;
  std::map<std::string, std::string, std::less<>> values;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>, std::less<>> pairs;

  bool has(std::string_view option) const { return values.contains(option); }
  /// REQUIRES: the table gives the option a fallback, or has(option).
  const std::string& get(std::string_view option) const { return values.find(option)->second; }
  std::optional<std::string> find(std::string_view option) const {
    const auto at = values.find(option);
    if (at == values.end()) return std::nullopt;
    return at->second;
  }
  /// REQUIRES: the table says that the option is a number.
  unsigned number(std::string_view option) const {
    return static_cast<unsigned>(std::stoul(get(option)));
  }
};

struct Command {
  std::string_view name;
  std::string_view arguments;  // "REPORT..."; empty for none
  std::size_t least = 0;       // positional arguments it needs
  std::string_view summary;    // half a line
  std::string_view description;
  std::vector<Option> options;
  std::vector<std::pair<std::string_view, std::string_view>>
      examples;  // command line, what it does
  int (*run)(const Arguments&) = nullptr;
};

/// All commands, in the order people meet them.
std::span<const Command> commands();

const Command* find_command(std::string_view name);

}  // namespace stemma::app
