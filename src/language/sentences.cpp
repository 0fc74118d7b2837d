#include "language/sentences.h"

#include <algorithm>

#include "base/lexicon.h"
#include "language/characters.h"

namespace stemma::language {
namespace {

// An attribution after a quotation names its speaker in this many tokens.
constexpr std::size_t kTagReach = 8;
// Its hearer takes no more tokens than this.
constexpr std::size_t kHearerReach = 4;
// A note in square brackets has no more tokens than this.
constexpr std::size_t kNoteReach = 6;

enum class Stop : std::uint8_t { kNone, kFull, kQuestion, kEllipsis, kAbbreviation };

/// The marks between a stop and the next word.
struct Closed {
  bool quotation = false;
  bool bracket = false;
};

class Splitter {
 public:
  Splitter(std::string_view text, const TokenStream& stream,
           std::span<const std::uint32_t> paragraphs, std::span<const MarkRole> roles,
           const TokenTables& words, const SentenceTables& tables)
      : text_(text),
        tokens_(stream.tokens),
        paragraphs_(paragraphs),
        roles_(roles),
        words_(words),
        tables_(tables) {}

  std::vector<Sentence> run() {
    std::size_t first = 0;
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t end = end_after(first, i);
      if (end == 0) {
        ++i;
        continue;
      }
      add(first, end);
      first = i = end;
    }
    return std::move(sentences_);
  }

 private:
  void add(std::size_t first, std::size_t end) {
    Sentence s;
    s.range = {tokens_[first].range.begin, tokens_[end - 1].range.end};
    s.first_token = static_cast<std::uint32_t>(first);
    s.end_token = static_cast<std::uint32_t>(end);
    s.paragraph = paragraphs_[first];
    sentences_.push_back(s);
  }

  bool paragraph_ends(std::size_t i) const {
    return i + 1 >= tokens_.size() || paragraphs_[i + 1] != paragraphs_[i];
  }

  std::string_view word(std::size_t i) const { return slice(text_, tokens_[i].range); }
  char32_t first_char(std::size_t i) const { return char_at(text_, tokens_[i].range.begin).value; }
  bool is_starter(std::size_t i) const {
    return tokens_[i].capitalised && words_.starters.contains(tokens_[i].norm);
  }

  Stop stop_at(std::size_t i) const {
    const Token& t = tokens_[i];
    if (t.kind == TokenKind::kPunctuation) {
      const char32_t c = first_char(i);
      if (is_wide_stop(c)) return Stop::kFull;
      if (!is_full_stop_like(c)) return Stop::kNone;
      if (c == 0x2026 || word(i).starts_with("..")) return Stop::kEllipsis;
      if (c == '.' && t.space_before && i > 0 && word(i - 1) == ".") return Stop::kEllipsis;
      return c == '.' ? Stop::kFull : Stop::kQuestion;
    }
    if (t.kind == TokenKind::kWord && t.norm.back() == '.') return Stop::kAbbreviation;
    return Stop::kNone;
  }

  /// The end (token after the last) of the sentence that began at `first`, if it ends at token i,
  /// or 0.
  std::size_t end_after(std::size_t first, std::size_t i) const {
    if (paragraph_ends(i)) return i + 1;
    const Stop stop = stop_at(i);
    if (stop == Stop::kNone || opens_only(first, i)) return 0;
    std::size_t next = i + 1;
    Closed closed;
    while (closes(next)) {
      closed.quotation |= tokens_[next].kind == TokenKind::kQuote;
      closed.bracket |= tokens_[next].kind == TokenKind::kPunctuation;
      if (paragraph_ends(next)) return next + 1;
      ++next;
    }
    if (stop == Stop::kFull || stop == Stop::kQuestion) {
      next = after_notes(next);
      if (paragraph_ends(next - 1)) return next;
    }
    if (!divides(stop, first, i, next, closed)) return 0;
    return next;
  }

  /// A mark that belongs to the sentence whose stop stands before it.
  bool closes(std::size_t i) const {
    if (tokens_[i].kind == TokenKind::kQuote) return roles_[i] == MarkRole::kClose;
    const std::string_view w = word(i);
    if (w == ")" || w == "]") return !tokens_[i].space_before;
    return tokens_[i].kind == TokenKind::kSymbol && words_.emoticons.contains(w);
  }

  /// Whether all there is so far opens a sentence rather than makes one: "2.", "...".
  bool opens_only(std::size_t first, std::size_t i) const {
    while (first < i && (tokens_[first].kind == TokenKind::kSymbol || opens(first))) ++first;
    if (i == first) return stop_at(i) == Stop::kEllipsis;
    return i == first + 1 && tokens_[first].kind == TokenKind::kNumber && word(i) == "." &&
           tokens_[first].range.size() <= 2 && !tokens_[i].space_before &&
           tokens_[i + 1].space_before;
  }

  /// Past the notes that follow a stop, as encyclopaedias have them: "[17]", "[citation needed]".
  std::size_t after_notes(std::size_t i) const {
    while (word(i) == "[") {
      std::size_t shut = i + 1;
      const std::size_t limit = std::min(tokens_.size(), i + kNoteReach);
      while (shut < limit && paragraphs_[shut] == paragraphs_[i] && word(shut) != "]" &&
             !tokens_[shut].capitalised) {
        ++shut;
      }
      const bool note = shut < limit && paragraphs_[shut] == paragraphs_[i] && word(shut) == "]";
      if (!note) break;
      i = shut + 1;
      if (paragraph_ends(shut)) break;
    }
    return i;
  }

  bool divides(Stop stop, std::size_t first, std::size_t i, std::size_t next, Closed closed) const {
    const char32_t c = first_char(next);
    const Token& follower = tokens_[next];
    const bool touches = !follower.space_before;
    if (follower.kind == TokenKind::kPunctuation && !opens(next)) {
      return stop == Stop::kFull && c == '-' && !touches && next + 1 < tokens_.size() &&
             tokens_[next + 1].space_before;
    }
    if (touches && next == i + 1) return divides_touching(stop, i, next);
    if (stop == Stop::kAbbreviation) return abbreviation_ends(i, next);
    if (utf8::is_lower(c)) {
      if (closed.quotation || closed.bracket || stop == Stop::kEllipsis) return false;
      return !ends_name(stop, first, i);
    }
    if (stop == Stop::kFull && ends_short_form(i)) return false;
    if (closed.quotation && tag_follows(next, stop != Stop::kQuestion)) return false;
    return true;
  }

  /// Before a small letter: a mark that is part of a name ("Yahoo! said", "E. coli"), not a stop.
  bool ends_name(Stop stop, std::size_t first, std::size_t i) const {
    if (i == 0 || tokens_[i].space_before) return false;
    const Token& before = tokens_[i - 1];
    if (stop == Stop::kQuestion) return before.capitalised && i > first + 1;
    return before.capitalised && before.range.size() == 1;
  }

  /// A single small letter in brackets that stands for a word: "(b. March 1961; d. 2009)".
  bool ends_short_form(std::size_t i) const {
    if (i < 2 || tokens_[i].space_before || tokens_[i - 1].range.size() != 1) return false;
    const std::string_view before = word(i - 2);
    return utf8::is_lower(first_char(i - 1)) && (before == "(" || before == ";" || before == ",");
  }

  bool opens(std::size_t i) const {
    const std::string_view w = word(i);
    return w == "(" || w == "[" || w == "\u00bf" || w == "\u00a1";
  }

  /// The space after the stop was lost: "strikes.Authorities".
  bool divides_touching(Stop stop, std::size_t i, std::size_t next) const {
    if (is_wide_stop(first_char(i))) return true;
    const Token& t = tokens_[next];
    if (t.kind == TokenKind::kQuote) return roles_[next] == MarkRole::kOpen;
    if (stop == Stop::kAbbreviation) return false;
    if (t.capitalised || stop == Stop::kEllipsis) return t.capitalised;
    // "closed.the": two plain words, and not the name of a host or file.
    return i > 0 && t.kind == TokenKind::kWord && is_plain_word(i - 1) && is_plain_word(next);
  }

  bool is_plain_word(std::size_t i) const {
    const Token& t = tokens_[i];
    return t.kind == TokenKind::kWord && t.range.size() >= 2 &&
           std::all_of(t.norm.begin(), t.norm.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  bool abbreviation_ends(std::size_t i, std::size_t next) const {
    const std::string_view key =
        std::string_view(tokens_[i].norm).substr(0, tokens_[i].norm.size() - 1);
    const auto found = words_.abbreviations.find(key);
    if (found != words_.abbreviations.end() && !found->second.ends) return false;
    if (tokens_[next].kind == TokenKind::kQuote) return roles_[next] == MarkRole::kOpen;
    if (found == words_.abbreviations.end() && tokens_[i].norm.size() == 2) {
      return is_starter(next) && tokens_[next].range.size() > 1;  // an initial
    }
    return is_starter(next);
  }

  /// An attribution after a quotation that its own stop ends: “Why?” Moro asked. With `strict` only
  /// a bare one counts, as after a full stop it is a slip of the pen.
  bool tag_follows(std::size_t from, bool strict) const {
    if (!tokens_[from].capitalised || is_starter(from)) return false;
    const std::size_t limit = std::min(tokens_.size(), from + kTagReach);
    for (std::size_t i = from; i < limit && paragraphs_[i] == paragraphs_[from]; ++i) {
      const auto tag = tables_.quote_tags.find(tokens_[i].norm);
      if (i > from && tag != tables_.quote_tags.end()) {
        if (paragraph_ends(i) || ends_tag(i + 1)) return true;
        if (strict) return false;
        if (!tokens_[i + 1].capitalised && is_adverbial(tokens_[i + 1].norm)) return true;
        return tag->second && hearer_follows(i + 1);
      }
      if (!tokens_[i].capitalised && tokens_[i].norm != "of" && tokens_[i].norm != "-")
        return false;
    }
    return false;
  }

  bool ends_tag(std::size_t i) const {
    const std::string_view w = word(i);
    return w == "." || w == "," || w == ";" || w == ":";
  }

  /// A hearer of a few words, then the end: "reporters.", "the court, ".
  bool hearer_follows(std::size_t from) const {
    for (std::size_t i = from; i < from + kHearerReach && !paragraph_ends(i); ++i) {
      if (ends_tag(i + 1)) return true;
    }
    return false;
  }

  static bool is_adverbial(std::string_view w) {
    constexpr std::string_view kWords[] = {"in", "on",   "at", "after", "during", "when",
                                           "as", "with", "to", "last",  "from",   "before"};
    return std::find(std::begin(kWords), std::end(kWords), w) != std::end(kWords);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const std::uint32_t> paragraphs_;
  std::span<const MarkRole> roles_;
  const TokenTables& words_;
  const SentenceTables& tables_;
  std::vector<Sentence> sentences_;
};

}  // namespace

Result<SentenceTables> SentenceTables::load() {
  SentenceTables tables;
  const auto tags = Lexicon::load("quote_tags", 2);
  if (!tags) return tags.error();
  for (const Lexicon::Row& row : tags->rows()) tables.quote_tags[row[0]] = row[1] == "hearer";
  return tables;
}

std::vector<Sentence> find_sentences(std::string_view text, const TokenStream& stream,
                                     std::span<const std::uint32_t> paragraphs,
                                     std::span<const MarkRole> roles, const TokenTables& words,
                                     const SentenceTables& tables) {
  return Splitter(text, stream, paragraphs, roles, words, tables).run();
}

}  // namespace stemma::language
