// UTF-8 as stemma sees it: byte offsets at the surface, code points underneath.
//
//   for (std::uint32_t at = 0; at < text.size();) {
//     const utf8::CodePoint c = utf8::decode(text, at);   // never fails, always moves on
//     if (utf8::is_letter(c.value)) ...
//     at += c.length;
//   }
//
// Pure functions; safe from any thread. Character classes are ICU's (Unicode 15).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stemma::utf8 {

struct CodePoint {
  char32_t value = 0;        // U+FFFD where the bytes are not UTF-8
  std::uint32_t length = 1;  // bytes taken, 1..4
  bool valid = true;
};

/// What is beyond ASCII: rare, so it is looked at elsewhere; all else is answered in place.
namespace beyond_ascii {
CodePoint decode(std::string_view text, std::size_t at);
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_space(char32_t c);
}  // namespace beyond_ascii

/// The code point that begins at byte `at`. REQUIRES: at < text.size().
inline CodePoint decode(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  return first < 0x80 ? CodePoint{first, 1, true} : beyond_ascii::decode(text, at);
}

/// The code point that ends just before byte `at`. REQUIRES: 0 < at <= text.size(), text valid.
CodePoint decode_before(std::string_view text, std::size_t at);

/// Offset of the first byte that is not valid UTF-8 (surrogates and overlong forms are not), or
/// text.size().
std::size_t first_invalid(std::string_view text);

/// The text with each maximal run of invalid bytes replaced by one U+FFFD.
std::string replace_invalid(std::string_view text);

void append(std::string& out, char32_t code_point);

inline bool is_letter(char32_t c) {
  return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : beyond_ascii::is_letter(c);
}
/// 0-9 and the decimal digits of other scripts.
inline bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : beyond_ascii::is_digit(c);
}
/// Upper and title case.
inline bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : beyond_ascii::is_upper(c);
}
inline bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : beyond_ascii::is_lower(c);
}
/// White space, no-break and zero-width spaces, byte order mark.
inline bool is_space(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : beyond_ascii::is_space(c);
}
bool is_mark(char32_t c);  // combining marks

/// Lower case, code point by code point (Unicode simple mapping).
std::string to_lower(std::string_view text);

/// Number of code points. Converts the offsets of gold files, which count code points.
std::size_t length(std::string_view text);

}  // namespace stemma::utf8
