#include "collation/opposites.h"

namespace stemma::collation {

Opposites Opposites::from(std::initializer_list<const Lexicon*> lexicons) {
  Opposites opposites;
  for (const Lexicon* lexicon : lexicons) {
    for (const Lexicon::Row& row : lexicon->rows()) {
      const auto tag = parse_upos(row[2]);
      if (!tag) continue;
      const bool sorted = row[0] < row[1];
      opposites.pairs_.emplace(*tag, row[sorted ? 0 : 1], row[sorted ? 1 : 0]);
    }
  }
  return opposites;
}

bool Opposites::contains(std::string_view a, std::string_view b, Upos tag) const {
  const bool sorted = a < b;
  return pairs_.contains({tag, std::string(sorted ? a : b), std::string(sorted ? b : a)});
}

}  // namespace stemma::collation
