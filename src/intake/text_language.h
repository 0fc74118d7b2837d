// The language of a text: what its page says, held against its words.
//
//   settle_language(report);   // report.language "" -> "de", report.language_basis "the words"
//
// The page's word counts first, for it knows its own language best. Only where the words of a long
// text are plainly English and the page says otherwise, or the other way round, do the words win:
// many sites leave their template's language on every page. Short and mixed texts without a
// declaration stay open. Pure; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stemma/report.h"

namespace stemma::intake {

/// ISO 639 code of a tag as pages write it: "en-GB" -> "en", "DEU" -> "de"; empty if it is none.
std::string language_code(std::string_view tag);

/// "de" -> "German"; the code itself where it has no name.
std::string language_name(const std::string& code);

struct SpokenLanguage {
  std::string code;
  bool plain = false;  // long, and nearly all of it in this language
};

/// What the words alone say; nothing where they are few, mixed or of doubtful language.
/// REQUIRES: valid UTF-8.
std::optional<SpokenLanguage> detect_language(std::string_view text);

/// Fills language and its basis. REQUIRES: report.language is empty or a tag that was declared, and
/// report.language_basis says where.
void settle_language(Report& report);

}  // namespace stemma::intake
