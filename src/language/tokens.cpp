#include "language/tokens.h"

#include <algorithm>

#include "language/tokeniser.h"

namespace stemma::language {
namespace {

bool is_space_byte(std::string_view text, std::size_t at, std::uint32_t& length) {
  const auto byte = static_cast<unsigned char>(text[at]);
  length = 1;
  if (byte < 0x80) return byte == ' ' || (byte >= '\t' && byte <= '\r');
  // Only these lead bytes begin a white space character.
  if (byte != 0xC2 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF) return false;
  const utf8::CodePoint c = utf8::decode(text, at);
  length = c.length;
  return utf8::is_space(c.value);
}

}  // namespace

Tokeniser::Tokeniser(std::string_view text, const TokenTables& tables)
    : text_(text), tables_(tables) {
  stream_.tokens.reserve(text.size() / 5 + 8);
  stream_.gaps.reserve(text.size() / 5 + 8);
}

void Tokeniser::segment(std::size_t begin, std::size_t end) {
  segment_end_ = end;
  gap_ = Gap::kFurniture;
  reset_quotes();
  for (std::size_t at = begin; at < end;) {
    at = skip_space(at);
    if (at >= end) break;
    if (gap_ >= Gap::kBlankLine) reset_quotes();
    const std::size_t stop = chunk_end(at);
    chunk(at, stop);
    at = stop;
  }
}

std::size_t Tokeniser::skip_space(std::size_t at) {
  unsigned lines = 0;
  Gap gap = gap_;
  std::uint32_t length = 1;
  for (; at < segment_end_ && is_space_byte(text_, at, length); at += length) {
    const char byte = text_[at];
    gap = std::max(gap, Gap::kSpace);
    const bool crlf = byte == '\r' && at + 1 < segment_end_ && text_[at + 1] == '\n';
    if (byte == '\f') lines += 2;
    if ((byte == '\n' || byte == '\r') && !crlf) ++lines;
    if (length == 3 && text_.substr(at, 3) == "\u2028") ++lines;
    if (length == 3 && text_.substr(at, 3) == "\u2029") lines += 2;
  }
  if (lines > 0) gap = std::max(gap, lines == 1 ? Gap::kNewline : Gap::kBlankLine);
  gap_ = gap;
  return at;
}

std::size_t Tokeniser::chunk_end(std::size_t at) {
  has_at_sign_ = false;
  has_colon_ = false;
  std::uint32_t length = 1;
  while (at < segment_end_ && !is_space_byte(text_, at, length)) {
    has_at_sign_ |= text_[at] == '@';
    has_colon_ |= text_[at] == ':';
    ++at;
  }
  return at;
}

void Tokeniser::chunk(std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end;) {
    const utf8::CodePoint c = char_at(text_, at);
    std::size_t stop = at;
    if (is_word_start(c.value)) {
      stop = word(at, end);
    } else if (is_number_start(c.value)) {
      stop = number(at, end);
    } else {
      stop = mark(at, end, c);
    }
    at = stop;
  }
}

void Tokeniser::emit(std::size_t begin, std::size_t end, TokenKind kind) {
  Token& token = stream_.tokens.emplace_back();
  token.range = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  token.kind = kind;
  token.space_before = gap_ != Gap::kNone;
  const std::string_view word = text_.substr(begin, end - begin);
  token.capitalised = (kind == TokenKind::kWord) && utf8::is_upper(char_at(text_, begin).value);
  token.norm = norm_of(word);
  stream_.gaps.push_back(gap_);
  gap_ = Gap::kNone;
}

char32_t Tokeniser::peek(std::size_t at, std::size_t end) const {
  return at < end ? char_at(text_, at).value : U'\0';
}

char32_t Tokeniser::peek_word(std::size_t at) const {
  std::uint32_t length = 1;
  const std::size_t limit = std::min(segment_end_, at + kLookAhead);
  while (at < limit && is_space_byte(text_, at, length)) at += length;
  return peek(at, limit);
}

std::string_view Tokeniser::next_word(std::size_t at) const {
  std::uint32_t length = 1;
  const std::size_t limit = std::min(segment_end_, at + kLookAhead);
  while (at < limit && is_space_byte(text_, at, length)) at += length;
  return text_.substr(at, letters_end(at, limit) - at);
}

std::size_t Tokeniser::letters_end(std::size_t at, std::size_t end) const {
  while (at < end) {
    const utf8::CodePoint c = char_at(text_, at);
    if (!in_word(c.value)) break;
    at += c.length;
  }
  return std::min(at, end);
}

std::size_t Tokeniser::alnum_end(std::size_t at, std::size_t end) const {
  while (at < end) {
    const utf8::CodePoint c = char_at(text_, at);
    if (!in_word(c.value) && !is_number_start(c.value)) break;
    at += c.length;
  }
  return std::min(at, end);
}

Gap Tokeniser::gap_after(std::size_t at) const {
  std::uint32_t length = 1;
  Gap gap = Gap::kNone;
  for (std::size_t i = 0; i < 8 && at < segment_end_ && is_space_byte(text_, at, length); ++i) {
    if (text_[at] == '\n' || text_[at] == '\r') return Gap::kNewline;
    gap = Gap::kSpace;
    at += length;
  }
  return gap;
}

std::string norm_of(std::string_view word) {
  std::string out;
  bool ascii = true;
  out.reserve(word.size());
  for (const char c : word) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ascii = false;
      break;
    }
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (ascii) return out;
  const std::string lower = utf8::to_lower(word);
  out.clear();
  for (std::size_t at = 0; at < lower.size();) {
    const utf8::CodePoint c = char_at(lower, at);
    if (c.value == 0x2019 || c.value == 0x2018 || c.value == 0x02BC) {
      out += '\'';
    } else {
      out.append(lower, at, c.length);
    }
    at += c.length;
  }
  return out;
}

TokenStream tokenise(std::string_view text, std::span<const Furniture> furniture,
                     const TokenTables& tables) {
  Tokeniser tokeniser(text, tables);
  std::size_t at = 0;
  for (const Furniture& f : furniture) {
    if (f.range.begin > at) tokeniser.segment(at, f.range.begin);
    at = std::max<std::size_t>(at, f.range.end);
  }
  if (at < text.size()) tokeniser.segment(at, text.size());
  return tokeniser.take();
}

}  // namespace stemma::language
