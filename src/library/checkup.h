// Is a library whole? What a person can do about it where it is not.
//
//   for (const Finding& finding : check_library(library, {.texts = true})) show(finding);
//
// Nothing in the library is changed. Looks at: SQLite's own checks of the file, what belongs
// together across tables, the search index, the journal, each text against its SHA-256, what is
// stale.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/library.h"

namespace stemma::library {

enum class FindingState {
  kGood,
  kNote,  // works, but should be known
  kBad,   // something is to be done
};
std::string_view to_string(FindingState state);

struct Finding {
  FindingState state = FindingState::kGood;
  std::string about;   // "search index"
  std::string words;   // what was found
  std::string advice;  // what to do; empty where nothing is
};

struct CheckOptions {
  bool texts = true;  // unpack every text and hold it against its SHA-256
};

std::vector<Finding> check_library(Library& library, const CheckOptions& options);

}  // namespace stemma::library
