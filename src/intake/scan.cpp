#include "intake/scan.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::intake {
namespace {

std::uint32_t to32(std::size_t value) { return static_cast<std::uint32_t>(value); }

bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D || c == 0xBB;
}

}  // namespace

std::vector<ByteRange> split_lines(std::string_view text) {
  std::vector<ByteRange> lines;
  for (std::size_t at = 0; at <= text.size();) {
    std::size_t end = text.find_first_of("\n\r", at);
    if (end == std::string_view::npos) end = text.size();
    lines.push_back(trim(text, {to32(at), to32(end)}));
    if (end + 1 < text.size() && text[end] == '\r' && text[end + 1] == '\n') ++end;
    at = end + 1;
  }
  return lines;
}

ByteRange trim(std::string_view text, ByteRange range) {
  while (range.begin < range.end) {
    const utf8::CodePoint c = utf8::decode(text, range.begin);
    if (!utf8::is_space(c.value) || range.begin + c.length > range.end) break;
    range.begin += c.length;
  }
  while (range.begin < range.end) {
    const utf8::CodePoint c = utf8::decode_before(text, range.end);
    if (!utf8::is_space(c.value)) break;
    range.end -= c.length;
  }
  return range;
}

std::string_view trim(std::string_view text) {
  return slice(text, trim(text, ByteRange{0, to32(text.size())}));
}

std::uint32_t skip_space(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end) {
    const utf8::CodePoint c = utf8::decode(text, at);
    if (!utf8::is_space(c.value)) break;
    at += c.length;
  }
  return std::min(at, end);
}

std::optional<ByteRange> Words::next() {
  at_ = skip_space(text_, at_, end_);
  if (at_ >= end_) return std::nullopt;
  const std::uint32_t begin = at_;
  while (at_ < end_) {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte > ' ' && byte < 0x7F) {  // nearly all; neither space nor part of one
      ++at_;
      continue;
    }
    const utf8::CodePoint c = utf8::decode(text_, at_);
    if (utf8::is_space(c.value)) break;
    at_ += c.length;
  }
  at_ = std::min(at_, end_);
  return ByteRange{begin, at_};
}

std::size_t count_words(std::string_view text) {
  Words words(text, {0, to32(text.size())});
  std::size_t count = 0;
  while (words.next()) ++count;
  return count;
}

ByteRange strip_punctuation(std::string_view text, ByteRange word) {
  const auto inside = [](char32_t c) { return utf8::is_letter(c) || utf8::is_digit(c); };
  while (word.begin < word.end) {
    const utf8::CodePoint c = utf8::decode(text, word.begin);
    if (inside(c.value)) break;
    word.begin = std::min(word.begin + c.length, word.end);
  }
  while (word.begin < word.end) {
    const utf8::CodePoint c = utf8::decode_before(text, word.end);
    if (inside(c.value) || utf8::is_mark(c.value)) break;
    word.end -= c.length;
  }
  return word;
}

std::string fold(std::string_view text) {
  const std::string lower = utf8::to_lower(text);
  constexpr std::string_view kApostrophe = "\xE2\x80\x99";
  if (lower.find(kApostrophe) == std::string::npos) return lower;
  std::string out;
  for (std::size_t at = 0; at < lower.size();) {
    if (lower.compare(at, kApostrophe.size(), kApostrophe) == 0) {
      out += '\'';
      at += kApostrophe.size();
    } else {
      out += lower[at++];
    }
  }
  return out;
}

bool upper_at(std::string_view text, std::size_t at) {
  return at < text.size() && utf8::is_upper(utf8::decode(text, at).value);
}

bool lower_at(std::string_view text, std::size_t at) {
  return at < text.size() && utf8::is_lower(utf8::decode(text, at).value);
}

bool opening_mark_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const char32_t c = utf8::decode(text, at).value;
  return c == '"' || c == '\'' || c == 0x2018 || c == 0x201C || c == 0xAB || c == '(' || c == '[';
}

bool capitalised(std::string_view word) { return upper_at(word, 0); }

bool all_capitals(std::string_view word) {
  int letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const utf8::CodePoint c = utf8::decode(word, at);
    if (utf8::is_lower(c.value)) return false;
    if (utf8::is_upper(c.value)) ++letters;
    at += c.length;
  }
  return letters >= 2;
}

bool ends_with_stop(std::string_view text, ByteRange range) {
  while (range.begin < range.end) {
    const utf8::CodePoint c = utf8::decode_before(text, range.end);
    if (!is_closing(c.value))
      return c.value == '.' || c.value == '!' || c.value == '?' || c.value == 0x2026;
    range.end -= c.length;
  }
  return false;
}

}  // namespace stemma::intake
