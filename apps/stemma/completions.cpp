#include <fmt/format.h>

#include "documents.h"

namespace stemma::app {
namespace {

std::string all_names() {
  std::string names;
  for (const Command& command : commands()) {
    if (!names.empty()) names += ' ';
    names += command.name;
  }
  return names;
}

/// For each command, its options; for each option with choices, the choices.
std::string bash() {
  std::string out =
      "_stemma() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n";
  out +=
      fmt::format("    COMPREPLY=($(compgen -W '{}' -- \"$word\")); return\n  fi\n", all_names());
  out += "  case \"${COMP_WORDS[1]} $before\" in\n";
  for (const Command& command : commands()) {
    for (const Option& option : command.options) {
      if (option.choices.empty()) continue;
      out += fmt::format("    '{} --{}') COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                         command.name, option.name, fmt::join(option.choices, " "));
    }
  }
  out += "  esac\n  case ${COMP_WORDS[1]} in\n";
  for (const Command& command : commands()) {
    std::string options = "--help";
    for (const Option& option : command.options) options += fmt::format(" --{}", option.name);
    out += fmt::format(
        "    {}) [[ $word == -* ]] && COMPREPLY=($(compgen -W '{}' -- \"$word\")) && return ;;\n",
        command.name, options);
  }
  out +=
      "  esac\n  COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _stemma "
      "stemma\n";
  return out;
}

std::string zsh() {
  std::string out =
      "#compdef stemma\n_stemma() {\n  if (( CURRENT == 2 )); then\n    local -a verbs=(\n";
  for (const Command& command : commands()) {
    out += fmt::format("      '{}:{}'\n", command.name, command.summary);
  }
  out += "    )\n    _describe command verbs; return\n  fi\n  case $words[2] in\n";
  for (const Command& command : commands()) {
    out += fmt::format("    {}) _arguments", command.name);
    for (const Option& option : command.options) {
      std::string help;
      for (const char c : option.help) {
        if (c == '\'')
          help += "'\\''";
        else if (c == '[' || c == ']' || c == ':')
          help += ' ';
        else
          help += c;
      }
      out += fmt::format(" '--{}[{}]", option.name, help);
      if (!option.value.empty()) {
        out += option.choices.empty()
                   ? fmt::format(":{}:_files", option.value)
                   : fmt::format(":{}:({})", option.value, fmt::join(option.choices, " "));
      }
      out += "'";
    }
    out += " '*:file:_files' ;;\n";
  }
  return out + "  esac\n}\n_stemma \"$@\"\n";
}

std::string fish() {
  std::string out;
  for (const Command& command : commands()) {
    out += fmt::format("complete -c stemma -n __fish_use_subcommand -f -a {} -d \"{}\"\n",
                       command.name, command.summary);
    for (const Option& option : command.options) {
      out += fmt::format("complete -c stemma -n '__fish_seen_subcommand_from {}' -l {} -d \"{}\"",
                         command.name, option.name, option.help);
      if (!option.choices.empty())
        out += fmt::format(" -xa '{}'", fmt::join(option.choices, " "));
      else if (!option.value.empty())
        out += " -r";
      out += '\n';
    }
  }
  return out;
}

}  // namespace

std::string completions(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  return {};
}

}  // namespace stemma::app
