// What the parser's network sees of a word: a key for its whole form and hashed pieces of it.
//
//   WordFeatures f = word_features("Sela's");
//   // f.key: row of the word in a table, if it has one; f.pieces: prefixes, suffixes, shape
//
// The trainer and the program both call this, so that they cannot come to differ. Changing anything
// here means training anew: kFeatureVersion is stored with the weights and checked at load.
// Pure; no allocation for words of up to 64 bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stemma::language {

inline constexpr std::uint32_t kFeatureVersion = 1;
inline constexpr std::size_t kPieces = 7;           // prefixes of 1-3, suffixes of 2-4, shape
inline constexpr std::size_t kPieceBuckets = 4096;  // rows a piece's table has

struct WordFeatures {
  std::uint64_t key = 0;  // hash of the form in lower case, digits as 0, marks made plain
  std::array<std::uint16_t, kPieces> pieces{};  // each below kPieceBuckets
};

WordFeatures word_features(std::string_view form);

/// word_features(form).key, where the pieces are not asked for.
std::uint64_t word_key(std::string_view form);

}  // namespace stemma::language
