#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace stemma::utf8 {

namespace beyond_ascii {

CodePoint decode(std::string_view text, std::size_t at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto next = static_cast<std::int64_t>(at);
  UChar32 c = 0;
  U8_NEXT(bytes, next, static_cast<std::int64_t>(text.size()), c);
  const auto length = static_cast<std::uint32_t>(next - static_cast<std::int64_t>(at));
  if (c < 0) return {0xFFFD, length, false};
  return {static_cast<char32_t>(c), length, true};
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; }

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }

bool is_upper(char32_t c) {
  return u_isupper(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
}

bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)) != 0; }

bool is_space(char32_t c) {
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == 0x200B || c == 0xFEFF || c == 0x2060;
}

}  // namespace beyond_ascii

CodePoint decode_before(std::string_view text, std::size_t at) {
  std::size_t start = at - 1;
  while (start > 0 && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) {
    --start;
  }
  CodePoint c = decode(text, start);
  c.length = static_cast<std::uint32_t>(at - start);
  return c;
}

std::size_t first_invalid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (!c.valid) return at;
    at += c.length;
  }
  return text.size();
}

std::string replace_invalid(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_run = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.valid)
      out.append(text.substr(at, c.length));
    else if (!in_run)
      append(out, 0xFFFD);
    in_run = !c.valid;
    at += c.length;
  }
  return out;
}

void append(std::string& out, char32_t code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  int length = 0;
  U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(code_point));
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

bool is_mark(char32_t c) {
  if (c < 0x300) return false;
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}

std::string to_lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    if (c.value < 0x80) {
      out += static_cast<char>(c.value >= 'A' && c.value <= 'Z' ? c.value + 32 : c.value);
    } else {
      append(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
    }
    at += c.length;
  }
  return out;
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode(text, at).length) ++count;
  return count;
}

}  // namespace stemma::utf8
