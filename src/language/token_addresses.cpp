#include <algorithm>

#include "language/tokeniser.h"

namespace stemma::language {
namespace {

bool starts_with_lower(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != prefix[i]) return false;
  }
  return true;
}

}  // namespace

std::size_t Tokeniser::address_end(std::size_t begin, std::size_t end) const {
  const std::string_view rest = text_.substr(begin, end - begin);
  if ((has_colon_ && (starts_with_lower(rest, "http://") || starts_with_lower(rest, "https://") ||
                      starts_with_lower(rest, "ftp://") || starts_with_lower(rest, "mailto:"))) ||
      starts_with_lower(rest, "www.")) {
    return trim_address(begin, end);
  }
  if (!has_at_sign_) return begin;
  std::size_t at = begin;
  const std::size_t limit = std::min(end, begin + kLookAhead);
  while (at < limit && (ascii_letter(text_[at]) || ascii_digit(text_[at]) ||
                        std::string_view("._%+-").find(text_[at]) != std::string_view::npos)) {
    ++at;
  }
  if (at >= limit || text_[at] != '@') return begin;
  const std::size_t host = ++at;
  while (at < limit && (ascii_letter(text_[at]) || ascii_digit(text_[at]) || text_[at] == '-' ||
                        text_[at] == '.')) {
    ++at;
  }
  while (at > host && (text_[at - 1] == '.' || text_[at - 1] == '-')) --at;
  return at > host ? at : begin;
}

std::size_t Tokeniser::trim_address(std::size_t begin, std::size_t end) const {
  std::size_t stop = begin;
  std::size_t open = 0;
  std::size_t shut = 0;
  for (; stop < end; ++stop) {
    const char c = text_[stop];
    if (c == '<' || c == '>' || c == '"' || static_cast<unsigned char>(c) >= 0x80) {
      // Letters of other scripts may stand in an address; typeset quotes and dashes do not.
      if (static_cast<unsigned char>(c) < 0x80 || !in_address(stop)) break;
    }
    open += c == '(' ? 1 : 0;
    shut += c == ')' ? 1 : 0;
  }
  while (stop > begin) {
    const char c = text_[stop - 1];
    if (c == ')' && shut <= open) break;
    if (std::string_view(".,;:!?)]}'*").find(c) == std::string_view::npos) break;
    shut -= c == ')' ? 1 : 0;
    --stop;
  }
  return stop;
}

bool Tokeniser::in_address(std::size_t at) const {
  const auto byte = static_cast<unsigned char>(text_[at]);
  if ((byte & 0xC0) == 0x80) return true;  // inside a character already accepted
  const char32_t c = char_at(text_, at).value;
  return in_word(c) || is_number_start(c);
}

std::size_t Tokeniser::host_end(std::size_t begin, std::size_t dot, std::size_t end) const {
  const std::size_t limit = std::min(end, dot + kLookAhead);
  std::size_t at = dot;
  std::size_t label = dot;
  std::size_t labels = 1;
  bool lower = true;
  for (std::size_t i = begin; i < dot && lower; ++i) lower = text_[i] >= 'a' && text_[i] <= 'z';
  lower = lower && dot - begin >= 2;
  while (at < limit && text_[at] == '.') {
    label = at + 1;
    std::size_t stop = label;
    while (stop < limit && (ascii_letter(text_[stop]) || ascii_digit(text_[stop]) ||
                            text_[stop] == '-' || text_[stop] == '_')) {
      ++stop;
    }
    if (stop == label) break;
    for (std::size_t i = label; i < stop; ++i) {
      lower = lower && ((text_[i] >= 'a' && text_[i] <= 'z') || text_[i] == '-');
    }
    lower = lower && stop - label >= 2;
    at = stop;
    ++labels;
  }
  if (at == dot || at >= limit + 1) return dot;
  const std::string_view ending = text_.substr(label, at - label);
  const bool mixed = utf8::is_upper(char_at(text_, label).value) && !all_upper(ending);
  const bool known =
      !mixed && !ending.empty() && tables_.name_endings.contains(ShortLower(ending).view());
  if (!known && !(lower && labels >= 3)) return dot;
  if (!known || peek(at, end) != '/') return at;
  return trim_address(begin, end);  // "example.com/path"
}

std::size_t Tokeniser::emoticon_end(std::size_t begin, std::size_t end) const {
  const bool free =
      gap_ != Gap::kNone || (last() != nullptr && last()->kind == TokenKind::kPunctuation);
  const char first = text_[begin];
  if (!free && first != ':' && first != ';') return begin;
  if (std::string_view(":;=8xX<^TDoO>").find(first) == std::string_view::npos) return begin;
  for (std::size_t size = std::min<std::size_t>(4, end - begin); size >= 2; --size) {
    if (!tables_.emoticons.contains(text_.substr(begin, size))) continue;
    const char32_t n = peek(begin + size, end);
    if (!in_word(n) && !is_number_start(n) && n != '/') return begin + size;
  }
  return begin;
}

}  // namespace stemma::language
