// Tokens as finding mentions sees them: hyphenated compounds whole again, folded, with what the
// lexicons say of each. One Word is one token or several that touch ("leader-in-exile").
//
//   const WordView view(text, analysis, knowledge);
//   for (const Word& w : view.sentence(s)) ...
//
// Lives no longer than the text and analysis it was made of.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/mentions_knowledge.h"
#include "stemma/analysis.h"

namespace stemma::language {

struct Word {
  ByteRange range;
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  std::uint32_t sentence = 0;
  std::string folded;
  WordInfo info;
  TokenKind kind = TokenKind::kWord;
  bool space_before = false;
  bool capital = false;         // begins like a name: "Sela", "al-Sela", but not "Sela-backed"
  bool all_capitals = false;    // at least two letters, all of them capitals: "UN", "U.N."
  bool opening = false;         // its capital may be the sentence's or quotation's: no evidence
  bool quoted = false;          // inside quotation marks
  bool speech = false;          // a form of a verb of speech
  std::uint8_t role_reach = 0;  // words of the longest role noun that begins with it
  const std::vector<KnownName>* names = nullptr;  // known names that begin with it

  bool is(std::uint32_t classes) const { return info.is(classes); }
  bool is_word() const { return kind == TokenKind::kWord; }
  bool is_mark(std::string_view mark) const {
    return kind == TokenKind::kPunctuation && folded == mark;
  }
};

class WordView {
 public:
  WordView(std::string_view text, const Analysis& analysis, const Knowledge& knowledge);

  WordView(const WordView&) = delete;  // views of its own words lie inside
  WordView& operator=(const WordView&) = delete;

  const std::vector<Word>& words() const { return words_; }
  const Word& operator[](std::size_t i) const { return words_[i]; }
  std::size_t size() const { return words_.size(); }

  /// Words [first, second) of a sentence.
  std::pair<std::uint32_t, std::uint32_t> sentence(std::size_t s) const { return sentences_[s]; }
  std::size_t sentence_count() const { return sentences_.size(); }

  /// The word that holds a token.
  std::uint32_t word_of_token(std::uint32_t token) const { return word_of_token_[token]; }

  /// Folded forms of at most `count` words from `at`, within [at, end).
  std::span<const std::string_view> next(std::size_t at, std::size_t end, std::size_t count) const;

  /// The longest role noun that begins at word `at`, within [at, end).
  Knowledge::RoleMatch role_at(std::size_t at, std::size_t end) const;
  /// The longest known name of at most `count` words that begins at word `at`, within [at, end).
  const KnownName* known_at(std::size_t at, std::size_t end, std::size_t count) const;

 private:
  const Knowledge& knowledge_;
  std::vector<Word> words_;
  std::vector<std::string_view> folded_;  // of each word
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sentences_;
  std::vector<std::uint32_t> word_of_token_;
};

}  // namespace stemma::language
