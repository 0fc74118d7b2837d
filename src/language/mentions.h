// Mentions: the words of a report that refer to people, organisations, places and groups.
//
//   find_mentions(text, analysis, tables);
//   // "The mayor, Ana Moro, told Meridian she ..." -> mayor (nominal), Ana Moro (person),
//   //  Meridian (organisation), she (pronoun)
//
// Deterministic, linear in the text, no state between calls; safe from any thread.
#pragma once

#include <string_view>

#include "language/language.h"
#include "language/mentions_knowledge.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

/// What finding mentions knows; loaded once, then read only.
struct MentionTables {
  Knowledge knowledge;

  static Result<MentionTables> load();
};

/// Fills analysis.mentions. REQUIRES: sentences, tokens and quotations of `text` are there.
void find_mentions(std::string_view text, Analysis& analysis, const Model::Tables& tables);

/// The same with the knowledge named. Mentions are sorted by begin, longer ones first; they nest
/// ("officials from Velmar" holds "Velmar") but no two have the same range.
void find_mentions(std::string_view text, Analysis& analysis, const Knowledge& knowledge);

}  // namespace stemma::language
