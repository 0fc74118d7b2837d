// Contents: which words of the sentence a cue hands to its source.
//
//   "Russians, he said, would stay, claiming ..."   he said -> "Russians", "would stay"
//   "\"We stay,\" the mayor told Meridian, \"for good\""  -> both quotations, addressee "Meridian"
//
// Pure functions; each call is linear in the words it steps over, the content itself is not read.
#pragma once

#include <optional>
#include <vector>

#include "claims/cues.h"
#include "claims/sources.h"
#include "claims/view.h"

namespace stemma::claims {

struct Content {
  std::vector<TokenSpan> spans;          // in order; empty where the content is in other sentences
  TokenSpan cue;                         // the cue, with the preposition that leads to the content
  std::optional<TokenSpan> addressee;    // "told | reporters"
  std::vector<TokenSpan> circumstances;  // "in a statement on Telegram", "in an interview with X"
  bool postposed = false;                // the cue follows its content or stands amid it
  bool colon = false;                    // ends in ":" - what follows, follows in the next sentence
};

/// Where a cue may look for its content.
struct Room {
  std::uint32_t floor = 0;    // not before this token
  std::uint32_t ceiling = 0;  // nor at or after this one
};

/// What the cue's frames find in the room, or nothing: then the word is no cue here.
std::optional<Content> content_of(const SentenceView& s, const Cue& cue,
                                  const std::optional<Source>& source, Room room);

}  // namespace stemma::claims
