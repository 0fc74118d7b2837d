#include "support/cases.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "support/paths.h"

namespace stemma::testing {
namespace {

void append_line(std::string& text, const std::string& line) {
  if (!text.empty()) text += '\n';
  text += line;
}

}  // namespace

std::vector<Case> read_cases(const std::string& path) {
  std::vector<Case> cases;
  std::ifstream in(source_dir() / "tests" / path);
  if (!in) {
    ADD_FAILURE() << "cannot read tests/" << path;
    return cases;
  }
  enum class Part { kComment, kSettings, kInput, kExpect } part = Part::kComment;
  int number = 0;
  bool first_line = true;  // keeps leading blank lines of an input
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), path + ":" + std::to_string(number), {}, {}, {}});
      part = Part::kSettings;
    } else if (part == Part::kSettings && line == "---") {
      part = Part::kInput;
      first_line = true;
    } else if (part == Part::kInput && line == "--- expect") {
      part = Part::kExpect;
    } else if (part == Part::kSettings) {
      const std::size_t colon = line.find(": ");
      if (colon == std::string::npos) {
        ADD_FAILURE() << path << ":" << number << ": expected 'key: value' or '---'";
        continue;
      }
      cases.back().settings[line.substr(0, colon)] = line.substr(colon + 2);
    } else if (part == Part::kInput) {
      if (first_line)
        cases.back().input = line;
      else
        cases.back().input += '\n' + line;
      first_line = false;
    } else if (part == Part::kExpect) {
      append_line(cases.back().expect, line);
    }
  }
  for (Case& c : cases) {
    while (c.expect.ends_with('\n')) c.expect.pop_back();
  }
  EXPECT_FALSE(cases.empty()) << path << " holds no cases";
  return cases;
}

void expect_case(const Case& c, const std::string& shown) {
  if (c.settings.contains("wrong"))
    EXPECT_NE(shown, c.expect) << c.where << " " << c.name << ": right now, take off its \"wrong\"";
  else
    EXPECT_EQ(shown, c.expect) << c.where << " " << c.name;
}

std::string line_by_line(const std::string& input,
                         const std::function<std::string(const std::string&)>& show) {
  std::string all;
  std::istringstream lines(input);
  for (std::string line; std::getline(lines, line);) {
    const std::string found = show(line);
    all += (all.empty() ? "" : "\n") + (found.empty() ? "-" : found);
  }
  return all;
}

}  // namespace stemma::testing
