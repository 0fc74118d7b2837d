#include "language/sentences.h"

#include <algorithm>

#include "base/lexicon.h"
#include "language/characters.h"
#include "language/layout.h"

namespace stemma::language {
namespace {

// An attribution after a quotation names its speaker in this many tokens.
constexpr std::size_t kTagReach = 8;

enum class Stop : std::uint8_t { kNone, kFull, kQuestion, kEllipsis, kAbbreviation };

class Splitter {
 public:
  Splitter(std::string_view text, const TokenStream& stream,
           std::span<const std::uint32_t> paragraphs, std::span<const MarkRole> roles,
           const TokenTables& words, const SentenceTables& tables)
      : text_(text),
        tokens_(stream.tokens),
        gaps_(stream.gaps),
        paragraphs_(paragraphs),
        roles_(roles),
        words_(words),
        tables_(tables) {}

  std::vector<Sentence> run() {
    std::size_t first = 0;
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t end = end_after(i);
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
      return c == '.' ? Stop::kFull : Stop::kQuestion;
    }
    if (t.kind == TokenKind::kWord && t.norm.back() == '.') return Stop::kAbbreviation;
    return Stop::kNone;
  }

  /// The end (token after the last) of the sentence if one ends at token i, or 0.
  std::size_t end_after(std::size_t i) const {
    if (paragraph_ends(i)) return i + 1;
    const Stop stop = stop_at(i);
    if (stop == Stop::kNone) return 0;
    std::size_t next = i + 1;
    bool quoted = false;
    while (closes(next)) {
      quoted |= tokens_[next].kind == TokenKind::kQuote;
      if (paragraph_ends(next)) return next + 1;
      ++next;
    }
    if (!divides(stop, i, next, quoted)) return 0;
    return next;
  }

  /// A mark that belongs to the sentence whose stop stands before it.
  bool closes(std::size_t i) const {
    if (tokens_[i].kind == TokenKind::kQuote) return roles_[i] == MarkRole::kClose;
    const std::string_view w = word(i);
    return (w == ")" || w == "]") && !tokens_[i].space_before;
  }

  bool divides(Stop stop, std::size_t i, std::size_t next, bool quoted) const {
    const char32_t c = first_char(next);
    const Token& follower = tokens_[next];
    const bool touches = !follower.space_before;
    if (follower.kind == TokenKind::kPunctuation && !opens(next)) {
      return is_full_stop_like(c) ? false : is_bullet(next);
    }
    if (touches && !quoted && next == i + 1) return divides_touching(stop, next);
    if (stop == Stop::kAbbreviation) return abbreviation_ends(i, next);
    if (utf8::is_lower(c)) {
      if (quoted || stop == Stop::kEllipsis) return false;
      return true;
    }
    if (quoted && tag_follows(next, stop != Stop::kQuestion)) return false;
    return true;
  }

  bool is_bullet(std::size_t i) const {
    return gaps_[i] == Gap::kNewline && is_list_mark(tokens_[i]);
  }

  bool opens(std::size_t i) const {
    const std::string_view w = word(i);
    return w == "(" || w == "[" || w == "\u00bf" || w == "\u00a1";
  }

  /// The space after the stop was lost: "strikes.Authorities".
  bool divides_touching(Stop stop, std::size_t next) const {
    if (is_wide_stop(first_char(next - 1))) return true;
    const Token& t = tokens_[next];
    if (t.kind == TokenKind::kQuote) return roles_[next] == MarkRole::kOpen;
    if (stop == Stop::kAbbreviation || stop == Stop::kEllipsis) return false;
    return t.capitalised;
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
      if (i > from && tables_.quote_tags.contains(tokens_[i].norm)) {
        if (paragraph_ends(i)) return true;
        const std::string_view after = word(i + 1);
        if (after == "." || after == "," || after == ";" || after == ":") return true;
        return !strict && !tokens_[i + 1].capitalised && is_adverbial(tokens_[i + 1].norm);
      }
      if (!tokens_[i].capitalised && tokens_[i].norm != "of" && tokens_[i].norm != "-")
        return false;
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
  std::span<const Gap> gaps_;
  std::span<const std::uint32_t> paragraphs_;
  std::span<const MarkRole> roles_;
  const TokenTables& words_;
  const SentenceTables& tables_;
  std::vector<Sentence> sentences_;
};

}  // namespace

Result<SentenceTables> SentenceTables::load() {
  SentenceTables tables;
  const auto tags = Lexicon::load("quote_tags", 1);
  if (!tags) return tags.error();
  for (const Lexicon::Row& row : tags->rows()) tables.quote_tags.insert(row[0]);
  return tables;
}

std::vector<Sentence> find_sentences(std::string_view text, const TokenStream& stream,
                                     std::span<const std::uint32_t> paragraphs,
                                     std::span<const MarkRole> roles, const TokenTables& words,
                                     const SentenceTables& tables) {
  return Splitter(text, stream, paragraphs, roles, words, tables).run();
}

}  // namespace stemma::language
