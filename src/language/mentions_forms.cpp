#include "language/mentions_forms.h"

#include <unicode/unorm2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"

namespace stemma::language {
namespace {

bool is_ascii(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 128; });
}

// Letters that Unicode does not decompose, in the spelling English papers give them.
constexpr std::array<std::pair<char32_t, const char*>, 12> kWhole = {{{U'ł', "l"},
                                                                      {U'ø', "o"},
                                                                      {U'đ', "d"},
                                                                      {U'ı', "i"},
                                                                      {U'ß', "ss"},
                                                                      {U'æ', "ae"},
                                                                      {U'œ', "oe"},
                                                                      {U'ð', "d"},
                                                                      {U'þ', "th"},
                                                                      {U'’', "'"},
                                                                      {U'‘', "'"},
                                                                      {U'ʼ', "'"}}};

void append_folded(std::string& out, char32_t c, const UNormalizer2* decomposer) {
  for (const auto& [from, to] : kWhole) {
    if (c == from) {
      out += to;
      return;
    }
  }
  UChar buffer[16];
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length =
      decomposer == nullptr
          ? -1
          : unorm2_getRawDecomposition(decomposer, static_cast<UChar32>(c), buffer, 16, &status);
  if (length <= 0 || U_FAILURE(status)) {
    utf8::append(out, c);
    return;
  }
  for (int32_t i = 0; i < length;) {
    UChar32 part;
    U16_NEXT(buffer, i, length, part);
    if (utf8::is_mark(static_cast<char32_t>(part))) continue;
    // "ế" decomposes step by step; each step takes one mark off.
    if (static_cast<char32_t>(part) == c)
      utf8::append(out, c);
    else
      append_folded(out, static_cast<char32_t>(part), decomposer);
  }
}

}  // namespace

std::string fold(std::string_view word) {
  std::string lower = utf8::to_lower(word);
  if (is_ascii(lower)) return lower;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* decomposer = unorm2_getNFDInstance(&status);
  if (U_FAILURE(status)) decomposer = nullptr;
  std::string out;
  out.reserve(lower.size());
  for (std::size_t at = 0; at < lower.size();) {
    const utf8::CodePoint c = utf8::decode(lower, at);
    at += c.length;
    if (c.value < 128)
      out += static_cast<char>(c.value);
    else if (!utf8::is_mark(c.value))
      append_folded(out, c.value, decomposer);
  }
  return out;
}

std::string skeleton(std::string_view folded) {
  std::string s;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    const char next = i + 1 < folded.size() ? folded[i + 1] : '\0';
    char to = c;
    if (c == '\'' || c == '-') continue;
    if (c == 'y' || c == 'j')
      to = 'i';
    else if (c == 'w')
      to = 'v';
    else if (c == 'q' || (c == 'c' && next != 'h' && next != 'e' && next != 'i'))
      to = 'k';
    else if (c == 'k' && next == 'h')
      continue;  // kh -> h
    else if (c == 'p' && next == 'h') {
      to = 'f';
      ++i;
    } else if (c == 'k' && next == 's') {
      to = 'x';
      ++i;
    } else if (c == 'z')
      to = 's';
    if (!s.empty() && s.back() == to) continue;
    s += to;
  }
  return s;
}

std::string without_stops(std::string_view folded) {
  std::string s;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if (folded[i] != '.') {
      // Only single letters between stops make an acronym.
      if (i + 1 < folded.size() && folded[i + 1] != '.') return std::string(folded);
      s += folded[i];
    }
  }
  return s.empty() ? std::string(folded) : s;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) {
    if (!out.empty()) out += ' ';
    out += w;
  }
  return out;
}

}  // namespace stemma::language
