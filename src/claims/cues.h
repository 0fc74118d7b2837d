// Cues: the words of a sentence by which it hands its content to somebody.
//
//   "The mayor has also warned of floods."   one cue: "has also warned", head "warned", kFinite
//   "the governor's claim that"              one cue: "claim", kNoun
//
// Cues inside quotations are left alone: there, the quoted person speaks.
// Linear in the sentence.
#pragma once

#include <vector>

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
  TokenSpan span;           // with auxiliaries, adverbs and particle
  std::uint32_t head = 0;   // the word of the lexicon
  std::uint32_t after = 0;  // where to look for what follows
  const CueEntry* entry = nullptr;
  bool negated = false;      // "did not say"
  bool information = false;  // "gave no details": the object itself is the content
};

std::vector<Cue> find_cues(const SentenceView& s);

}  // namespace stemma::claims
