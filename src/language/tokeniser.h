// The tokeniser at work: one pass over a text, its state, and what it decides about words, numbers
// and marks. tokens.h is the way in; this header serves the files token_*.cpp alone.
//
//   Tokeniser tokeniser(text, tables);
//   tokeniser.segment(begin, end);   // once for each stretch between furniture, in order
//   TokenStream stream = tokeniser.take();
//
// Functions named *_end return the end of what begins at `begin`, or `begin` where nothing does;
// `end` is always the end of the current chunk, a run without white space.
// Invariant: no decision looks further than kLookAhead or kQuoteReach beyond the place it is made,
// so the whole is linear.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "language/characters.h"
#include "language/tokens.h"

namespace stemma::language {

// How far a decision may look ahead, in bytes: no real host name, e-mail address or telephone
// number is longer.
inline constexpr std::size_t kLookAhead = 96;
// How far a closing single mark may stand from an apostrophe that could be one, in bytes.
inline constexpr std::size_t kQuoteReach = 400;

/// The lower-case form of a short word, without allocating; empty if it is long or not ASCII.
class ShortLower {
 public:
  explicit ShortLower(std::string_view word) {
    if (word.size() > bytes_.size()) return;
    for (const char c : word) {
      if (static_cast<unsigned char>(c) >= 0x80) {
        size_ = 0;
        return;
      }
      bytes_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 24> bytes_{};
  std::size_t size_ = 0;
};

/// No small letters of ASCII in it.
inline bool all_upper(std::string_view word) {
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
  }
  return true;
}

class Tokeniser {
 public:
  Tokeniser(std::string_view text, const TokenTables& tables);

  /// Tokens of [begin, end), which stands apart from what came before.
  void segment(std::size_t begin, std::size_t end);

  TokenStream take() { return std::move(stream_); }

 private:
  // tokens.cpp: the pass itself
  void reset_quotes() { double_open_ = single_open_ = false; }
  std::size_t skip_space(std::size_t at);
  /// The end of the run without white space that begins at `at`; notes what it holds.
  std::size_t chunk_end(std::size_t at);
  void chunk(std::size_t begin, std::size_t end);
  void emit(std::size_t begin, std::size_t end, TokenKind kind);
  char32_t peek(std::size_t at, std::size_t end) const;
  /// The first character after white space at `at`, or 0.
  char32_t peek_word(std::size_t at) const;
  /// The word (letters only) after white space at `at`; cut short if very long.
  std::string_view next_word(std::size_t at) const;
  std::size_t letters_end(std::size_t at, std::size_t end) const;
  std::size_t alnum_end(std::size_t at, std::size_t end) const;
  Gap gap_after(std::size_t at) const;
  const Token* last() const { return stream_.tokens.empty() ? nullptr : &stream_.tokens.back(); }
  bool at_line_start() const { return gap_ >= Gap::kNewline; }

  // token_words.cpp: words and their inner stops, hyphens and clitics
  std::size_t word(std::size_t begin, std::size_t end);
  /// Follows a word from `at` (begun at `begin`) over what may stand inside one.
  std::size_t word_end(std::size_t begin, std::size_t at, std::size_t end) const;
  bool hyphen_joins(std::size_t begin, std::size_t at, std::size_t next, std::size_t end) const;
  /// A stop at `dot` inside or at the end of a word: the place after it if the stop belongs to the
  /// word (and whether the word goes on), or `dot`.
  std::size_t after_dot(std::size_t begin, std::size_t segment, std::size_t dot, std::size_t end,
                        bool& goes_on) const;
  bool one_letter(std::size_t begin, std::size_t end) const;
  bool all_letters_single(std::size_t begin, std::size_t end) const;
  const Abbreviation* find_abbreviation(std::string_view word) const;
  /// Whether the word before the stop at `dot` is an abbreviation, given the next letter.
  bool abbreviates(std::size_t begin, std::size_t dot, char32_t next) const;
  /// "J. Smith", "George W. Bush" but not "Plan B. The": a lone capital before a name.
  bool initial(std::size_t begin, std::size_t after) const;
  /// Emits a word, cut where clitics join: do|n't, Sela|'s, can|not.
  void emit_word(std::size_t begin, std::size_t end);
  TokenKind word_kind(std::size_t begin) const;
  /// Where the last clitic of [begin, end) begins; `end` if it has none.
  std::size_t clitic(std::size_t begin, std::size_t end) const;

  // token_addresses.cpp: what is whole though marks stand inside
  /// The end of a web or e-mail address that begins here; `begin` if none does.
  std::size_t address_end(std::size_t begin, std::size_t end) const;
  /// Takes an address up to white space or a mark no address holds, less the sentence's own marks.
  std::size_t trim_address(std::size_t begin, std::size_t end) const;
  bool in_address(std::size_t at) const;
  /// The end of a host or file name whose inner stop is at `dot`: "example.com", "report.pdf",
  /// "comp.sources.unix"; `dot` if it is none.
  std::size_t host_end(std::size_t begin, std::size_t dot, std::size_t end) const;
  std::size_t emoticon_end(std::size_t begin, std::size_t end) const;

  // token_numbers.cpp: what begins with a digit
  std::size_t number(std::size_t begin, std::size_t end);
  /// Digits with inner , . : / before further digits.
  std::size_t digits_end(std::size_t at, std::size_t end) const;
  /// Digits and hyphens that are one thing: a telephone number or a date. "5-10" is not.
  std::size_t phone_end(std::size_t begin, std::size_t end) const;
  /// Whether letters that touch a number are a word of their own: a unit ("5km"), or a word that
  /// lost its space ("700civilians"); not "24th", "1990s", "3D", "737s".
  bool cut_from_number(std::size_t begin, std::size_t at, std::size_t letters,
                       std::size_t end) const;

  // token_marks.cpp: punctuation, quotation marks, symbols
  std::size_t mark(std::size_t begin, std::size_t end, utf8::CodePoint c);
  /// "US$": the letters already stand in a token of their own, which the sign joins.
  std::size_t currency(std::size_t begin, std::size_t stop);
  std::size_t emit_double(std::size_t begin, std::size_t end);
  /// Marks, joiners and second halves that belong to the symbol before them: flags, skin tones.
  std::size_t pictograph_end(std::size_t at, std::size_t end, char32_t before) const;
  /// ' where it does not stand inside a word: a mark of quotation, an elision, a possessive of a
  /// plural, feet or minutes.
  std::size_t apostrophe(std::size_t begin, std::size_t end, utf8::CodePoint c);
  /// The end of an elided word after its apostrophe: 'tis, 'em, '90s, 's; `at` if it is none.
  std::size_t elision_end(std::size_t at, std::size_t end) const;
  /// Inside single marks, after a plural: whether the mark is its possessive, because a word
  /// follows and the quotation's own end comes later.
  bool possessive_in_quote(std::size_t at) const;

  std::string_view text_;
  const TokenTables& tables_;
  TokenStream stream_;
  std::size_t segment_end_ = 0;
  Gap gap_ = Gap::kFurniture;  // what stands before the next token
  bool has_at_sign_ = false;   // of the current chunk
  bool has_colon_ = false;
  bool double_open_ = false;  // a straight double mark waits for its partner, in this paragraph
  bool single_open_ = false;
};

}  // namespace stemma::language
