#include "language/boundary_features.h"

#include <xxhash.h>

#include <algorithm>

#include "language/characters.h"

namespace stemma::language {

enum class BoundaryFeatures::Shape : std::uint8_t {
  kEdge,  // no token: beyond the paragraph
  kSmall,
  kCapital,         // "Moro"
  kUpper,           // "ENRON"
  kLetter,          // "I"
  kMixed,           // "iPod"
  kShortened,       // "etc."
  kShortenedUpper,  // "U.S.", "Dr."
  kDigits,          // up to two
  kNumber,          // more
  kMarkedNumber,    // "03/01/2001", "7:30"
  kLetteredNumber,  // "24th"
  kAddress,         // of the web or of e-mail
  kStop,
  kQuestion,
  kEllipsis,
  kComma,
  kColon,
  kSemicolon,
  kHyphen,
  kDash,
  kOpenQuote,
  kCloseQuote,
  kOpenBracket,
  kCloseBracket,
  kRule,  // "----", "===="
  kBullet,
  kAngle,
  kEmoticon,
  kPunctuation,
  kSymbol,
  kOtherScript,
};

namespace {

constexpr std::size_t kHashedBytes = 24;
constexpr std::uint8_t kFar = 40;
constexpr std::size_t kCaseReach = 6;
constexpr std::size_t kPlainWord = 5;  // letters

std::uint32_t mix(std::uint64_t slot, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  std::uint64_t h = (slot + 1) * 0x9E3779B97F4A7C15ULL;
  h = (h ^ a) * 0xFF51AFD7ED558CCDULL;
  h = (h ^ (h >> 32U) ^ b) * 0xC4CEB9FE1A85EC53ULL;
  h = (h ^ (h >> 32U) ^ c) * 0x9FB21C651E98DF25ULL;
  return static_cast<std::uint32_t>(h >> 32U);
}

/// Digits become 0, long ones are cut short.
std::uint32_t word_hash(std::string_view norm) {
  std::array<char, kHashedBytes> plain{};
  const std::size_t size = std::min(norm.size(), plain.size());
  for (std::size_t i = 0; i < size; ++i) plain[i] = ascii_digit(norm[i]) ? '0' : norm[i];
  return static_cast<std::uint32_t>(XXH3_64bits(plain.data(), size));
}

/// 0, 1, 2, 3, 4-5, 6-8, 9-13, 14-24, more.
std::uint32_t length_class(std::size_t n) {
  if (n <= 3) return static_cast<std::uint32_t>(n);
  if (n <= 5) return 4;
  if (n <= 8) return 5;
  if (n <= 13) return 6;
  return n <= 24 ? 7 : 8;
}

/// Few, half, most.
std::uint32_t share_class(std::size_t part, std::size_t whole) {
  if (whole == 0) return 5;
  if (part == 0) return 0;
  if (part * 4 <= whole) return 1;
  if (part * 2 <= whole) return 2;
  return part < whole ? 3 : 4;
}

bool is_address(std::string_view norm) {
  const std::size_t at = norm.find_first_of("@./", 1);
  if (at == std::string_view::npos || at + 1 >= norm.size()) return false;
  if (norm[at] == '@' || norm.find("://") != std::string_view::npos) return true;
  return norm.starts_with("www.") || (at >= 2 && norm.size() > at + 2 && norm[at] == '.' &&
                                      ascii_letter(norm[at + 1]) && ascii_letter(norm[at + 2]));
}

}  // namespace

BoundaryFeatures::BoundaryFeatures(std::string_view text, const TokenStream& stream,
                                   std::span<const std::uint32_t> paragraphs,
                                   std::span<const MarkRole> roles, const TokenTables& words)
    : text_(text), tokens_(stream.tokens), paragraphs_(paragraphs), words_(words) {
  const std::size_t count = tokens_.size();
  seen_.resize(count);
  capitals_.resize(count + 1);
  smalls_.resize(count + 1);
  depth_.resize(count + 1);
  to_stop_.resize(count);
  to_figure_.resize(count);
  to_colon_.resize(count);
  int brackets = 0;
  int quotations = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && paragraphs_[i] != paragraphs_[i - 1]) brackets = quotations = 0;
    seen_[i] = see(tokens_[i], roles[i]);
    const Shape shape = seen_[i].shape;
    capitals_[i + 1] = capitals_[i] + (shape == Shape::kCapital || shape == Shape::kUpper);
    smalls_[i + 1] = smalls_[i] + (shape == Shape::kSmall);
    depth_[i] = static_cast<std::int8_t>(brackets * 3 + quotations);
    if (shape == Shape::kOpenBracket) brackets = std::min(brackets + 1, 2);
    if (shape == Shape::kCloseBracket) brackets = std::max(brackets - 1, 0);
    if (shape == Shape::kOpenQuote) quotations = std::min(quotations + 1, 2);
    if (shape == Shape::kCloseQuote) quotations = std::max(quotations - 1, 0);
  }
  for (std::size_t i = count; i-- > 0;) {
    const bool last = i + 1 == count || paragraphs_[i + 1] != paragraphs_[i];
    const Shape shape = seen_[i].shape;
    const auto count_to = [&](std::vector<std::uint8_t>& distance, bool here) {
      const std::uint8_t after = last ? kFar : distance[i + 1];
      distance[i] = here ? std::uint8_t{0} : std::min(static_cast<std::uint8_t>(after + 1), kFar);
    };
    count_to(to_stop_, is_stop(i));
    count_to(to_figure_, shape == Shape::kMarkedNumber || shape == Shape::kAddress);
    count_to(to_colon_, shape == Shape::kColon);
  }
}

bool BoundaryFeatures::is_stop(std::size_t i) const {
  const Shape shape = seen_[i].shape;
  return shape == Shape::kStop || shape == Shape::kQuestion || shape == Shape::kEllipsis;
}

BoundaryFeatures::Shape BoundaryFeatures::shape_of(const Token& token, MarkRole role) const {
  const std::string_view norm = token.norm;
  const char front = norm.front();
  if (token.kind == TokenKind::kQuote) {
    return role == MarkRole::kClose ? Shape::kCloseQuote : Shape::kOpenQuote;
  }
  if (token.kind == TokenKind::kNumber) {
    if (norm.find_first_not_of("0123456789") == std::string_view::npos) {
      return norm.size() <= 2 ? Shape::kDigits : Shape::kNumber;
    }
    if (is_address(norm)) return Shape::kAddress;
    return ascii_letter(norm.back()) ? Shape::kLetteredNumber : Shape::kMarkedNumber;
  }
  if (token.kind == TokenKind::kWord) {
    const bool ascii = static_cast<unsigned char>(front) < 0x80;
    if (norm.back() == '.') return token.capitalised ? Shape::kShortenedUpper : Shape::kShortened;
    if (norm.size() > 4 && is_address(norm)) return Shape::kAddress;
    const std::string_view word = slice(text_, token.range);
    const bool has_small =
        std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool has_capital =
        std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (token.capitalised) {
      if (norm.size() == 1) return Shape::kLetter;
      return has_small || !has_capital ? Shape::kCapital : Shape::kUpper;
    }
    if (has_capital) return Shape::kMixed;
    return ascii || utf8::is_lower(char_at(text_, token.range.begin).value) ? Shape::kSmall
                                                                            : Shape::kOtherScript;
  }
  switch (front) {
    case '.':
      return norm.size() > 1 ? Shape::kEllipsis : Shape::kStop;
    case '?':
    case '!':
      return Shape::kQuestion;
    case ',':
      return Shape::kComma;
    case ':':
      if (norm.size() == 1) return Shape::kColon;
      break;
    case ';':
      if (norm.size() == 1) return Shape::kSemicolon;
      break;
    case '(':
    case '[':
    case '{':
      if (norm.size() == 1) return Shape::kOpenBracket;
      break;
    case ')':
    case ']':
    case '}':
      return Shape::kCloseBracket;
    case '-':
    case '=':
    case '_':
    case '~':
    case '#':
      if (norm.size() >= 3) return Shape::kRule;
      if (front == '-') return norm.size() == 1 ? Shape::kHyphen : Shape::kDash;
      break;
    case '*':
      return norm.size() >= 3 ? Shape::kRule : Shape::kBullet;
    case '<':
    case '>':
      return Shape::kAngle;
    default:
      break;
  }
  const char32_t c = char_at(norm, 0).value;
  if (is_full_stop_like(c) || is_wide_stop(c)) return Shape::kEllipsis;
  if (is_dash(c)) return Shape::kDash;
  if (c == 0x2022 || c == 0xB7) return Shape::kBullet;
  if (words_.emoticons.contains(norm) || c >= 0x1F000) return Shape::kEmoticon;
  return token.kind == TokenKind::kSymbol ? Shape::kSymbol : Shape::kPunctuation;
}

BoundaryFeatures::Seen BoundaryFeatures::see(const Token& token, MarkRole role) const {
  Seen s;
  const std::string_view norm = token.norm;
  s.word = word_hash(norm);
  for (const char c : norm.substr(norm.size() - std::min<std::size_t>(3, norm.size()))) {
    s.ending = s.ending << 8U | static_cast<unsigned char>(c);
  }
  s.shape = shape_of(token, role);
  return s;
}

BoundaryFeatures::Seen BoundaryFeatures::seen(std::size_t i, std::ptrdiff_t offset) const {
  const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + offset;
  if (at < static_cast<std::ptrdiff_t>(paragraph_.begin) ||
      at >= static_cast<std::ptrdiff_t>(paragraph_.end)) {
    return {};
  }
  return seen_[static_cast<std::size_t>(at)];
}

bool BoundaryFeatures::is_doubtful(std::size_t i, const Verdict& verdict) const {
  if (!tokens_[i].space_before) return verdict.divides && seen_[i].shape != Shape::kOtherScript;
  const Shape before = seen_[i - 1].shape;
  if (verdict.stop != Stop::kNone) return before != Shape::kStop || !is_sure(i, verdict);
  switch (seen_[i].shape) {
    case Shape::kSmall:
    case Shape::kShortened:
    case Shape::kMixed:
      return before != Shape::kSmall && before != Shape::kComma && before != Shape::kCapital &&
             before != Shape::kHyphen && before != Shape::kDash;
    case Shape::kComma:
    case Shape::kStop:
    case Shape::kQuestion:
    case Shape::kSemicolon:
    case Shape::kColon:
    case Shape::kCloseBracket:
    case Shape::kCloseQuote:
    case Shape::kOtherScript:
      return false;
    default:
      return before != Shape::kOpenBracket && before != Shape::kOpenQuote;
  }
}

/// A full stop between a plain word too long to be an abbreviation and a capital.
bool BoundaryFeatures::is_sure(std::size_t i, const Verdict& verdict) const {
  return verdict.ground == Ground::kPlain && verdict.stop == Stop::kFull && i >= 2 &&
         seen_[i - 2].shape == Shape::kSmall && tokens_[i - 2].norm.size() >= kPlainWord &&
         tokens_[i].capitalised;
}

void BoundaryFeatures::enter(std::size_t i) {
  std::size_t end = i + 1;
  while (end < tokens_.size() && paragraphs_[end] == paragraphs_[i]) ++end;
  std::size_t begin = i;
  while (begin > 0 && paragraphs_[begin - 1] == paragraphs_[i]) --begin;
  const std::uint32_t capitals = capitals_[end] - capitals_[begin];
  const std::uint32_t words = capitals + smalls_[end] - smalls_[begin];
  std::size_t last = end - 1;
  while (last > begin &&
         (seen_[last].shape == Shape::kCloseQuote || seen_[last].shape == Shape::kCloseBracket)) {
    --last;
  }
  const bool stopped = is_stop(last);
  paragraph_.begin = begin;
  paragraph_.end = end;
  paragraph_.look =
      share_class(capitals, words) * 32 + length_class((end - begin) / 3) * 2 + stopped;
  paragraph_.prose = stopped && capitals * 5 < words * 3 && end - begin > 12;
}

BoundaryKeys BoundaryFeatures::at(std::size_t i, std::size_t first, const Verdict& verdict) {
  if (i >= paragraph_.end || i < paragraph_.begin) enter(i);
  const Seen p1 = seen(i, -1);
  const Seen p2 = seen(i, -2);
  const Seen p3 = seen(i, -3);
  const Seen n1 = seen(i, 0);
  const Seen n2 = seen(i, 1);
  const Seen n3 = seen(i, 2);
  const auto code = [](const Seen& s) { return static_cast<std::uint32_t>(s.shape); };
  const std::uint32_t before = code(p1);
  const std::uint32_t after = code(n1);
  const std::uint32_t pair = before * 32 + after;
  const std::uint32_t ruling = static_cast<std::uint32_t>(verdict.ground) * 16 +
                               static_cast<std::uint32_t>(verdict.stop) * 2 + verdict.after_closing;
  const std::uint32_t shapes_before = (code(p3) * 32 + code(p2)) * 32 + before;
  const std::uint32_t shapes_after = (after * 32 + code(n2)) * 32 + code(n3);
  const std::size_t from = std::max(first, i - std::min(i, kCaseReach));
  const std::size_t to = std::min(paragraph_.end, i + kCaseReach);
  const std::uint32_t case_before = share_class(
      capitals_[i] - capitals_[from], capitals_[i] - capitals_[from] + smalls_[i] - smalls_[from]);
  const std::uint32_t case_after = share_class(
      capitals_[to] - capitals_[i], capitals_[to] - capitals_[i] + smalls_[to] - smalls_[i]);
  const Seen opening = seen_[first];
  const bool again = opening.word == n1.word && i > first + 1;
  const std::uint32_t length = length_class(i - first);
  const std::uint32_t rest = length_class(paragraph_.end - i);
  const std::uint32_t stop = length_class(to_stop_[i]);
  const bool starter = tokens_[i].capitalised && words_.starters.contains(tokens_[i].norm);
  const auto depth = static_cast<std::uint32_t>(depth_[i]);

  BoundaryKeys keys;
  std::size_t slot = 0;
  const auto put = [&](std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
    keys[slot] = mix(slot, a, b, c);
    ++slot;
  };
  put(p1.word);
  put(p2.word);
  put(p3.word);
  put(n1.word);
  put(n2.word);
  put(n3.word);
  put(p1.word, n1.word);
  put(p2.word, p1.word);
  put(n1.word, n2.word);
  put(pair);
  put(shapes_before);
  put(shapes_after);
  put(pair, code(p2), code(n2));
  put(shapes_before, after);
  put(shapes_after, before);
  put(shapes_before, shapes_after);
  put(p1.word, after);
  put(before, n1.word);
  put(p1.word, after, code(n2));
  put(before * 32 + code(p2), n1.word);
  put(p1.ending, after);
  put(n1.ending, before);
  put(n2.ending, before);
  put(ruling, after);
  put(ruling, starter, before);
  put(ruling, n1.word);
  put(ruling, p1.word);
  put(starter, pair);
  put(depth, ruling, verdict.stop == Stop::kNone ? pair : 0);
  put(paragraph_.look, before);
  put(paragraph_.look, after);
  put(paragraph_.look, ruling);
  put(length, pair);
  put(rest, pair);
  put(length * 16 + rest, ruling);
  put(again * 32 + after, code(opening), ruling);
  put(opening.word, after);
  put(stop, pair);
  put(case_before * 8 + case_after, pair);
  put(case_before * 8 + case_after, length * 16 + stop, starter);
  put(std::min<std::uint32_t>(to_figure_[i], 9), pair, code(n2));
  put(std::min<std::uint32_t>(to_colon_[i], 9), pair, code(n2));
  return keys;
}

}  // namespace stemma::language
