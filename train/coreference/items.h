// Single pronouns whose meaning is known, from wherever there are some.
//
//   std::vector<PronounItem> items = items_of(gap);         // GAP: two names, each meant or not
//   std::vector<PronounItem> items = need(read_ecb(path));  // ECB+: participants with their chains
//
// Order and content depend on the arguments alone.
#pragma once

#include <string>
#include <vector>

#include "coref_gold.h"
#include "language/language.h"

namespace stemma::train {

struct PronounItem {
  std::string text;
  std::vector<language::GivenSentence> sentences;  // empty: the words are not given
  ByteRange pronoun;
  std::vector<ByteRange> right;  // names and phrases that it means; none: it means none of `wrong`
  std::vector<ByteRange> wrong;
  bool names_only = false;  // these are names, and what else is said of who bears them is not told
};

std::vector<PronounItem> items_of(const std::vector<eval::GapItem>& items);

/// "He" and "she" of ECB+ (Cybulska and Vossen 2014) that have another mention in their document.
Result<std::vector<PronounItem>> read_ecb(const std::string& path);

}  // namespace stemma::train
