// What the language room finds in one report: sentences, tokens, quotations, mentions of entities
// and which mentions corefer.
//
//   Analysis a = language::analyse(report, model);
//   for (const Sentence& s : a.sentences)
//     for (const Token& t : a.tokens_of(s)) use(slice(report.text, t.range));
//
// Invariants:
//   - sentences, tokens and quotations are sorted by begin; sentences do not overlap one another,
//     nor do tokens; no sentence overlaps furniture; every token lies in exactly one sentence.
//   - a sentence begins at its first token and ends at its last.
//   - every sentence has exactly one root, and its heads form a tree within it.
//   - everything but white space and furniture is in some token: concatenating the tokens of a
//     sentence gives back its letters, in order.
//   - indices refer into this Analysis; ranges are bytes of the report's text, which must outlive
//     any view taken of it. The Analysis itself holds no text but normal forms.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stemma/evidence.h"
#include "stemma/syntax.h"

namespace stemma {

enum class TokenKind : std::uint8_t {
  kWord,         // letters, also with inner apostrophes and full stops: "U.N.", "O'Dea", "co-op"
  kNumber,       // begins with a digit: "6,700", "24th", "10.30"
  kPunctuation,  // . , ; : ? ! - ( ) and so on
  kQuote,        // a quotation mark (never an apostrophe)
  kSymbol,       // $ % + @ and the rest
};

inline constexpr std::uint32_t kNoHead = UINT32_MAX;

struct Token {
  ByteRange range;
  TokenKind kind = TokenKind::kWord;
  bool space_before = false;  // white space or the sentence's start stands before it
  bool capitalised = false;   // first letter is upper case
  Upos upos = Upos::kX;
  Xpos xpos = Xpos::kXX;
  Relation relation = Relation::kDep;  // to its head
  std::uint32_t head = kNoHead;        // index into Analysis::tokens; kNoHead: the sentence's root
  std::string norm;                    // lower case, straight apostrophes; the key into lexicons
  std::string lemma;                   // dictionary form: "be" of "were", "Sela" of "Sela"
};

/// Tokens are split as in Universal Dependencies English: "don't" = do + n't, "Kyiv's" = Kyiv + 's,
/// "300,000" one token. A hyphen is a token of its own ("well-known" = well + - + known,
/// space_before false) but after a prefix: "co-op", "anti-aircraft", "mid-1990s" stay whole.
struct Sentence {
  ByteRange range;
  std::uint32_t first_token = 0;  // [first_token, end_token) in Analysis::tokens
  std::uint32_t end_token = 0;
  std::uint32_t paragraph = 0;  // counted from 0; blank lines and line breaks of prose divide
};

/// Words between quotation marks. May run over several sentences; a paragraph that opens with a
/// mark and does not close it continues in the next one, as printers do.
struct Quotation {
  ByteRange range;     // with the marks
  ByteRange inner;     // without them
  bool closed = true;  // false: the mark that should end it is missing
};

enum class EntityType : std::uint8_t { kPerson, kOrganisation, kPlace, kGroup, kUnknown };
std::string_view to_string(EntityType type);

enum class MentionKind : std::uint8_t {
  kName,     // "Franak Viacorka", "Belta"
  kNominal,  // "the Belarusian leader", "officials from Ukraine", "residents"
  kPronoun,  // "he", "it", "they"
};

/// Words that refer to an entity. Not the entity.
struct Mention {
  ByteRange range;  // the whole phrase that names it, without a leading article or title
  ByteRange head;   // its head word
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  SentenceId sentence;
  MentionKind kind = MentionKind::kName;
  EntityType type = EntityType::kUnknown;
  bool plural = false;
  std::optional<ChainId> chain;  // absent: we do not know who is meant
};

/// Mentions of one report that refer to one entity.
struct Chain {
  std::string name;  // the fullest name in the report; for unnamed ones the fullest description
  EntityType type = EntityType::kUnknown;
  std::vector<std::uint32_t> mentions;  // indices into Analysis::mentions, ascending
};

/// A noun phrase that refers to something, whether or not that is an entity: "the exercise", "it".
struct Phrase {
  std::uint32_t first_token = 0;  // [first_token, end_token) in Analysis::tokens
  std::uint32_t end_token = 0;
  std::uint32_t head = 0;  // token
};

/// A run of tokens that the tagger marked: a name, or words that tell a time or a number. What it
/// refers to is for mentions, times and quantities to say.
struct TaggedSpan {
  enum class Kind : std::uint8_t {
    kPerson,
    kOrganisation,
    kLocation,
    kMisc,
    kDate,
    kTime,
    kDuration,
    kSet,
    kMoney,
    kPercent,
    kNumber,
    kOrdinal
  };
  std::uint32_t first_token = 0;  // [first_token, end_token) in Analysis::tokens
  std::uint32_t end_token = 0;
  Kind kind = Kind::kMisc;
  float confidence = 0;  // the tagger's own, in its least certain word: 0 to 1, not calibrated
};
/// "PER", "ORG", "LOC", "MISC", "DATE", ...: as the training data name them.
std::string_view to_string(TaggedSpan::Kind kind);
std::optional<TaggedSpan::Kind> parse_span_kind(std::string_view name);

struct Analysis {
  ReportId report;
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;
  std::vector<Quotation> quotations;
  std::vector<TaggedSpan> tagged;  // sorted; they do not overlap, nor cross sentences
  std::vector<Mention> mentions;   // sorted by range.begin
  std::vector<Chain> chains;
  // Noun phrases that corefer, two or more each, first and second persons and things that are no
  // entities among them; in the order of the text. Chains need not be part of it: they join names
  // and nominals as rules have it, and only their pronouns come from here.
  std::vector<std::vector<Phrase>> references;

  std::span<const Token> tokens_of(const Sentence& s) const {
    return std::span(tokens).subspan(s.first_token, s.end_token - s.first_token);
  }
};

}  // namespace stemma
