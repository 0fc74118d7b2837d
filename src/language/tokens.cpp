#include "language/tokens.h"

#include <algorithm>
#include <array>

#include "language/characters.h"

namespace stemma::language {
namespace {

// How far a decision may look ahead, in bytes: keeps the whole linear, and no real host name,
// e-mail address or telephone number is longer.
constexpr std::size_t kLookAhead = 96;
// How far a closing single mark may stand from an apostrophe that could be one, in bytes.
constexpr std::size_t kQuoteReach = 400;

/// The lower-case form of a short word, without allocating; empty if it is long or not ASCII.
class ShortLower {
 public:
  explicit ShortLower(std::string_view word) {
    if (word.size() > bytes_.size()) return;
    for (const char c : word) {
      if (static_cast<unsigned char>(c) >= 0x80) {
        size_ = 0;
        return;
      }
      bytes_[size_++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  std::string_view view() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 24> bytes_{};
  std::size_t size_ = 0;
};

bool starts_with_lower(std::string_view text, std::string_view prefix) {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != prefix[i]) return false;
  }
  return true;
}

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

class Tokeniser {
 public:
  Tokeniser(std::string_view text, const TokenTables& tables) : text_(text), tables_(tables) {
    stream_.tokens.reserve(text.size() / 5 + 8);
    stream_.gaps.reserve(text.size() / 5 + 8);
  }

  /// Tokens of [begin, end), which stands apart from what came before.
  void segment(std::size_t begin, std::size_t end) {
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

  TokenStream take() { return std::move(stream_); }

 private:
  void reset_quotes() { double_open_ = single_open_ = false; }

  std::size_t skip_space(std::size_t at) {
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

  /// The end of the run without white space that begins at `at`; notes what it holds.
  std::size_t chunk_end(std::size_t at) {
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

  char32_t peek(std::size_t at, std::size_t end) const {
    return at < end ? char_at(text_, at).value : U'\0';
  }

  /// The first character after white space at `at`, or 0.
  char32_t peek_word(std::size_t at) const {
    std::uint32_t length = 1;
    const std::size_t limit = std::min(segment_end_, at + kLookAhead);
    while (at < limit && is_space_byte(text_, at, length)) at += length;
    return peek(at, limit);
  }

  /// The word (letters only) after white space at `at`; cut short if very long.
  std::string_view next_word(std::size_t at) const {
    std::uint32_t length = 1;
    const std::size_t limit = std::min(segment_end_, at + kLookAhead);
    while (at < limit && is_space_byte(text_, at, length)) at += length;
    return text_.substr(at, letters_end(at, limit) - at);
  }

  std::size_t letters_end(std::size_t at, std::size_t end) const {
    while (at < end) {
      const utf8::CodePoint c = char_at(text_, at);
      if (!in_word(c.value)) break;
      at += c.length;
    }
    return std::min(at, end);
  }

  std::size_t alnum_end(std::size_t at, std::size_t end) const {
    while (at < end) {
      const utf8::CodePoint c = char_at(text_, at);
      if (!in_word(c.value) && !is_number_start(c.value)) break;
      at += c.length;
    }
    return std::min(at, end);
  }

  void emit(std::size_t begin, std::size_t end, TokenKind kind) {
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

  const Token* last() const { return stream_.tokens.empty() ? nullptr : &stream_.tokens.back(); }
  bool at_line_start() const { return gap_ >= Gap::kNewline; }

  void chunk(std::size_t begin, std::size_t end) {
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

  // ---- words -------------------------------------------------------------------------------

  std::size_t word(std::size_t begin, std::size_t end) {
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

  /// The end of a web or e-mail address that begins here; `begin` if none does.
  std::size_t address_end(std::size_t begin, std::size_t end) const {
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

  /// Takes an address up to white space or a mark no address holds, less the sentence's own marks.
  std::size_t trim_address(std::size_t begin, std::size_t end) const {
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

  bool in_address(std::size_t at) const {
    const auto byte = static_cast<unsigned char>(text_[at]);
    if ((byte & 0xC0) == 0x80) return true;  // inside a character already accepted
    const char32_t c = char_at(text_, at).value;
    return in_word(c) || is_number_start(c);
  }

  /// Follows a word from `at` (begun at `begin`) over what may stand inside one.
  std::size_t word_end(std::size_t begin, std::size_t at, std::size_t end) const {
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

  bool hyphen_joins(std::size_t begin, std::size_t at, std::size_t next, std::size_t end) const {
    const ShortLower prefix(text_.substr(begin, at - begin));
    if (tables_.hyphen_prefixes.contains(prefix.view())) return true;
    const std::size_t stop = alnum_end(next, std::min(end, next + 16));
    return tables_.whole.contains(ShortLower(text_.substr(begin, stop - begin)).view());
  }

  /// A stop at `dot` inside or at the end of a word: the place after it if the stop belongs to the
  /// word (and whether the word goes on), or `dot`.
  std::size_t after_dot(std::size_t begin, std::size_t segment, std::size_t dot, std::size_t end,
                        bool& goes_on) const {
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

  bool one_letter(std::size_t begin, std::size_t end) const {
    return end > begin && begin + char_at(text_, begin).length == end &&
           is_word_start(char_at(text_, begin).value);
  }

  bool all_letters_single(std::size_t begin, std::size_t end) const {
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

  const Abbreviation* find_abbreviation(std::string_view word) const {
    const auto found = tables_.abbreviations.find(ShortLower(word).view());
    return found == tables_.abbreviations.end() ? nullptr : &found->second;
  }

  /// Whether the word before the stop at `dot` is an abbreviation, given the next letter.
  bool abbreviates(std::size_t begin, std::size_t dot, char32_t next) const {
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

  /// "J. Smith", "George W. Bush" but not "Plan B. The": a lone capital before a name.
  bool initial(std::size_t begin, std::size_t after) const {
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
      std::size_t stop =
          static_cast<std::size_t>(following.data() - text_.data()) + following.size();
      if (following.size() != 1 || peek(stop, segment_end_) != '.') return false;
    }
    if (letter != 'I') return true;
    return at_line_start() || before == nullptr || before->capitalised ||
           before->kind == TokenKind::kPunctuation;
  }

  /// The end of a host or file name whose inner stop is at `dot`: "example.com", "report.pdf",
  /// "comp.sources.unix"; `dot` if it is none.
  std::size_t host_end(std::size_t begin, std::size_t dot, std::size_t end) const {
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

  static bool all_upper(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  /// Emits a word, cut where clitics join: do|n't, Sela|'s, can|not.
  void emit_word(std::size_t begin, std::size_t end) {
    const std::string_view word = text_.substr(begin, end - begin);
    const ShortLower lower(word);
    const auto cut = tables_.contractions.find(lower.view());
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

  TokenKind word_kind(std::size_t begin) const {
    return is_number_start(char_at(text_, begin).value) ? TokenKind::kNumber : TokenKind::kWord;
  }

  /// Where the last clitic of [begin, end) begins; `end` if it has none.
  std::size_t clitic(std::size_t begin, std::size_t end) const {
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

  // ---- numbers -----------------------------------------------------------------------------

  std::size_t number(std::size_t begin, std::size_t end) {
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

  Gap gap_after(std::size_t at) const {
    std::uint32_t length = 1;
    Gap gap = Gap::kNone;
    for (std::size_t i = 0; i < 8 && at < segment_end_ && is_space_byte(text_, at, length); ++i) {
      if (text_[at] == '\n' || text_[at] == '\r') return Gap::kNewline;
      gap = Gap::kSpace;
      at += length;
    }
    return gap;
  }

  /// Digits with inner , . : / before further digits.
  std::size_t digits_end(std::size_t at, std::size_t end) const {
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

  /// Digits and hyphens that are one thing: a telephone number or a date. "5-10" is not.
  std::size_t phone_end(std::size_t begin, std::size_t end) const {
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

  /// Whether letters that touch a number are a word of their own: a unit ("5km"), or a word that
  /// lost its space ("700civilians"); not "24th", "1990s", "3D", "737s".
  bool cut_from_number(std::size_t begin, std::size_t at, std::size_t letters,
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

  // ---- marks -------------------------------------------------------------------------------

  std::size_t mark(std::size_t begin, std::size_t end, utf8::CodePoint c) {
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
    if (c.value == '$') return currency(begin, stop);
    emit(begin, stop, TokenKind::kSymbol);
    return stop;
  }

  /// "US$": the letters already stand in a token of their own, which the sign joins.
  std::size_t currency(std::size_t begin, std::size_t stop) {
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

  std::size_t emit_double(std::size_t begin, std::size_t end) {
    const char32_t c = char_at(text_, begin).value;
    if (c == '"' || c == '\'') double_open_ = !double_open_;
    emit(begin, end, TokenKind::kQuote);
    return end;
  }

  /// Marks, joiners and second halves that belong to the symbol before them: flags, skin tones.
  std::size_t pictograph_end(std::size_t at, std::size_t end, char32_t before) const {
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

  std::size_t emoticon_end(std::size_t begin, std::size_t end) const {
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

  /// ' where it does not stand inside a word: a mark of quotation, an elision, a possessive of a
  /// plural, feet or minutes.
  std::size_t apostrophe(std::size_t begin, std::size_t end, utf8::CodePoint c) {
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

  /// The end of an elided word after its apostrophe: 'tis, 'em, '90s, 's; `at` if it is none.
  std::size_t elision_end(std::size_t at, std::size_t end) const {
    const std::size_t stop = alnum_end(at, std::min(end, at + kLookAhead));
    const std::string_view word = text_.substr(at, stop - at);
    const bool decade = word.size() >= 2 && word.size() <= 3 && ascii_digit(word[0]) &&
                        ascii_digit(word[1]) && (word.size() == 2 || word[2] == 's');
    if (decade && word.size() == 2 && is_apostrophe(peek(stop, end))) return at;  // '42'
    if (decade || tables_.elisions.contains(ShortLower(word).view())) return stop;
    return at;
  }

  /// Inside single marks, after a plural: whether the mark is its possessive, because a word
  /// follows and the quotation's own end comes later.
  bool possessive_in_quote(std::size_t at) const {
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

  std::string_view text_;
  const TokenTables& tables_;
  TokenStream stream_;
  std::size_t segment_end_ = 0;
  Gap gap_ = Gap::kFurniture;  // what stands before the next token
  bool has_at_sign_ = false;   // of the current chunk
  bool has_colon_ = false;
  bool double_open_ = false;  // a straight double mark waits for its partner, in this paragraph
  bool single_open_ = false;
};

}  // namespace

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
