// Nominal mentions ("some Western diplomats", "officials from Velmar", "the statement") and
// pronouns.
//
// A nominal is a role noun of lexicons/roles.tsv with its modifiers, without a leading article, and
// with the phrase behind it that tells whose or where ("of the agency", "from Velmar"). A role noun
// that only introduces a name ("adviser Ana Moro") is no mention of its own.
#pragma once

#include <vector>

#include "language/mentions_names.h"

namespace stemma::language {

struct NominalSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t head = 0;      // the last word of the role noun
  std::uint32_t head_end = 0;  // one past it
  EntityType type = EntityType::kUnknown;
  bool plural = false;
};

/// REQUIRES: names are those of find_names(view, knowledge, tagged).
std::vector<NominalSpan> find_nominals(const WordView& view, const Knowledge& knowledge,
                                       const std::vector<NameSpan>& names);

/// Words that are third person pronouns and may refer: "it" in "it is clear that" is not one.
std::vector<std::uint32_t> find_pronouns(const WordView& view, const Knowledge& knowledge);

}  // namespace stemma::language
