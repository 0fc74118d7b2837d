// When do two speakers, or two names, mean the same one?
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collation/batch.h"

namespace stemma::collation {

/// Stems of the content words of a name, sorted: "the Interior Ministry" -> interior, ministri.
std::vector<std::string> name_stems(std::string_view name, const Model::Tables& tables);

/// The same entity, or names with a content word in common ("Moro", "Ana Moro"; "Ukrainian
/// officials", "officials from Ukraine"). Generous: used to keep quiet, not to speak.
bool same_speaker(const Batch& batch, const Claim& a, const Claim& b);

/// A key under which equal speakers fall together, for counting voices.
std::string speaker_key(const Batch& batch, const Claim& claim);

}  // namespace stemma::collation
