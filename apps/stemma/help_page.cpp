#include <fmt/format.h>

#include "documents.h"

namespace stemma::app {
namespace {

constexpr std::size_t kColumns = 90;

/// Breaks prose into lines of at most kColumns, each after `indent` spaces.
std::string wrapped(std::string_view prose, std::size_t indent, std::size_t first_line_used = 0) {
  std::string out;
  std::size_t column = first_line_used;
  if (first_line_used == 0) {
    out.append(indent, ' ');
    column = indent;
  }
  bool line_start = true;
  while (!prose.empty()) {
    const std::size_t end = std::min(prose.find(' '), prose.size());
    if (!line_start && column + 1 + end > kColumns) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
      line_start = true;
    }
    if (!line_start) {
      out += ' ';
      ++column;
    }
    out += prose.substr(0, end);
    column += end;
    line_start = false;
    prose.remove_prefix(std::min(end + 1, prose.size()));
  }
  return out + "\n";
}

std::string option_words(const Option& option) {
  const std::string dashes = option.letter.empty() ? option.name.size() == 1 ? "-" : "--"
                                                   : fmt::format("-{}, --", option.letter);
  return option.value.empty() ? fmt::format("{}{}", dashes, option.name)
                              : fmt::format("{}{} {}", dashes, option.name, option.value);
}

std::string option_help(const Option& option) {
  std::string help(option.help);
  if (!option.choices.empty()) help += fmt::format(" One of: {}.", fmt::join(option.choices, ", "));
  if (!option.fallback.empty()) help += fmt::format(" Default: {}.", option.fallback);
  return help;
}

}  // namespace

std::string version_line() { return fmt::format("stemma {}\n", STEMMA_VERSION); }

std::string help_page() {
  std::string out =
      "stemma reads many reports of one happening and works out what is known: who says what, on\n"
      "whose word, which reports copy one another, where they agree and what changed on the "
      "way.\n\n"
      "Usage: stemma COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n";
  for (const Command& command : commands()) {
    out += fmt::format("  {:<12} {}\n", command.name, command.summary);
  }
  out +=
      "\nStart with:  stemma read REPORT REPORT...\n"
      "More:        stemma COMMAND --help, or: stemma man | man -l -\n"
      "Exit status: 0 done, 1 nothing found, 2 usage or input error, 3 internal error.\n";
  return out;
}

std::string help_page(const Command& command) {
  std::string out =
      fmt::format("stemma {} - {}\n\nUsage: stemma {}{}{}{}\n\n", command.name, command.summary,
                  command.name, command.options.empty() ? "" : " [OPTIONS]",
                  command.arguments.empty() ? "" : " ", command.arguments);
  out += wrapped(command.description, 0);
  if (!command.options.empty()) out += "\nOptions:\n";
  for (const Option& option : command.options) {
    const std::string line = fmt::format("  {:<20} ", option_words(option));
    out += line + wrapped(option_help(option), 23, line.size());
  }
  out += "\nExamples:\n";
  for (const auto& [line, what] : command.examples) {
    out += fmt::format("  {}\n      {}\n", line, what);
  }
  return out;
}

std::string man_page() {
  const auto escape = [](std::string_view text) {
    std::string out;
    for (const char c : text) {
      if (c == '-')
        out += "\\-";
      else if (c == '\\')
        out += "\\e";
      else if (c == '\'')
        out += "\\(aq";
      else
        out += c;
    }
    return out;
  };
  std::string out =
      ".TH STEMMA 1 \"\" \"stemma " STEMMA_VERSION
      "\" \"User Commands\"\n.SH NAME\nstemma \\- what many reports of one happening say, on whose "
      "word, "
      "and "
      "what changed on the way\n.SH SYNOPSIS\n.B stemma\n.I COMMAND\n[\\fIOPTIONS\\fR] "
      "[\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\nReads many news reports of one happening and works "
      "out "
      "what is known: who says what, on whose word, which reports are copies or rewrites of one "
      "another, where they agree, and what changed between them. Every finding carries the report "
      "and the byte range that it came from.\n.SH COMMANDS\n";
  for (const Command& command : commands()) {
    out += fmt::format(".SS stemma {}{}{}\n{}\n", escape(command.name),
                       command.arguments.empty() ? "" : " ", escape(command.arguments),
                       escape(command.description));
    for (const Option& option : command.options) {
      out += fmt::format(".TP\n.B {}\n{}\n", escape(option_words(option)),
                         escape(option_help(option)));
    }
  }
  out += ".SH EXAMPLES\n";
  for (const Command& command : commands()) {
    for (const auto& [line, what] : command.examples) {
      out += fmt::format(".TP\n.B {}\n{}\n", escape(line), escape(what));
    }
  }
  out +=
      ".SH EXIT STATUS\n.TP\n0\ndone\n.TP\n1\nnothing found\n.TP\n2\na wrong option, or an input "
      "that "
      "could not be read\n.TP\n3\nan internal error\n";
  return out;
}

}  // namespace stemma::app
