// Letter case of ASCII alone, as protocols and mark-up have it: names of headers, schemes,
// elements. For words of a language: utf8::to_lower.
//
//   ascii::lower("Content-Type") == "content-type"     ascii::lower("É") == "É"
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace stemma::ascii {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

}  // namespace stemma::ascii
