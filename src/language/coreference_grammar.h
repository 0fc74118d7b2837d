// What a mention does in its sentence, judged from the words around it: there is no parser behind
// this, only word classes, so it is a good guess and used as a preference, never as a proof.
#pragma once

#include <cstdint>

#include "language/mentions_words.h"

namespace stemma::language {

enum class Function : std::uint8_t { kSubject, kObject, kOblique, kPossessive, kOther };

struct Grammar {
  Function function = Function::kOther;
  bool speaks = false;  // subject of a speech verb: "Moro said", "said Moro", "according to Moro"
  bool first = false;   // stands before any verb of its sentence
  bool addressed = false;  // "told Moro"
  bool quoted = false;
};

/// The part that words [begin, end) play. `role` is where title words before them begin.
Grammar grammar_of(const WordView& view, std::uint32_t begin, std::uint32_t end,
                   std::uint32_t role);

}  // namespace stemma::language
