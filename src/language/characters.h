// Character classes as the tokeniser sees them, fast for ASCII.
//
//   const utf8::CodePoint c = char_at(text, at);
//   if (in_word(c.value)) ...
#pragma once

#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace stemma::language {

inline utf8::CodePoint char_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  return utf8::decode(text, at);
}

inline bool ascii_letter(char32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
inline bool ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }

/// Letters, their marks, and what holds a word together without being seen.
inline bool in_word(char32_t c) {
  if (c < 0x80) return ascii_letter(c) || c == '_';
  return utf8::is_letter(c) || utf8::is_mark(c) || c == 0xAD || c == 0x200C || c == 0x200D;
}

inline bool is_word_start(char32_t c) { return c < 0x80 ? ascii_letter(c) : utf8::is_letter(c); }
inline bool is_number_start(char32_t c) { return c < 0x80 ? ascii_digit(c) : utf8::is_digit(c); }

/// ' and its typeset forms. An opening mark counts: people type it for an apostrophe.
inline bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`' || c == 0xB4;
}

inline bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
inline bool is_dash(char32_t c) { return c >= 0x2010 && c <= 0x2015; }

/// Double marks of quotation, and low and angled single ones; ' alone is for the context to say.
inline bool is_double_quote(char32_t c) {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x201A ||
         c == 0x201B || c == 0x2039 || c == 0x203A;
}

inline bool is_full_stop_like(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203C || c == 0x203D ||
         (c >= 0x2047 && c <= 0x2049);
}

/// Ends a sentence in scripts that write it so, with no space after.
inline bool is_wide_stop(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 || c == 0x061F || c == 0x06D4;
}

/// $, %, + and the like; what is neither letter, digit, mark of punctuation nor quote.
bool is_symbol(char32_t c);

}  // namespace stemma::language
