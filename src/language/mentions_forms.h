// Forms of names that can be compared: without accents, case or the accidents of transliteration.
//
//   fold("Łódź") == "lodz"
//   skeleton("volodymyr") == skeleton("volodimir"); skeleton("viktor") == skeleton("victor")
//
// Pure functions; safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace stemma::language {

/// Lower case, without diacritics, with straight apostrophes. ASCII where Latin script allows.
std::string fold(std::string_view word);

/// What is left of a folded word when doubled letters, y/i, c/k, w/v, ks/x and kh/h are one.
std::string skeleton(std::string_view folded);

/// "u.n." -> "un"; words that are no acronyms with stops come back as they are.
std::string without_stops(std::string_view folded);

/// The pieces between spaces.
std::vector<std::string> split_words(std::string_view text);

std::string join_words(const std::vector<std::string>& words);

}  // namespace stemma::language
