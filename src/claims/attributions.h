// Attributions of one sentence: source, cue and content, whether or not they put forward a claim.
// The model finds them (roles.h); the parse and the lexicons say of what kind they are.
//
//   for (const Attribution& a : find_attributions(sentence, tree)) ...
//
// Invariants: sorted by cue; spans lie inside the sentence; content spans are in order and hold
// neither the cue nor the source. An attribution without a source is nobody's word ("is believed
// to"). Content may be empty where it stands in a neighbouring sentence (colon, orphan).
// Linear in the sentence.
#pragma once

#include <optional>
#include <vector>

#include "claims/cues.h"
#include "claims/sources.h"

namespace stemma::claims {

struct Attribution {
  SentenceId sentence;
  Cue cue;
  TokenSpan cue_words;  // the cue's own words, with the preposition that leads to the content
  std::optional<Source> source;
  std::vector<TokenSpan> content;
  std::optional<TokenSpan> addressee;    // "told | reporters"
  std::vector<TokenSpan> circumstances;  // "in a statement on Telegram", "in an interview with X"
  bool postposed = false;                // the cue follows its content or stands amid it
  bool colon = false;                    // ends in ":" - what follows, follows in the next sentence
  bool embedded = false;                 // stands in a noun phrase: "regions that Velmar condemned"
};

std::vector<Attribution> find_attributions(const SentenceView& s, const SentenceTree& tree);

}  // namespace stemma::claims
