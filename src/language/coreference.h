// Coreference: which mentions of one report refer to the same entity.
#pragma once

#include <string_view>

#include "language/language.h"
#include "stemma/analysis.h"
#include "stemma/result.h"

namespace stemma::language {

/// What resolving coreference knows; loaded once, then read only.
struct CoreferenceTables {
  static Result<CoreferenceTables> load();
};

/// Fills analysis.chains and the chain of each mention. REQUIRES: mentions were found.
void resolve_coreference(std::string_view text, Analysis& analysis, const Model::Tables& tables);

}  // namespace stemma::language
