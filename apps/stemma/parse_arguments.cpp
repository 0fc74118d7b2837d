#include "parse_arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "documents.h"

namespace stemma::app {
namespace {

std::string dashed(const Option& option) {
  const std::string name = (option.name.size() == 1 ? "-" : "--") + std::string(option.name);
  return option.letter.empty() ? name : fmt::format("-{},{}", option.letter, name);
}

/// The parser for one command, filling `values` and `positional` as it reads.
struct CommandParser {
  CLI::App app;
  std::map<std::string, std::string> values;
  std::map<std::string, bool> switches;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> pairs;
  std::vector<std::string> positional;

  explicit CommandParser(const Command& command) {
    app.set_help_flag();
    app.allow_extras(false);
    for (const Option& option : command.options) {
      const std::string name(option.name);
      if (option.value.empty()) {
        app.add_flag(dashed(option), switches[name]);
        continue;
      }
      if (option.value.find(' ') != std::string_view::npos) {
        app.add_option(dashed(option), pairs[name])->allow_extra_args(false);
        continue;
      }
      CLI::Option* added = app.add_option(dashed(option), values[name]);
      if (option.number) added->check(CLI::Range(0u, 1000000u));
      if (!option.choices.empty()) {
        added->check(
            CLI::IsMember(std::vector<std::string>(option.choices.begin(), option.choices.end())));
      }
    }
    if (!command.arguments.empty()) app.add_option("arguments", positional);
  }
};

Message usage_error(std::string_view what, std::string_view hint) {
  return {fmt::format("stemma: {}\n{}\n", what, hint), kUsageOrInput};
}

}  // namespace

std::variant<Invocation, Message> parse_arguments(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty()) return Message{help_page(), kUsageOrInput};
  if (words[0] == "--help" || words[0] == "-h") return Message{help_page(), kDone};
  if (words[0] == "--version") return Message{version_line(), kDone};

  const Command* command = find_command(words[0]);
  if (command == nullptr) {
    return usage_error(fmt::format("there is no command '{}'", words[0]),
                       "Run 'stemma --help' for the list.");
  }
  const std::string hint = fmt::format("Run 'stemma {} --help' for its use.", command->name);
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word == "--help" || word == "-h") return Message{help_page(*command), kDone};
  }

  CommandParser parser(*command);
  std::vector<std::string> rest(words.rbegin(), words.rend() - 1);  // CLI11 takes them reversed
  try {
    parser.app.parse(rest);
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what(), hint);
  }
  if (parser.positional.size() < command->least) {
    return usage_error(fmt::format("{} needs {}", command->name, command->arguments), hint);
  }

  Invocation invocation{command, {}};
  invocation.arguments.positional = std::move(parser.positional);
  for (auto& [name, given] : parser.pairs)
    if (!given.empty()) invocation.arguments.pairs[name] = std::move(given);
  for (const Option& option : command->options) {
    const std::string name(option.name);
    if (option.value.empty()) {
      if (parser.switches[name]) invocation.arguments.values[name] = "";
    } else if (!parser.values[name].empty()) {
      invocation.arguments.values[name] = parser.values[name];
    } else if (!option.fallback.empty()) {
      invocation.arguments.values[name] = option.fallback;
    }
  }
  return invocation;
}

}  // namespace stemma::app
