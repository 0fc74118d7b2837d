// Noun phrases and finite verbs as the words themselves show them, where the parse is not asked.
//
//   "quoted by | the harbour master in Sela, ..."  noun_phrase_at(s, 2, {.prepositions = true})
//
// Pure functions; each looks at no more than kMaxPhrase tokens.
#pragma once

#include <optional>

#include "claims/view.h"

namespace stemma::claims {

inline constexpr std::uint32_t kMaxPhrase = 48;

/// Could token i be the finite verb of a clause? Errs on the side of yes for lower-case words.
bool is_finite_verb(const SentenceView& s, std::uint32_t i);

struct PhraseOptions {
  bool prepositions = false;  // "officials | from Velmar": may prepositional phrases belong to it?
};

/// The noun phrase that begins at `begin`.
std::optional<TokenSpan> noun_phrase_at(const SentenceView& s, std::uint32_t begin,
                                        PhraseOptions options);

/// The phrase up to its first preposition, relative or comma: where its head stands.
TokenSpan base_of(const SentenceView& s, TokenSpan phrase);

/// The same, but of those who are counted: "residents" of "dozens of residents", "the five
/// officials" of "three of the five officials".
TokenSpan counted_base_of(const SentenceView& s, TokenSpan phrase);

/// Does the span hold a verb, so that it can be a proposition?
bool has_verb(const SentenceView& s, TokenSpan span);

}  // namespace stemma::claims
