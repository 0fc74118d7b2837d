#include "language/given_words.h"

#include "language/characters.h"

namespace stemma::language {
namespace {

TokenKind kind_by_first_character(std::string_view word) {
  const char32_t c = char_at(word, 0).value;
  if (is_word_start(c)) return TokenKind::kWord;
  if (is_number_start(c)) return TokenKind::kNumber;
  if (is_apostrophe(c) && word.size() > char_at(word, 0).length) return TokenKind::kWord;  // 's
  if (is_double_quote(c) || is_apostrophe(c)) return TokenKind::kQuote;
  return is_symbol(c) ? TokenKind::kSymbol : TokenKind::kPunctuation;
}

}  // namespace

std::vector<Token> tokens_of_words(std::string_view text, std::span<const GivenSentence> sentences,
                                   const TokenTables& tables) {
  const std::vector<Token> ours = tokenise(text, {}, tables).tokens;
  std::vector<Token> tokens;
  std::uint32_t end = 0;
  auto same = ours.begin();
  for (const GivenSentence& sentence : sentences) {
    for (const ByteRange& range : sentence.words) {
      while (same != ours.end() && same->range.begin < range.begin) ++same;
      const std::string_view word = slice(text, range);
      Token& token = tokens.emplace_back();
      token.range = range;
      token.kind =
          same != ours.end() && same->range == range ? same->kind : kind_by_first_character(word);
      token.space_before = tokens.size() == 1 || range.begin > end;
      token.capitalised = token.kind == TokenKind::kWord && utf8::is_upper(char_at(word, 0).value);
      token.norm = norm_of(word);
      end = range.end;
    }
  }
  return tokens;
}

}  // namespace stemma::language
