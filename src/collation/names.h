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

/// Whether a token is of a name whose entity the other report names too, in whatever spelling:
/// "Kiev" is no news where the other has "Kyiv".
bool is_shared_name(const ReportView& own, const ReportView& other, std::uint32_t token);

/// Whether the place named by this word, or its people ("Spain", "Spanish"), is of a country that
/// the other report names.
bool is_same_country(const ReportView& own, const ReportView& other, ByteRange word);

/// Whether a word is the initials of words that stand together in the other report, or one of words
/// whose initials stand there: "BoE" and "Bank of England".
bool is_short_for(const ReportView& own, const ReportView& other, std::uint32_t token);

/// A key under which equal speakers fall together, for counting voices.
std::string speaker_key(const Batch& batch, const Claim& claim);

}  // namespace stemma::collation
