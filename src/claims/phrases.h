// Noun phrases found without a parser: from a cue leftwards to its subject, rightwards to its
// object.
//
//   "On Monday officials from Velmar | said ..."   noun_phrase_before(s, position of "said", 0)
//                                                   -> "officials from Velmar"
//   "according to | the harbour master in Sela, ..."  noun_phrase_at(s, 2, {.prepositions = true})
//
// Pure functions; each looks at no more than kMaxPhrase tokens.
#pragma once

#include <optional>

#include "claims/view.h"

namespace stemma::claims {

inline constexpr std::uint32_t kMaxPhrase = 48;

/// Could token i be the finite verb of a clause? Errs on the side of yes for lower-case words.
bool is_finite_verb(const SentenceView& s, std::uint32_t i);

/// Could a noun phrase end at token i?
bool ends_noun_phrase(const SentenceView& s, std::uint32_t i);

/// The noun phrase that ends just before `end` and begins at or after `floor`.
std::optional<TokenSpan> noun_phrase_before(const SentenceView& s, std::uint32_t end,
                                            std::uint32_t floor);

struct PhraseOptions {
  bool prepositions = false;  // "officials | from Velmar": may prepositional phrases belong to it?
};

/// The noun phrase that begins at `begin`.
std::optional<TokenSpan> noun_phrase_at(const SentenceView& s, std::uint32_t begin,
                                        PhraseOptions options);

/// The phrase up to its first preposition, relative or comma: where its head stands.
TokenSpan base_of(const SentenceView& s, TokenSpan phrase);

/// Steps back over "on Wednesday", "this winter", "later" that stand between subject and verb.
std::uint32_t skip_times_back(const SentenceView& s, std::uint32_t end, std::uint32_t floor);

/// Steps over "on Wednesday", "this winter", "late last year".
std::uint32_t skip_times(const SentenceView& s, std::uint32_t begin);

/// Is token i the "that" or "which" of a relative clause, after the noun that it describes?
bool relative_hangs_at(const SentenceView& s, std::uint32_t i);

/// Does the span hold a verb, so that it can be a proposition?
bool has_verb(const SentenceView& s, TokenSpan span);

}  // namespace stemma::claims
