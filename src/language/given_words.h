// Words that somebody else cut -> tokens.
//
//   std::vector<Token> tokens = tokens_of_words(report.text, sentences, tables.tokens);
//
// What a token is (word, number, mark) is told by the context that it stands in, so a word that the
// tokeniser cuts in the same place is of the kind that the tokeniser says; any other is of the kind
// that its first character says. Pure; linear in the text.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "language/language.h"
#include "language/tokens.h"

namespace stemma::language {

/// REQUIRES: as analyse() of given words does.
std::vector<Token> tokens_of_words(std::string_view text, std::span<const GivenSentence> sentences,
                                   const TokenTables& tables);

}  // namespace stemma::language
