// Data-driven cases that read like a transcript. A file is a list of cases:
//
//   === a name in the user's words
//   key: value            (optional settings, one a line)
//   ---
//   input text, any number of lines
//   --- expect
//   expected text
//
// Lines before the first "===" are comments. Every file is one topic; every case has a name.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace stemma::testing {

struct Case {
  std::string name;
  std::string where;  // "sentences.txt:12"
  std::map<std::string, std::string> settings;
  std::string input;   // without the last line break
  std::string expect;  // likewise
};

/// All cases of tests/<path>. An unreadable or malformed file fails the calling test.
std::vector<Case> read_cases(const std::string& path);

/// For cases whose input lines are texts of their own: what `show` says of each, a line each, "-"
/// where it says nothing.
std::string line_by_line(const std::string& input,
                         const std::function<std::string(const std::string&)>& show);

}  // namespace stemma::testing
