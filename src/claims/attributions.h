// Attributions of one sentence: source, cue and content, whether or not they put forward a claim.
//
//   for (const Attribution& a : find_attributions(sentence)) ...
//
// Invariants: sorted by cue; spans lie inside the sentence; content spans are in order and hold
// neither the cue nor the source. An attribution without a source is nobody's word ("is believed
// to"). Content may be empty where it stands in a neighbouring sentence (colon, orphan).
// Linear in the sentence.
#pragma once

#include <optional>
#include <vector>

#include "claims/contents.h"

namespace stemma::claims {

struct Attribution {
  SentenceId sentence;
  Cue cue;
  TokenSpan cue_words;  // with the preposition that leads to the content
  std::optional<Source> source;
  std::vector<TokenSpan> content;
  std::optional<TokenSpan> addressee;
  std::vector<TokenSpan> circumstances;
  bool postposed = false;
  bool colon = false;
  bool embedded = false;  // stands in a relative clause: "regions that Velmar condemned"

  /// Everything between its first word and its last.
  TokenSpan extent() const;
};

std::vector<Attribution> find_attributions(const SentenceView& s);

}  // namespace stemma::claims
