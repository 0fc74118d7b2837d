#include <algorithm>
#include <array>

#include "language/tokeniser.h"

namespace stemma::language {

std::size_t Tokeniser::number(std::size_t begin, std::size_t end) {
  std::size_t at = phone_end(begin, end);
  if (at == begin) at = digits_end(begin, end);
  if (at_line_start() && at - begin <= 3 && peek(at, end) == '.' && at + 1 == end) {
    const char32_t next = peek_word(at + 1);
    if (next != 0 && gap_after(at + 1) == Gap::kSpace) {
      emit(begin, at + 1, TokenKind::kNumber);  // "1." before an item of a list
      return at + 1;
    }
  }
  const std::size_t letters = letters_end(at, end);
  if (letters > at && !cut_from_number(begin, at, letters, end)) {
    at = word_end(begin, letters, end);
    if (text_[at - 1] == '.' && at == letters + 1) --at;
  } else if (is_apostrophe(peek(at, end))) {
    const std::size_t tail = at + char_at(text_, at).length;
    const std::size_t stop = letters_end(tail, std::min(end, tail + 4));
    if (ShortLower(text_.substr(tail, stop - tail)).view() == "s") at = stop;
  }
  emit_word(begin, at);
  return at;
}

std::size_t Tokeniser::digits_end(std::size_t at, std::size_t end) const {
  while (at < end) {
    const utf8::CodePoint c = char_at(text_, at);
    if (is_number_start(c.value)) {
      at += c.length;
    } else if ((c.value == ',' || c.value == '.' || c.value == ':' || c.value == '/') &&
               is_number_start(peek(at + 1, end))) {
      ++at;
    } else {
      break;
    }
  }
  return at;
}

std::size_t Tokeniser::phone_end(std::size_t begin, std::size_t end) const {
  const std::size_t limit = std::min(end, begin + 32);
  std::array<std::size_t, 8> groups{};
  std::size_t count = 0;
  std::size_t at = begin;
  while (at < limit && count < groups.size()) {
    const std::size_t from = at;
    while (at < limit && (ascii_digit(text_[at]) || text_[at] == '/')) ++at;
    if (at == from) return begin;
    groups[count++] = at - from;
    if (at >= limit || text_[at] != '-' || !ascii_digit(peek(at + 1, limit))) break;
    ++at;
  }
  const bool one_thing = count >= 3 || (count == 2 && groups[0] == 3 && groups[1] == 4);
  return one_thing ? at : begin;
}

bool Tokeniser::cut_from_number(std::size_t begin, std::size_t at, std::size_t letters,
                                std::size_t end) const {
  const std::string_view tail = text_.substr(at, letters - at);
  const ShortLower lower(tail);
  const std::string_view t = lower.view();
  if (t == "st" || t == "nd" || t == "rd" || t == "th" || t == "s") return false;
  const bool ends = !is_number_start(peek(letters, end)) && peek(letters, end) != '_';
  if (!ends) return false;
  if (tables_.units.contains(t)) return true;
  const bool plain_digits = std::all_of(
      text_.begin() + static_cast<std::ptrdiff_t>(begin),
      text_.begin() + static_cast<std::ptrdiff_t>(at),
      [](char c) { return ascii_digit(static_cast<unsigned char>(c)) || c == ',' || c == '.'; });
  return plain_digits && utf8::length(tail) >= 4 &&
         utf8::is_lower(char_at(tail, 1 < tail.size() ? char_at(tail, 0).length : 0).value);
}

}  // namespace stemma::language
