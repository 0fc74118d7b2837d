#include "language/sentence_rules.h"

#include <algorithm>

#include "base/lexicon.h"
#include "language/characters.h"

namespace stemma::language {
namespace {

// An attribution after a quotation names its speaker in this many tokens.
constexpr std::size_t kTagReach = 8;
// Its hearer takes no more tokens than this.
constexpr std::size_t kHearerReach = 4;
// A note in square brackets has no more tokens than this, and no more stand in a row.
constexpr std::size_t kNoteReach = 6;
constexpr std::size_t kNotes = 8;
// Marks that open a sentence and are none by themselves.
constexpr std::size_t kOpeners = 8;

bool is_adverbial(std::string_view w) {
  constexpr std::string_view kWords[] = {"in", "on",   "at", "after", "during", "when",
                                         "as", "with", "to", "last",  "from",   "before"};
  return std::find(std::begin(kWords), std::end(kWords), w) != std::end(kWords);
}

bool divides(Ground ground) {
  return ground == Ground::kPlain || ground == Ground::kDashFollows || ground == Ground::kTouches ||
         ground == Ground::kAbbreviation || ground == Ground::kSmall;
}

}  // namespace

SentenceRules::SentenceRules(std::string_view text, const TokenStream& stream,
                             std::span<const std::uint32_t> paragraphs,
                             std::span<const MarkRole> roles, const TokenTables& words,
                             const QuoteTags& tables)
    : text_(text),
      tokens_(stream.tokens),
      paragraphs_(paragraphs),
      roles_(roles),
      words_(words),
      tables_(tables) {}

char32_t SentenceRules::first_char(std::size_t i) const {
  return char_at(text_, tokens_[i].range.begin).value;
}

Result<QuoteTags> QuoteTags::load() {
  QuoteTags tables;
  const auto tags = Lexicon::load("quote_tags", 2);
  if (!tags) return tags.error();
  for (const Lexicon::Row& row : tags->rows()) tables.forms[row[0]] = row[1] == "hearer";
  return tables;
}

Stop SentenceRules::stop_at(std::size_t i) const {
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

Verdict SentenceRules::before(std::size_t i, std::size_t first) {
  weigh(i - 1, first);
  return next_ == i ? verdict_ : Verdict{};
}

/// Reads token i: if it is a stop, finds the gap that it bears on and what to think of it.
void SentenceRules::weigh(std::size_t i, std::size_t first) {
  const Stop stop = stop_at(i);
  if (stop == Stop::kNone) return;
  std::size_t next = i + 1;
  Closed closed;
  while (!paragraph_ends(next - 1) && closes(next)) {
    closed.quotation |= tokens_[next].kind == TokenKind::kQuote;
    closed.bracket |= tokens_[next].kind == TokenKind::kPunctuation;
    ++next;
  }
  if (stop == Stop::kFull || stop == Stop::kQuestion) next = after_notes(next);
  if (paragraph_ends(next - 1)) return;
  next_ = next;
  verdict_.stop = stop;
  verdict_.ground =
      opens_only(first, i) ? Ground::kListNumber : ground(stop, first, i, next, closed);
  verdict_.after_closing = closed.quotation || closed.bracket;
  verdict_.divides = divides(verdict_.ground);
}

/// A mark that belongs to the sentence whose stop stands before it.
bool SentenceRules::closes(std::size_t i) const {
  if (tokens_[i].kind == TokenKind::kQuote) return roles_[i] == MarkRole::kClose;
  const std::string_view w = word(i);
  if (w == ")" || w == "]") return !tokens_[i].space_before;
  return tokens_[i].kind == TokenKind::kSymbol && words_.emoticons.contains(w);
}

/// Whether all there is so far opens a sentence rather than makes one: "2.", "...".
bool SentenceRules::opens_only(std::size_t first, std::size_t i) const {
  const std::size_t limit = std::min(i, first + kOpeners);
  while (first < limit && (tokens_[first].kind == TokenKind::kSymbol || opens(first))) ++first;
  if (i == first) return stop_at(i) == Stop::kEllipsis;
  return i == first + 1 && tokens_[first].kind == TokenKind::kNumber && word(i) == "." &&
         tokens_[first].range.size() <= 2 && !tokens_[i].space_before &&
         tokens_[i + 1].space_before;
}

/// Past the notes that follow a stop, as encyclopaedias have them: "[17]", "[citation needed]".
std::size_t SentenceRules::after_notes(std::size_t i) const {
  for (std::size_t notes = 0; notes < kNotes; ++notes) {
    if (paragraph_ends(i - 1) || word(i) != "[") break;
    std::size_t shut = i + 1;
    const std::size_t limit = std::min(tokens_.size(), i + kNoteReach);
    while (shut < limit && !paragraph_ends(shut - 1) && word(shut) != "]" &&
           !tokens_[shut].capitalised) {
      ++shut;
    }
    if (shut == limit || paragraph_ends(shut - 1) || word(shut) != "]") break;
    i = shut + 1;
  }
  return i;
}

Ground SentenceRules::ground(Stop stop, std::size_t first, std::size_t i, std::size_t next,
                             Closed closed) const {
  const char32_t c = first_char(next);
  const Token& follower = tokens_[next];
  const bool touches = !follower.space_before;
  if (follower.kind == TokenKind::kPunctuation && !opens(next)) {
    const bool dash = stop == Stop::kFull && c == '-' && !touches && next + 1 < tokens_.size() &&
                      tokens_[next + 1].space_before;
    return dash ? Ground::kDashFollows : Ground::kMarkFollows;
  }
  if (touches && next == i + 1) {
    return divides_touching(stop, i, next) ? Ground::kTouches : Ground::kTouchesInside;
  }
  if (stop == Stop::kAbbreviation) {
    return abbreviation_ends(i, next) ? Ground::kAbbreviation : Ground::kAbbreviationInside;
  }
  if (utf8::is_lower(c)) {
    if (closed.quotation || closed.bracket || stop == Stop::kEllipsis) {
      return Ground::kSmallAfterClosing;
    }
    return ends_name(stop, first, i) ? Ground::kSmallAfterName : Ground::kSmall;
  }
  if (stop == Stop::kFull && ends_short_form(i)) return Ground::kShortForm;
  if (closed.quotation && tag_follows(next, stop != Stop::kQuestion)) return Ground::kAttribution;
  return Ground::kPlain;
}

/// Before a small letter: a mark that is part of a name ("Yahoo! said", "E. coli"), not a stop.
bool SentenceRules::ends_name(Stop stop, std::size_t first, std::size_t i) const {
  if (i == 0 || tokens_[i].space_before) return false;
  const Token& before = tokens_[i - 1];
  if (stop == Stop::kQuestion) {
    return before.capitalised && i > first + 1 && tokens_[i].range.size() == 1;  // not "NO!!"
  }
  return before.capitalised && before.range.size() == 1;
}

/// A single small letter in brackets that stands for a word: "(b. March 1961; d. 2009)".
bool SentenceRules::ends_short_form(std::size_t i) const {
  if (i < 2 || tokens_[i].space_before || tokens_[i - 1].range.size() != 1) return false;
  const std::string_view before = word(i - 2);
  return utf8::is_lower(first_char(i - 1)) && (before == "(" || before == ";" || before == ",");
}

bool SentenceRules::opens(std::size_t i) const {
  const std::string_view w = word(i);
  return w == "(" || w == "[" || w == "\u00bf" || w == "\u00a1";
}

/// The space after the stop was lost: "strikes.Authorities".
bool SentenceRules::divides_touching(Stop stop, std::size_t i, std::size_t next) const {
  if (is_wide_stop(first_char(i))) return true;
  const Token& t = tokens_[next];
  if (t.kind == TokenKind::kQuote) return roles_[next] == MarkRole::kOpen;
  if (stop == Stop::kAbbreviation) return false;
  if (t.capitalised || stop == Stop::kEllipsis) return t.capitalised;
  // "closed.the": two plain words, and not the name of a host or file.
  return i > 0 && t.kind == TokenKind::kWord && is_plain_word(i - 1) && is_plain_word(next);
}

bool SentenceRules::is_plain_word(std::size_t i) const {
  const Token& t = tokens_[i];
  return t.kind == TokenKind::kWord && t.range.size() >= 2 &&
         std::all_of(t.norm.begin(), t.norm.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool SentenceRules::abbreviation_ends(std::size_t i, std::size_t next) const {
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
bool SentenceRules::tag_follows(std::size_t from, bool strict) const {
  if (!tokens_[from].capitalised || is_starter(from)) return false;
  const std::size_t limit = std::min(tokens_.size(), from + kTagReach);
  for (std::size_t i = from; i < limit && paragraphs_[i] == paragraphs_[from]; ++i) {
    const auto tag = tables_.forms.find(tokens_[i].norm);
    if (i > from && tag != tables_.forms.end()) {
      if (paragraph_ends(i) || ends_tag(i + 1)) return true;
      if (strict) return false;
      if (!tokens_[i + 1].capitalised && is_adverbial(tokens_[i + 1].norm)) return true;
      return tag->second && hearer_follows(i + 1);
    }
    if (!tokens_[i].capitalised && tokens_[i].norm != "of" && tokens_[i].norm != "-") return false;
  }
  return false;
}

bool SentenceRules::ends_tag(std::size_t i) const {
  const std::string_view w = word(i);
  return w == "." || w == "," || w == ";" || w == ":";
}

/// A hearer of a few words, then the end: "reporters.", "the court, ".
bool SentenceRules::hearer_follows(std::size_t from) const {
  for (std::size_t i = from; i < from + kHearerReach && !paragraph_ends(i); ++i) {
    if (ends_tag(i + 1)) return true;
  }
  return false;
}

}  // namespace stemma::language
