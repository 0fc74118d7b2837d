// Mentions: the words of a report that refer to people, organisations, places and groups.
#pragma once

#include <string_view>

#include "language/language.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

/// What finding mentions knows; loaded once, then read only.
struct MentionTables {
  static Result<MentionTables> load();
};

/// Fills analysis.mentions. REQUIRES: sentences, tokens and quotations of `text` are there.
void find_mentions(std::string_view text, Analysis& analysis, const Model::Tables& tables);

}  // namespace stemma::language
