#include "collation/related.h"

#include <algorithm>

namespace stemma::collation {

Related Related::from(const Lexicon& lexicon) {
  Related related;
  related.pairs_.reserve(lexicon.rows().size());
  for (const Lexicon::Row& row : lexicon.rows())
    related.pairs_.emplace_back(std::min(row[0], row[1]), std::max(row[0], row[1]));
  if (!std::is_sorted(related.pairs_.begin(), related.pairs_.end()))
    std::sort(related.pairs_.begin(), related.pairs_.end());
  return related;
}

bool Related::contains(std::string_view a, std::string_view b) const {
  return std::binary_search(pairs_.begin(), pairs_.end(),
                            std::pair(std::min(a, b), std::max(a, b)));
}

bool Related::contains(const Token& a, const Token& b) const {
  return contains(a.lemma, b.lemma) || contains(a.norm, b.norm);
}

}  // namespace stemma::collation
