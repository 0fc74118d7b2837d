// The words of a search, read: what FTS5 is to look for, and filters on what is known of a version.
//
//   grid AND speaker:Moro after:2022-12-01
//     match  "grid"     speakers {"moro"}   after "2022-12-01"
//
// Words stand for all their forms; side by side they must all be there. "a phrase", word*, AND, OR,
// NOT and brackets combine them; title:word looks in titles alone. Filters are speaker:, outlet:,
// after: and before: (days, both included); they hold for the whole search, so none may stand in
// brackets or beside OR or NOT.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::library {

struct Query {
  std::string match;                  // an FTS5 expression; empty: any words
  std::vector<std::string> words;     // that are looked for, lower case; for showing where
  std::vector<std::string> speakers;  // lower case; each must be in a speaker's name
  std::vector<std::string> outlets;   // lower case
  std::string after;                  // "2022-12-01"; empty: no bound
  std::string before;
};

/// kUsage, saying what is wrong, where it cannot be understood. At most 4096 bytes.
Result<Query> parse_query(std::string_view text);

}  // namespace stemma::library
