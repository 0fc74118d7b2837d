// Data-driven cases that read like a transcript. A file is a list of cases:
//
//   === a name in the user's words
//   key: value            (optional settings, one a line)
//   ---
//   input text, any number of lines
//   --- expect
//   expected text
//
// Lines before the first "===" are comments. Every file is one topic; every case has a name. A case
// with the setting "wrong: <why>" says what would be right and is not yet: it fails once it comes
// right, so that the mark is taken off (expect_case).
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

/// Fails the calling test unless `shown` is what the case expects; of a case that is known to come
/// out wrong, if it is.
void expect_case(const Case& c, const std::string& shown);

/// For cases whose input lines are texts of their own: what `show` says of each, a line each, "-"
/// where it says nothing.
std::string line_by_line(const std::string& input,
                         const std::function<std::string(const std::string&)>& show);

}  // namespace stemma::testing
