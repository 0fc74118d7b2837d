#include <algorithm>

#include "language/tokeniser.h"

namespace stemma::language {

std::size_t Tokeniser::mark(std::size_t begin, std::size_t end, utf8::CodePoint c) {
  const std::size_t next = begin + c.length;
  const char32_t n = peek(next, end);
  if (c.value == '\'' && n == '\'') {
    return emit_double(begin, begin + 2);
  }
  if (c.value == '`' && n == '`') return emit_double(begin, begin + 2);
  if (is_double_quote(c.value)) {
    const Token* before = last();
    const bool inches = c.value == '"' && !double_open_ && gap_ == Gap::kNone &&
                        before != nullptr && before->kind == TokenKind::kNumber;
    if (inches) {
      emit(begin, next, TokenKind::kSymbol);
      return next;
    }
    return emit_double(begin, next);
  }
  if (is_apostrophe(c.value)) return apostrophe(begin, end, c);
  const std::size_t shape = emoticon_end(begin, end);
  if (shape > begin) {
    emit(begin, shape, TokenKind::kSymbol);
    return shape;
  }
  if ((c.value == '@' || c.value == '#') && is_word_start(n) && gap_ != Gap::kNone) {
    const std::size_t stop = alnum_end(next, end);
    emit(begin, stop, TokenKind::kWord);  // "@name", "#topic"
    return stop;
  }
  if (is_full_stop_like(c.value)) {
    std::size_t stop = next;
    while (stop < end && is_full_stop_like(char_at(text_, stop).value)) {
      stop += char_at(text_, stop).length;
    }
    emit(begin, stop, TokenKind::kPunctuation);
    return stop;
  }
  const bool runs =
      std::u32string_view(U"-*=_<>~#+|/\\^").find(c.value) != std::u32string_view::npos ||
      c.value == 0x2014;
  std::size_t stop = next;
  if (runs) {
    while (stop < end && char_at(text_, stop).value == c.value) stop += c.length;
    emit(begin, stop, is_symbol(c.value) ? TokenKind::kSymbol : TokenKind::kPunctuation);
    return stop;
  }
  if (!is_symbol(c.value)) {
    emit(begin, next, TokenKind::kPunctuation);
    return next;
  }
  stop = pictograph_end(next, end, c.value);
  while (c.value == '$' && stop < end && text_[stop] == '$') ++stop;  // "$$$": dear
  if (c.value == '$') return currency(begin, stop);
  emit(begin, stop, TokenKind::kSymbol);
  return stop;
}

std::size_t Tokeniser::currency(std::size_t begin, std::size_t stop) {
  if (gap_ == Gap::kNone && last() != nullptr && last()->range.end == begin) {
    Token& before = stream_.tokens.back();
    const std::string_view letters = slice(text_, before.range);
    if (letters.size() <= 2 && before.kind == TokenKind::kWord && all_upper(letters)) {
      before.range.end = static_cast<std::uint32_t>(stop);
      before.norm += '$';
      return stop;
    }
  }
  emit(begin, stop, TokenKind::kSymbol);
  return stop;
}

std::size_t Tokeniser::emit_double(std::size_t begin, std::size_t end) {
  const char32_t c = char_at(text_, begin).value;
  if (c == '"' || c == '\'') double_open_ = !double_open_;
  emit(begin, end, TokenKind::kQuote);
  return end;
}

std::size_t Tokeniser::pictograph_end(std::size_t at, std::size_t end, char32_t before) const {
  const auto regional = [](char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; };
  if (at < end && regional(before) && regional(char_at(text_, at).value)) {
    return at + char_at(text_, at).length;
  }
  while (at < end) {
    const utf8::CodePoint c = char_at(text_, at);
    const bool tone = c.value >= 0x1F3FB && c.value <= 0x1F3FF;
    if (utf8::is_mark(c.value) || tone) {
      at += c.length;
    } else if (c.value == 0x200D) {
      at += c.length;
      if (at < end && char_at(text_, at).value >= 0x2190) at += char_at(text_, at).length;
    } else {
      break;
    }
  }
  return at;
}

std::size_t Tokeniser::apostrophe(std::size_t begin, std::size_t end, utf8::CodePoint c) {
  const std::size_t next = begin + c.length;
  const char32_t n = peek(next, end);
  const Token* before = last();
  const bool touches = gap_ == Gap::kNone && before != nullptr;
  const bool after_word =
      touches && (before->kind == TokenKind::kWord || before->kind == TokenKind::kNumber);
  const bool prime = touches && before->kind == TokenKind::kNumber && !single_open_ &&
                     c.value == '\'' && !is_word_start(n);
  if (prime) {
    emit(begin, next, TokenKind::kSymbol);  // 5' tall
    return next;
  }
  if (is_word_start(n) || is_number_start(n)) {
    const std::size_t stop = elision_end(next, end);
    if (stop > next && c.value != '`') {
      emit(begin, stop, TokenKind::kWord);
      return stop;
    }
    if (!after_word) single_open_ = true;
    emit(begin, next, TokenKind::kQuote);
    return next;
  }
  if (!after_word) {
    // After a space it opens ("' he said"), after a mark it closes ("go.'").
    single_open_ = !touches;
    emit(begin, next, TokenKind::kQuote);
    return next;
  }
  const char final_letter = static_cast<char>(text_[begin - 1] | 0x20);
  const bool sibilant = final_letter == 's' || final_letter == 'z' || final_letter == 'x';
  if (single_open_ && !(sibilant && possessive_in_quote(next))) {
    single_open_ = false;
    emit(begin, next, TokenKind::kQuote);
    return next;
  }
  if (c.value == 0x2018 || c.value == '`' || c.value == 0xB4) {
    emit(begin, next, TokenKind::kQuote);
    return next;
  }
  if (sibilant) {
    emit(begin, next, TokenKind::kWord);  // the workers' union
    return next;
  }
  stream_.tokens.back().range.end = static_cast<std::uint32_t>(next);  // goin'
  stream_.tokens.back().norm += '\'';
  return next;
}

std::size_t Tokeniser::elision_end(std::size_t at, std::size_t end) const {
  const std::size_t stop = alnum_end(at, std::min(end, at + kLookAhead));
  const std::string_view word = text_.substr(at, stop - at);
  const bool decade = word.size() >= 2 && word.size() <= 3 && ascii_digit(word[0]) &&
                      ascii_digit(word[1]) && (word.size() == 2 || word[2] == 's');
  if (decade && word.size() == 2 && is_apostrophe(peek(stop, end))) return at;  // '42'
  if (decade || tables_.elisions.contains(ShortLower(word).view())) return stop;
  return at;
}

bool Tokeniser::possessive_in_quote(std::size_t at) const {
  const std::size_t limit = std::min(segment_end_, at + kQuoteReach);
  if (!utf8::is_lower(peek_word(at))) return false;
  for (std::size_t i = at; i < limit; ++i) {
    if (text_[i] == '\n') return false;
    const auto byte = static_cast<unsigned char>(text_[i]);
    if (byte != '\'' && byte != 0xE2) continue;
    const utf8::CodePoint c = char_at(text_, i);
    if (c.value != '\'' && c.value != 0x2019) continue;
    const char32_t after = peek(i + c.length, limit);
    if (!is_word_start(after)) return true;
  }
  return false;
}

}  // namespace stemma::language
