// Voices: the attributions of a sentence that put forward a claim, with speaker and relays known,
// and those that only pass on what others say folded into them.
//
//   "According to agency Selpress, the Council said troops would come."
//       one voice: the Council, relay Selpress
//   "Officials said they doubt that."       one voice: officials, doubted
//   "to counter what it called a threat"    no voice; "what it called" is a hedge of the claim
//
// Linear in the sentence.
#pragma once

#include <vector>

#include "claims/attributions.h"
#include "claims/speakers.h"
#include "stemma/claim.h"

namespace stemma::claims {

struct Voice {
  Attribution attribution;
  Speaker speaker;
  std::vector<Relay> relays;
  std::vector<ByteRange> hedges;                    // inner cues folded into this one
  Certainty inner_certainty = Certainty::kCertain;  // what they do to it
  std::vector<TokenSpan> absorbed;  // words of the folded attributions that are not content
  bool nested = false;              // lies inside the content of another voice
};

/// Does a cue of this class put a statement forward, rather than a wish, an order or a question?
bool puts_forward(CueClass cue_class);

std::vector<Voice> voices_of(const SentenceView& s, std::vector<Attribution> attributions,
                             SpeakerResolver& resolver);

}  // namespace stemma::claims
