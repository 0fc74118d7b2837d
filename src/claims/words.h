// Splitting a lexicon's column into words.
#pragma once

#include <string_view>
#include <vector>

namespace stemma::claims {

/// "of about that" -> of, about, that. Views into `text`.
std::vector<std::string_view> split_words(std::string_view text);

}  // namespace stemma::claims
