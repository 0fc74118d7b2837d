// Words of which one may stand for the other: "probe" and "inquiry" (lexicons/related_words.tsv).
//
//   related.contains("probe", "inquiry")   // true, in either order; dictionary forms or forms
//
// Views into the lexicon, which lives as long as the program. Immutable; safe from any thread.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "base/lexicon.h"
#include "stemma/analysis.h"

namespace stemma::collation {

class Related {
 public:
  /// Rows: word, word, weight.
  static Related from(const Lexicon& lexicon);

  bool contains(std::string_view a, std::string_view b) const;
  /// By their dictionary forms or as they stand.
  bool contains(const Token& a, const Token& b) const;

 private:
  std::vector<std::pair<std::string_view, std::string_view>> pairs_;  // sorted, each too
};

}  // namespace stemma::collation
