// What the rules of punctuation say of the gap before each token: the candidates for the ends of
// sentences, and how they look. sentences.h decides.
//
//   SentenceRules rules(text, stream, paragraphs, roles, words, tables);
//   std::size_t first = 0;
//   for (std::size_t i = 1; i < tokens; ++i) {
//     const Verdict v = rules.before(i, first);  // every i once, ascending
//     if (ends(v)) first = i;
//   }
//
// `first` is the first token of the sentence that is being read. A gap that divides paragraphs is
// none of the rules' business. Linear in the tokens; threads: one object a thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>

#include "language/quotations.h"
#include "language/tokens.h"
#include "stemma/result.h"

namespace stemma::language {

struct QuoteTags {
  /// "asked", "said": forms, and whether a hearer may follow at once ("asked reporters").
  std::unordered_map<std::string_view, bool> forms;
  static Result<QuoteTags> load();
};

enum class Stop : std::uint8_t { kNone, kFull, kQuestion, kEllipsis, kAbbreviation };

/// Why the rules divide, or do not, after a stop.
enum class Ground : std::uint8_t {
  kNoStop,         // nothing stands before the gap that could end a sentence
  kPlain,          // a stop, and a word that may begin a sentence: divides
  kListNumber,     // "2.", "..." alone
  kMarkFollows,    // a mark goes on
  kDashFollows,    // ". - ": divides
  kTouches,        // the space was lost: divides
  kTouchesInside,  // no space was lost
  kAbbreviation,   // an abbreviation before a word that begins sentences: divides
  kAbbreviationInside,
  kSmallAfterClosing,  // “Get out!” he shouted
  kSmallAfterName,     // Yahoo! said
  kSmall,              // small letter after a stop: divides
  kShortForm,          // (b. March 1961)
  kAttribution,        // “Why?” Moro asked
};

struct Verdict {
  Stop stop = Stop::kNone;
  Ground ground = Ground::kNoStop;
  bool divides = false;
  bool after_closing = false;  // a closing mark or bracket stands between
};

class SentenceRules {
 public:
  SentenceRules(std::string_view text, const TokenStream& stream,
                std::span<const std::uint32_t> paragraphs, std::span<const MarkRole> roles,
                const TokenTables& words, const QuoteTags& tables);

  Verdict before(std::size_t i, std::size_t first);

 private:
  struct Closed {
    bool quotation = false;
    bool bracket = false;
  };

  bool paragraph_ends(std::size_t i) const {
    return i + 1 >= tokens_.size() || paragraphs_[i + 1] != paragraphs_[i];
  }
  std::string_view word(std::size_t i) const { return slice(text_, tokens_[i].range); }
  char32_t first_char(std::size_t i) const;
  bool is_starter(std::size_t i) const {
    return tokens_[i].capitalised && words_.starters.contains(tokens_[i].norm);
  }
  Stop stop_at(std::size_t i) const;
  void weigh(std::size_t i, std::size_t first);
  bool closes(std::size_t i) const;
  bool opens(std::size_t i) const;
  bool opens_only(std::size_t first, std::size_t i) const;
  std::size_t after_notes(std::size_t i) const;
  Ground ground(Stop stop, std::size_t first, std::size_t i, std::size_t next, Closed closed) const;
  bool ends_name(Stop stop, std::size_t first, std::size_t i) const;
  bool ends_short_form(std::size_t i) const;
  bool divides_touching(Stop stop, std::size_t i, std::size_t next) const;
  bool is_plain_word(std::size_t i) const;
  bool abbreviation_ends(std::size_t i, std::size_t next) const;
  bool tag_follows(std::size_t from, bool strict) const;
  bool ends_tag(std::size_t i) const;
  bool hearer_follows(std::size_t from) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::uint32_t> paragraphs_;
  std::span<const MarkRole> roles_;
  const TokenTables& words_;
  const QuoteTags& tables_;
  std::size_t next_ = 0;  // the gap that the last stop bears on: before this token
  Verdict verdict_;
};

}  // namespace stemma::language
