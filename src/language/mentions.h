// Mentions: the words of a report that refer to people, organisations, places and groups.
//
//   const WordView view(text, analysis, knowledge);
//   find_mentions(analysis, knowledge, view);
//   // "The mayor, Ana Moro, told Meridian she ..." -> mayor (nominal), Ana Moro (person),
//   //  Meridian (organisation), she (pronoun)
//
// Deterministic, linear in the text, no state between calls; safe from any thread.
#pragma once

#include "language/mentions_knowledge.h"
#include "language/mentions_words.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

/// What finding mentions knows; loaded once, then read only.
struct MentionTables {
  Knowledge knowledge;

  static Result<MentionTables> load();
};

/// Fills analysis.mentions. REQUIRES: `view` is of a text whose sentences, tokens and quotations
/// `analysis` has. Mentions are sorted by begin, longer ones first; they nest
/// ("officials from Velmar" holds "Velmar") but no two have the same range.
void find_mentions(Analysis& analysis, const Knowledge& knowledge, const WordView& view);

}  // namespace stemma::language
