// Furniture that has run into prose: "Loading" between sentences, "caption. Credit:AP", "Reporting
// by ...". Candidates are sentence starts and colons, so prose without them costs one pass.
#include <algorithm>

#include "base/utf8.h"
#include "intake/furniture.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kCaptionWords = 30;
constexpr std::size_t kSignoffWords = 40;
constexpr std::size_t kPictureLineWords = 70;

bool is_stop(char32_t c) { return c == '.' || c == '!' || c == '?' || c == 0x2026; }

/// The longest agency name at `at`; its end, or `at`.
std::uint32_t agency_at(std::string_view text, std::uint32_t at, std::uint32_t end,
                        const Rules& rules) {
  std::uint32_t best = at;
  std::size_t words = 0;
  for (std::uint32_t to = at; to < end && words < rules.agency_words;) {
    while (to < end && text[to] != ' ' && text[to] != '/' && text[to] != ',' && text[to] != ')' &&
           text[to] != ';' && text[to] != '.' && text[to] != '\n') {
      ++to;
    }
    if (to > at && rules.agencies.contains(text.substr(at, to - at))) best = to;
    if (to < end && text[to] == '/' && to + 1 < end && text[to + 1] != ' ') {
      ++to;  // "RFE/RL"
    } else if (to < end && text[to] == ' ') {
      ++to;
    } else {
      break;
    }
    ++words;
  }
  return best;
}

/// A person's name: capitalised words that open no sentence, up to `limit`.
std::uint32_t name_at(std::string_view text, std::uint32_t at, std::uint32_t end, std::size_t limit,
                      const Rules& rules, bool& closed) {
  Words words(text, {at, end});
  std::uint32_t stop = at;
  closed = true;
  for (std::size_t count = 0;; ++count) {
    const auto word = words.next();
    if (!word) return stop;
    ByteRange piece = *word;
    const std::size_t stroke = slice(text, piece).find_first_of("/,;)");
    const bool cut = stroke != std::string_view::npos;
    if (cut) piece.end = piece.begin + static_cast<std::uint32_t>(stroke);
    const std::string_view bytes = slice(text, piece);
    if (bytes.empty() || !capitalised(bytes)) {
      if (!rules.particles.contains(bytes)) return stop;
    } else if (rules.openers.contains(fold(bytes))) {
      return stop;
    }
    if (count == limit) {
      closed = false;
      return stop;
    }
    stop = piece.end;
    if (cut) return stop;
  }
}

bool finite_clause(std::string_view text, ByteRange range, const Rules& rules) {
  Words words(text, range);
  while (const auto word = words.next()) {
    const std::string_view bytes = slice(text, strip_punctuation(text, *word));
    if (bytes.empty() || !lower_at(bytes, 0)) continue;
    const std::string lower = fold(bytes);
    if (rules.caption.contains(lower)) continue;
    if (rules.finite.contains(lower)) return true;
    if (lower.size() > 3 && lower.ends_with("ed")) return true;
    if (lower.find('\'') != std::string::npos && lower.ends_with("n't")) return true;
  }
  return false;
}

/// Scans one line from left to right.
class Scanner {
 public:
  Scanner(const LineContext& context, std::uint32_t at, std::vector<Furniture>& out)
      : text_(context.text), line_(context.line), rules_(context.rules), out_(out), floor_(at) {}

  void run() {
    if (picture_line()) return;
    std::uint32_t at = floor_;
    sentence_ = at;
    if (const std::uint32_t to = sentence_start(at)) at = to;
    while (at < line_.end) {
      const char c = text_[at];
      if (c == ':') {
        const std::uint32_t to = credit_at_colon(at);
        at = to > at ? to : at + 1;
        continue;
      }
      const std::uint32_t after = sentence_end_at(text_, at, line_, rules_);
      if (after == 0) {
        ++at;
        continue;
      }
      previous_sentence_ = sentence_;
      at = skip_space(text_, after, line_.end);
      sentence_ = at;
      for (std::uint32_t to; at < line_.end && (to = sentence_start(at)) > at;) at = to;
    }
  }

 private:
  void mark(ByteRange range, FurnitureKind kind) {
    range = trim(text_, range);
    if (range.empty() || range.begin < floor_) return;
    out_.push_back({range, kind});
    floor_ = range.end;
    sentence_ = previous_sentence_ = skip_space(text_, range.end, line_.end);
  }

  /// Debris or a sign-off where a sentence would begin. Returns where the scan goes on, or 0.
  std::uint32_t sentence_start(std::uint32_t at) {
    if (at >= line_.end) return 0;
    const char c = text_[at];
    if (c == 'L' || c == 'A') {
      if (const std::uint32_t to = debris(at)) return to;
    }
    if (c == '(' || (c >= 'A' && c <= 'W')) {
      if (const std::uint32_t to = signoff(at)) return to;
    }
    return 0;
  }

  std::uint32_t debris(std::uint32_t at) {
    Words words(text_, {at, line_.end});
    const auto word = words.next();
    if (!word || !rules_.debris.contains(slice(text_, *word))) return 0;
    const std::uint32_t next = skip_space(text_, word->end, line_.end);
    if (next < line_.end && !stands_apart(next)) return 0;
    mark(*word, FurnitureKind::kLoading);
    return next;
  }

  /// The words at `next` begin a sentence of their own, so that what stands before is no subject.
  bool stands_apart(std::uint32_t next) const {
    if (opening_mark_at(text_, next)) return text_[next] != '(' && text_[next] != '[';
    if (!upper_at(text_, next)) return false;
    Words words(text_, {next, line_.end});
    bool named = false;
    for (std::size_t count = 0; count < 6; ++count) {
      const auto word = words.next();
      if (!word) return false;
      const std::string_view bytes = slice(text_, strip_punctuation(text_, *word));
      if (bytes.empty()) return false;
      if (count == 0 && rules_.openers.contains(fold(bytes))) return true;
      if (capitalised(bytes)) {
        if (rules_.place_nouns.contains(bytes)) return false;
        named = true;
        continue;
      }
      return named && rules_.finite.contains(fold(bytes));  // "Moro said"
    }
    return false;
  }

  /// "Reporting by Ana Moro; editing by Ivo Lenz", to the end of the line or bracket.
  std::uint32_t signoff(std::uint32_t at) {
    const bool bracketed = text_[at] == '(';
    const std::uint32_t begin = at;
    if (bracketed) at = skip_space(text_, at + 1, line_.end);
    for (const std::string& phrase : rules_.signoffs) {
      if (text_.substr(at, phrase.size()) != phrase) continue;
      const std::uint32_t name =
          skip_space(text_, at + static_cast<std::uint32_t>(phrase.size()), line_.end);
      if (name == at + phrase.size() || name >= line_.end) continue;
      const bool the = text_.substr(name, 4) == "the ";
      if (!upper_at(text_, the ? name + 4 : name)) continue;
      std::uint32_t end = line_.end;
      if (bracketed) {
        const std::size_t close = text_.find(')', name);
        if (close == std::string_view::npos || close >= line_.end) continue;
        end = static_cast<std::uint32_t>(close + 1);
      }
      const ByteRange range{begin, end};
      if (count_words(slice(text_, {begin, std::min(end, begin + 600)})) > kSignoffWords) continue;
      if (!bracketed && finite_clause(text_, {name, end}, rules_)) continue;
      mark(range, FurnitureKind::kNotice);
      return end;
    }
    return 0;
  }

  /// A credit's key before the colon at `colon` ("Credit:", "Photo credit:").
  std::optional<std::uint32_t> credit_key(std::uint32_t colon) const {
    std::optional<std::uint32_t> found;
    std::uint32_t begin = colon;
    for (int words = 0; words < 2; ++words) {
      while (begin > floor_) {
        const char c = text_[begin - 1];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) break;
        --begin;
        // "MoroCredit:" has lost the space before its key.
        if (c >= 'A' && c <= 'Z' && words == 0 && is_credit(begin, colon)) return begin;
      }
      if (upper_at(text_, begin) && is_credit(begin, colon)) found = begin;
      if (begin == floor_ || text_[begin - 1] != ' ') break;
      --begin;
    }
    return found;
  }

  bool is_credit(std::uint32_t begin, std::uint32_t end) const {
    const auto role = rules_.keys.find(fold(text_.substr(begin, end - begin)));
    return role != rules_.keys.end() && role->second == KeyRole::kCredit;
  }

  std::uint32_t credit_at_colon(std::uint32_t colon) {
    const auto key = credit_key(colon);
    if (!key) return 0;
    const std::uint32_t value = skip_space(text_, colon + 1, line_.end);
    std::uint32_t end = match_credit(text_, value, line_.end, rules_);
    if (end == value) {
      // A few words that reach the end of the line are the credit, whoever they name.
      const std::string_view rest = slice(text_, {value, line_.end});
      if (rest.size() > 100 || count_words(rest) > 8 || ends_with_stop(text_, line_)) return 0;
      end = line_.end;
    }
    const ByteRange caption = caption_before(*key);
    if (!caption.empty()) mark(caption, FurnitureKind::kCaption);
    mark({*key, end}, FurnitureKind::kCredit);
    const std::uint32_t next = skip_space(text_, end, line_.end);
    for (std::uint32_t at = next, to; at < line_.end && (to = sentence_start(at)) > at;) at = to;
    return std::max(next, floor_);
  }

  /// The words between the last sentence and a credit, if no clause is in them.
  ByteRange caption_before(std::uint32_t key) const {
    const ByteRange none{key, key};
    const std::uint32_t begin = std::max(sentence_ < key ? sentence_ : previous_sentence_, floor_);
    if (begin >= key) return none;
    const ByteRange range = trim(text_, {begin, key});
    if (range.empty() || !upper_at(text_, range.begin)) return none;
    if (range.size() > 400 || count_words(slice(text_, range)) > kCaptionWords) return none;
    if (finite_clause(text_, range, rules_)) return none;
    return range;
  }

  /// A line that closes with "(AP Photo/Ana Moro)" or "Photo: Reuters" in brackets is a caption.
  bool picture_line() {
    if (floor_ != line_.begin || line_.size() < 6 || line_.size() > 800) return false;
    const char last = text_[line_.end - 1];
    std::uint32_t open = 0;
    if (last == ')' || last == ']') {
      const std::size_t at = text_.rfind(last == ')' ? '(' : '[', line_.end - 1);
      if (at == std::string_view::npos || at < line_.begin) return false;
      open = static_cast<std::uint32_t>(at);
      if (!picture_credit({open + 1, line_.end - 1})) return false;
    } else {
      return false;
    }
    const ByteRange caption = trim(text_, {line_.begin, open});
    if (count_words(slice(text_, caption)) > kPictureLineWords) return false;
    mark(caption, FurnitureKind::kCaption);
    mark({open, line_.end}, FurnitureKind::kCredit);
    return true;
  }

  /// "AP Photo/Ana Moro", "Photo: Meridian", "Photo by Ana Moro/AFP via Getty Images", "Reuters".
  bool picture_credit(ByteRange inside) const {
    const std::string_view bytes = slice(text_, inside);
    if (bytes.size() < 2 || count_words(bytes) > 14) return false;
    const std::size_t colon = bytes.find(':');
    if (colon != std::string_view::npos) {
      return is_credit(inside.begin, inside.begin + static_cast<std::uint32_t>(colon));
    }
    const std::string lower = fold(bytes);
    if (lower.starts_with("photo by ") || lower.starts_with("picture by ") ||
        lower.starts_with("image by ") || lower.starts_with("photograph by ") ||
        lower.starts_with("photo courtesy ") || lower.starts_with("file photo") ||
        lower.starts_with("handout")) {
      return true;
    }
    const std::uint32_t agency = agency_at(text_, inside.begin, inside.end, rules_);
    if (agency > inside.begin && agency < inside.end && text_[agency] == '/') return true;
    if (lower.find(" photo/") != std::string::npos) return true;  // an agency we do not know
    const std::size_t stroke = bytes.rfind('/');
    if (stroke == std::string_view::npos || stroke + 1 >= bytes.size()) return false;
    const auto after = inside.begin + static_cast<std::uint32_t>(stroke) + 1;
    const std::uint32_t to = agency_at(text_, after, inside.end, rules_);
    return to == inside.end || lower.find(" via getty images") != std::string::npos;
  }

  std::string_view text_;
  ByteRange line_;
  const Rules& rules_;
  std::vector<Furniture>& out_;
  std::uint32_t floor_;                  // end of the last piece of furniture
  std::uint32_t sentence_ = 0;           // where the sentence being read began
  std::uint32_t previous_sentence_ = 0;  // and the one before it
};

}  // namespace

std::uint32_t sentence_end_at(std::string_view text, std::uint32_t at, ByteRange line,
                              const Rules& rules) {
  const char first = text[at];
  if (first != '.' && first != '!' && first != '?' && first != '\xE2') return 0;
  const utf8::CodePoint c = utf8::decode(text, at);
  if (!is_stop(c.value)) return 0;
  std::uint32_t after = at + c.length;
  while (after < line.end) {  // closing marks
    const utf8::CodePoint mark = utf8::decode(text, after);
    const bool closing = mark.value == '"' || mark.value == '\'' || mark.value == ')' ||
                         mark.value == 0x201D || mark.value == 0x2019 || mark.value == 0xBB ||
                         is_stop(mark.value);
    if (!closing) break;
    after += mark.length;
  }
  if (after >= line.end) return after;
  const std::uint32_t next = skip_space(text, after, line.end);
  if (next < line.end && !upper_at(text, next) && !opening_mark_at(text, next) &&
      !utf8::is_digit(utf8::decode(text, next).value)) {
    return 0;
  }
  if (c.value != '.') return after;
  std::uint32_t word = at;
  while (word > line.begin && at - word < 24) {
    const char b = text[word - 1];
    if (b == ' ' || b == '(' || b == '"' || static_cast<unsigned char>(b) == 0xA0) break;
    --word;
  }
  while (word < at && (static_cast<unsigned char>(text[word]) & 0xC0) == 0x80) ++word;
  const std::string_view before = text.substr(word, at - word);
  if (next == after && (before.size() < 3 || upper_at(text, at - 1))) return 0;  // "U.N", "a.B"
  const bool initial = before.size() == 1 && capitalised(before);
  if (initial || rules.abbreviations.contains(fold(before))) return 0;
  return after;
}

std::uint32_t match_credit(std::string_view text, std::uint32_t at, std::uint32_t end,
                           const Rules& rules) {
  const std::uint32_t begin = at;
  std::uint32_t good = begin;
  while (at < end) {
    std::uint32_t to = agency_at(text, at, end, rules);
    bool closed = true;
    const bool agency = to > at;
    if (!agency) to = name_at(text, at, end, good == begin ? 4 : 3, rules, closed);
    if (to == at || !closed) break;
    const std::string_view rest = text.substr(to, end - to);
    const bool joined = rest.starts_with("/") || rest.starts_with(" / ") ||
                        rest.starts_with(" via ") || rest.starts_with(", ");
    // A name by itself is taken only if the line, or an opener, ends it after a first and last
    // name.
    if (!agency && !joined && count_words(text.substr(at, to - at)) > 3) break;
    good = to;
    if (rest.starts_with("/")) {
      at = to + 1;
    } else if (rest.starts_with(" / ")) {
      at = to + 3;
    } else if (rest.starts_with(" via ")) {
      at = to + 5;
    } else if (rest.starts_with(", ") && agency_at(text, to + 2, end, rules) > to + 2) {
      at = to + 2;
    } else {
      break;
    }
  }
  return good;
}

void find_inline(const LineContext& context, std::uint32_t at, std::vector<Furniture>& out) {
  Scanner(context, at, out).run();
}

}  // namespace stemma::intake
