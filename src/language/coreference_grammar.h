// What a mention does in its sentence, read off the parse.
//
//   Grammar g = grammar_of(analysis, view, mention);
//   // "said Moro, who leads the council": subject, speaks
#pragma once

#include <cstdint>

#include "language/mentions_words.h"
#include "stemma/analysis.h"

namespace stemma::language {

enum class Function : std::uint8_t { kSubject, kObject, kOblique, kPossessive, kOther };

struct Grammar {
  Function function = Function::kOther;
  std::uint32_t governor = kNoHead;  // token of the verb or noun that it is an argument of
  bool speaks = false;  // subject of a speech verb: "Moro said", "said Moro", "according to Moro"
  bool first = false;   // stands before any verb of its sentence
  bool addressed = false;  // "told Moro"
  bool quoted = false;
};

/// The token that carries a mention's relation to the rest of its sentence: the one of its tokens
/// whose head lies outside, the first where there are several.
std::uint32_t top_token(const Analysis& analysis, const Mention& mention);

Grammar grammar_of(const Analysis& analysis, const WordView& view, const Mention& mention);
/// The same of a phrase with this top token and first token.
Grammar grammar_of(const Analysis& analysis, const WordView& view, std::uint32_t top,
                   std::uint32_t first);

}  // namespace stemma::language
