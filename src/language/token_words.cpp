#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "language/tokeniser.h"

namespace stemma::language {

std::size_t Tokeniser::word(std::size_t begin, std::size_t end) {
  std::size_t stop = address_end(begin, end);
  if (stop > begin) {
    emit(begin, stop, TokenKind::kWord);
    return stop;
  }
  const std::size_t shape = emoticon_end(begin, end);
  if (shape > begin) {
    emit(begin, shape, TokenKind::kSymbol);
    return shape;
  }
  stop = word_end(begin, begin, end);
  emit_word(begin, stop);
  return stop;
}

std::size_t Tokeniser::word_end(std::size_t begin, std::size_t at, std::size_t end) const {
  std::size_t segment = begin;  // after the last inner stop
  while (at < end) {
    const utf8::CodePoint c = char_at(text_, at);
    if (in_word(c.value) || is_number_start(c.value)) {
      at += c.length;
      continue;
    }
    const std::size_t next = at + c.length;
    const char32_t n = peek(next, end);
    if (is_apostrophe(c.value)) {
      if (!is_word_start(n) || c.value == '`') break;
    } else if (c.value == '.') {
      bool goes_on = false;
      const std::size_t stop = after_dot(begin, segment, at, end, goes_on);
      if (!goes_on) return stop;
      at = stop;
      segment = next;
      continue;
    } else if (is_hyphen(c.value)) {
      if (!is_word_start(n) && !is_number_start(n)) break;
      if (!hyphen_joins(begin, at, next, end)) break;
    } else if (c.value == '&') {
      const bool letters = at > begin && at - begin <= 3 && n >= 'A' && n <= 'Z' &&
                           text_[at - 1] >= 'A' && text_[at - 1] <= 'Z';
      if (!letters) break;
    } else if (c.value == '/') {
      const std::size_t stop = alnum_end(next, std::min(end, next + 8));
      const ShortLower whole(text_.substr(begin, stop - begin));
      if (tables_.whole.contains(whole.view()) && stop > next) {
        at = stop;
        continue;
      }
      break;
    } else if (c.value == '*') {
      if (!(n == '*' || (n >= 'a' && n <= 'z')) || at - begin > 4) break;
    } else {
      break;
    }
    at = next;
  }
  return at;
}

bool Tokeniser::hyphen_joins(std::size_t begin, std::size_t at, std::size_t next,
                             std::size_t end) const {
  const ShortLower prefix(text_.substr(begin, at - begin));
  if (tables_.hyphen_prefixes.contains(prefix.view())) return true;
  const std::size_t stop = alnum_end(next, std::min(end, next + 16));
  return tables_.whole.contains(ShortLower(text_.substr(begin, stop - begin)).view());
}

std::size_t Tokeniser::after_dot(std::size_t begin, std::size_t segment, std::size_t dot,
                                 std::size_t end, bool& goes_on) const {
  const std::size_t next = dot + 1;
  const char32_t n = peek(next, end);
  if (n == '.') return dot;
  const bool inner = segment > begin;
  const bool letter = one_letter(segment, dot);
  const bool acronym = letter && (!inner || all_letters_single(begin, dot));
  if (is_word_start(n) || is_number_start(n)) {
    const std::size_t run = letters_end(next, std::min(end, next + kLookAhead));
    if (acronym && is_word_start(n) && one_letter(next, run)) {
      goes_on = true;
      return run;
    }
    if (is_word_start(n) && peek(run, end) == '.' &&
        find_abbreviation(text_.substr(begin, run - begin)) != nullptr) {
      goes_on = true;  // "Ph.D."
      return run;
    }
    const std::size_t host = host_end(begin, dot, end);
    if (host > dot) {
      goes_on = true;
      return host;
    }
    if (abbreviates(begin, dot, n)) return next;
    if (acronym && utf8::is_upper(n) && utf8::is_upper(char_at(text_, segment).value)) {
      return next;  // "J.Smith"
    }
    return dot;
  }
  if (inner && acronym) return next;
  if (abbreviates(begin, dot, peek_word(next))) return next;
  if (acronym && !inner && initial(begin, next)) return next;
  return dot;
}

bool Tokeniser::one_letter(std::size_t begin, std::size_t end) const {
  return end > begin && begin + char_at(text_, begin).length == end &&
         is_word_start(char_at(text_, begin).value);
}

bool Tokeniser::all_letters_single(std::size_t begin, std::size_t end) const {
  if (end - begin > 2 * 12) return false;
  while (begin < end) {
    const utf8::CodePoint c = char_at(text_, begin);
    if (!is_word_start(c.value)) return false;
    begin += c.length;
    if (begin < end && text_[begin] != '.') return false;
    if (begin < end) ++begin;
  }
  return true;
}

const Abbreviation* Tokeniser::find_abbreviation(std::string_view word) const {
  const auto found = tables_.abbreviations.find(ShortLower(word).view());
  return found == tables_.abbreviations.end() ? nullptr : &found->second;
}

bool Tokeniser::abbreviates(std::size_t begin, std::size_t dot, char32_t next) const {
  const Abbreviation* a = find_abbreviation(text_.substr(begin, dot - begin));
  if (a == nullptr) return false;
  const bool capital = utf8::is_upper(char_at(text_, begin).value);
  switch (a->use) {
    case AbbreviationUse::kAlways:
      return true;
    case AbbreviationUse::kCapitalised:
      return capital;
    case AbbreviationUse::kName:
      return capital && (utf8::is_upper(next) || is_number_start(next) || next == '(') &&
             !tables_.starters.contains(ShortLower(next_word(dot + 1)).view());
    case AbbreviationUse::kNumber:
      return is_number_start(next);
  }
  return false;
}

bool Tokeniser::initial(std::size_t begin, std::size_t after) const {
  const char32_t letter = char_at(text_, begin).value;
  if (!utf8::is_upper(letter)) return false;
  const char32_t next = peek_word(after);
  const Token* before = last();
  if (before != nullptr && tables_.lettered.contains(before->norm)) return false;
  if (is_number_start(next)) {  // "H. R. 1280"
    return before != nullptr && before->norm.size() == 2 && before->norm[1] == '.';
  }
  if (!utf8::is_upper(next)) return false;
  const std::string_view following = next_word(after);
  if (tables_.starters.contains(ShortLower(following).view())) {
    // "A" and "I" are starters and initials alike: "J. A. Smith".
    std::size_t stop = static_cast<std::size_t>(following.data() - text_.data()) + following.size();
    if (following.size() != 1 || peek(stop, segment_end_) != '.') return false;
  }
  if (letter != 'I') return true;
  return at_line_start() || before == nullptr || before->capitalised ||
         before->kind == TokenKind::kPunctuation;
}

void Tokeniser::emit_word(std::size_t begin, std::size_t end) {
  const std::string_view word = text_.substr(begin, end - begin);
  const ShortLower lower(word);
  auto cut = tables_.contractions.find(lower.view());
  if (cut != tables_.contractions.end() && cut->second == 0) {  // the next word decides
    const std::string both = fmt::format("{} {}", lower.view(), ShortLower(next_word(end)).view());
    cut = tables_.contractions.find(both);
  }
  if (cut != tables_.contractions.end()) {
    emit(begin, begin + cut->second, TokenKind::kWord);
    emit(begin + cut->second, end, TokenKind::kWord);
    return;
  }
  std::array<std::size_t, 3> cuts{};
  std::size_t count = 0;
  std::size_t stop = end;
  while (count < cuts.size()) {
    const std::size_t at = clitic(begin, stop);
    if (at >= stop) break;
    cuts[count++] = at;
    stop = at;
  }
  std::size_t from = begin;
  while (count > 0) {
    const std::size_t to = cuts[--count];
    emit(from, to, word_kind(from));
    from = to;
  }
  emit(from, end, word_kind(from));
}

TokenKind Tokeniser::word_kind(std::size_t begin) const {
  return is_number_start(char_at(text_, begin).value) ? TokenKind::kNumber : TokenKind::kWord;
}

std::size_t Tokeniser::clitic(std::size_t begin, std::size_t end) const {
  const std::size_t from = end - begin > 8 ? end - 8 : begin;
  for (std::size_t at = end; at-- > from;) {
    if ((static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) continue;
    const utf8::CodePoint c = char_at(text_, at);
    if (!is_apostrophe(c.value)) continue;
    const std::string_view tail = text_.substr(at + c.length, end - at - c.length);
    const ShortLower lower(tail);
    const std::string_view t = lower.view();
    const bool negative = t == "t" && at > begin + 1 && (text_[at - 1] | 0x20) == 'n';
    if (negative) {
      return tables_.whole.contains(ShortLower(text_.substr(begin, end - begin)).view()) ? end
                                                                                         : at - 1;
    }
    const bool other = t == "s" || t == "m" || t == "d" || t == "re" || t == "ve" || t == "ll";
    return other && at > begin ? at : end;
  }
  return end;
}

}  // namespace stemma::language
