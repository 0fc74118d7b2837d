// Groups of coreferent phrases -> the chains of an analysis.
//
//   take_groups(analysis, phrases, groups, settled);
//   // "Moro left. She ..." -> She is in Moro's chain; "the exercise ... it" ->
//   Analysis::references
//
// Names and nominals keep the chains that the rules gave them; a pronoun of the third person joins
// the chain of the mention next to it in its group, one before it rather than one behind. What the
// rules settled stays, and so does what they say of a pronoun whose group has no entity.
#pragma once

#include <span>

#include "language/coreference_ranker.h"
#include "stemma/analysis.h"

namespace stemma::language {

/// Fills the chains of pronouns, and analysis.references. `settled`: of RuleFindings. REQUIRES:
/// names and nominals have their chains; the phrases are of this analysis.
void take_groups(Analysis& analysis, std::span<const CorefPhrase> phrases,
                 const CorefGroups& groups, std::span<const std::uint8_t> settled);

}  // namespace stemma::language
