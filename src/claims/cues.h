// Cues: the words of a sentence by which it hands its content to somebody, and what the lexicons
// know of them.
//
//   "The mayor has also warned of floods."   "has also warned of", head "warned", kFinite
//   "the governor's claim that"              "claim", kNoun
//
// A cue that no lexicon has gets an entry of its own: a statement where a clause or a quotation is
// its content, else an attitude.
#pragma once

#include "claims/roles.h"
#include "claims/tree.h"
#include "claims/view.h"

namespace stemma::claims {

enum class CueKind : std::uint8_t {
  kFinite,   // "said", "has been saying"
  kGerund,   // ", noting"
  kPassive,  // "was described", "is believed", "announced by"
  kNoun,     // "claim that"
  kPhrase,   // "according to"
};

struct Cue {
  CueKind kind = CueKind::kFinite;
  TokenSpan span;           // with auxiliaries, adverbs, particle and preposition
  std::uint32_t head = 0;   // the word that the others hang from
  std::uint32_t sense = 0;  // the word that `entry` is of: "concern" of "expressed concern about"
  const CueEntry* entry = nullptr;
  bool negated = false;      // "did not say"
  bool information = false;  // "gave no details": the object itself is the content
};

/// The cue that the model found, whose content is `roles.content`.
Cue cue_of(const SentenceView& s, const SentenceTree& tree, const Roles& roles);

/// The noun of "gave no | details", where token i is the verb of such words.
std::optional<std::uint32_t> information_object(const SentenceView& s, const SentenceTree& tree,
                                                std::uint32_t i);

}  // namespace stemma::claims
