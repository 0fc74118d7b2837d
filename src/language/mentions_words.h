// Tokens as finding mentions sees them: hyphenated compounds whole again, folded, with what the
// lexicons say of each. One Word is one token or several that touch ("leader-in-exile").
//
//   const WordView view(text, analysis, knowledge);
//   const auto [begin, end] = view.sentence(s);
//   for (std::uint32_t i = begin; i < end; ++i) use(view[i].folded());
//
// Lives no longer than the text and analysis it was made of.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/mentions_knowledge.h"
#include "stemma/analysis.h"

namespace stemma::language {

/// What a word's letters alone tell, wherever it stands.
struct WordForm {
  std::string folded;
  WordInfo info;
  bool capital = false;         // begins like a name: "Sela", "al-Sela", but not "Sela-backed"
  bool all_capitals = false;    // at least two letters, all of them capitals: "UN", "U.N."
  bool speech = false;          // a form of a verb of speech
  std::uint8_t role_reach = 0;  // words of the longest role noun that begins with it
  const std::vector<KnownName>* names = nullptr;  // known names that begin with it
};

/// There is one for nearly every token of a report, so it is kept small: words that are written
/// alike share their form.
struct Word {
  const WordForm* form = nullptr;
  ByteRange range;
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  std::uint32_t sentence = 0;
  TokenKind kind = TokenKind::kWord;
  bool space_before : 1 = false;
  bool capital : 1 = false;  // as in its form; no number's
  bool opening : 1 = false;  // its capital may be the sentence's or quotation's: no evidence
  bool quoted : 1 = false;   // inside quotation marks

  const std::string& folded() const { return form->folded; }
  const WordInfo& info() const { return form->info; }
  bool all_capitals() const { return form->all_capitals; }
  bool speech() const { return form->speech; }
  bool is(std::uint32_t classes) const { return info().is(classes); }
  bool is_word() const { return kind == TokenKind::kWord; }
  bool is_mark(std::string_view mark) const {
    return kind == TokenKind::kPunctuation && folded() == mark;
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

  /// The longest role noun that begins at word `at`, within [at, end).
  Knowledge::RoleMatch role_at(std::size_t at, std::size_t end) const;
  /// The longest known name of at most `count` words, nine at the most, that begins at word `at`,
  /// within [at, end).
  const KnownName* known_at(std::size_t at, std::size_t end, std::size_t count) const;

 private:
  /// Folded forms of words, few enough to be looked up as one phrase.
  struct Ahead {
    std::array<std::string_view, 9> words;
    std::size_t size = 0;
    operator std::span<const std::string_view>() const { return std::span(words).first(size); }
  };
  /// Of at most `count` words from `at`, within [at, end).
  Ahead next(std::size_t at, std::size_t end, std::size_t count) const;

  const Knowledge& knowledge_;
  std::unordered_map<std::string_view, WordForm> forms_;  // of words and numbers, as written
  std::unordered_map<std::string_view, WordForm> marks_;  // of all else
  std::vector<Word> words_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sentences_;
  std::vector<std::uint32_t> word_of_token_;
};

}  // namespace stemma::language
