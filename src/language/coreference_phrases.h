// The noun phrases of a report that may corefer, with what the ranker (coreference_ranker.h) looks
// at of each by itself.
//
//   std::vector<CorefPhrase> phrases = find_phrases(analysis, view, knowledge, genders);
//   // "The mayor told her staff that they ..." -> The mayor, her, her staff, they
//
// Every pronoun that may refer, every noun that heads a phrase, and every coordination. Mentions of
// entities are among them: a phrase whose head carries a mention knows it. Sorted by first token,
// longer ones first; no two have the same tokens. Pure; linear in the tokens.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/coreference_grammar.h"
#include "language/mentions_knowledge.h"
#include "language/mentions_words.h"
#include "language/noun_phrases.h"
#include "stemma/analysis.h"

namespace stemma::language {

enum class PhraseKind : std::uint8_t {
  kFirst,   // I, my, us
  kSecond,  // you
  kHe,
  kShe,
  kIt,
  kThey,
  kDemonstrative,  // this, those
  kIndefinite,     // something, one, both
  kName,
  kNominal,
  kCoordination,
};

enum class Article : std::uint8_t { kNone, kThe, kThis, kA, kOwner, kQuantity };

inline constexpr std::uint32_t kNoMention = 0xffffffff;

struct CorefPhrase {
  TokenSpan span;
  std::uint32_t head = 0;
  std::uint32_t sentence = 0;
  std::uint32_t mention = kNoMention;  // into Analysis::mentions
  std::uint32_t chain = kNoMention;    // of that mention, as the rules have it
  PhraseKind kind = PhraseKind::kNominal;
  Article article = Article::kNone;
  EntityType type = EntityType::kUnknown;
  Gender gender = Gender::kUnknown;
  bool person = false;  // known to be one
  bool plural = false;
  bool possessive = false;
  bool reflexive = false;
  Grammar grammar;
  std::uint32_t head_key = 0;        // hashes: of the head's lemma,
  std::uint32_t text_key = 0;        // of all words but articles,
  std::uint32_t first_key = 0;       // of the first word
  std::vector<std::uint32_t> words;  // of the content words but the head, sorted
  std::uint16_t earlier_heads = 0;   // phrases with this head before it
  std::uint16_t earlier_texts = 0;

  bool pronoun() const { return kind <= PhraseKind::kIndefinite; }
  bool third() const { return kind >= PhraseKind::kHe && kind <= PhraseKind::kThey; }
};

std::uint32_t key_of(std::string_view text);

/// May a phrase's head be this token, as its tag and place in the tree tell?
bool may_head(const Analysis& analysis, std::uint32_t token);

/// `genders`: of each of the analysis's chains, as names and roles tell it.
std::vector<CorefPhrase> find_phrases(const Analysis& analysis, const WordView& view,
                                      const Knowledge& knowledge, std::span<const Gender> genders);

}  // namespace stemma::language
