#include "claims/sources.h"

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kMaxApposition = 60;

/// May the words after a comma describe the noun before it?
bool starts_apposition(const SentenceView& s, std::uint32_t i) {
  const WordInfo& word = s.word(i);
  if (s.token(i).kind == TokenKind::kNumber) return true;
  if (!s.is_word(i)) return false;
  if (word.is(kDeterminer | kPossessive | kPreposition | kParticipleLink | kTitle)) return true;
  if (word.is(kRelative) && s.norm(i) != "that") return true;
  if (s.is_name_word(i) || word.speaker != SpeakerNoun::kNone) return true;
  const std::string_view n = s.norm(i);
  return n.size() > 4 && (n.ends_with("ing") || n.ends_with("ed"));
}

/// A name that may be the subject: not the day of "On Wednesday, the Council, ...".
bool is_clause_name(const SentenceView& s, TokenSpan head) {
  const std::uint32_t last = head.end - 1;
  if (!s.token(last).capitalised || s.word(last).is(kTimeNoun)) return false;
  return head.begin == 0 || !s.word(head.begin - 1).is(kPreposition);
}

/// The comma before ", who has accused | the Bank": where a relative clause opens whose object a
/// noun phrase at `begin` is.
std::optional<std::uint32_t> relative_comma(const SentenceView& s, std::uint32_t begin,
                                            std::uint32_t floor) {
  constexpr std::uint32_t kReach = 30;
  for (std::uint32_t i = begin; i > floor + 1 && begin - i < kReach; --i) {
    if (!s.is_word(i - 1) && s.token(i - 1).kind != TokenKind::kNumber) return std::nullopt;
    if (s.word(i - 1).is(kRelative) && s.is_comma(i - 2)) return i - 2;
  }
  return std::nullopt;
}

/// The name before "..., an adviser to the mayor," when `comma` is the closing one.
std::optional<TokenSpan> head_of_apposition(const SentenceView& s, std::uint32_t comma,
                                            std::uint32_t floor) {
  const bool dash = s.is_dash(comma);
  std::optional<TokenSpan> found;
  for (std::uint32_t k = comma; k > floor && comma - k < kMaxApposition; --k) {
    const std::uint32_t i = k - 1;
    if (s.is_quote(i) || s.quotation(i)) break;
    if (dash ? !s.is_dash(i) : !s.is_comma(i)) continue;
    if (i == floor || !starts_apposition(s, i + 1)) break;
    if (s.word(i + 1).is(kConjunction)) break;
    const auto head = noun_phrase_before(s, i, floor);
    if (!head || (found && !is_clause_name(s, *head))) break;
    if (const auto relative = relative_comma(s, head->begin, floor)) {
      k = *relative + 2;  // "Moro, who has accused the Bank, her employer, said": go on to Moro
      continue;
    }
    found = head;
    // "Ana Moro, a professor at Sela University, in a long talk, said": go on to the name.
    const bool described = head->begin > floor && s.is_comma(head->begin - 1) &&
                           s.word(head->begin).is(kDeterminer | kPreposition);
    if (!described) break;
    k = head->begin;
    if (k == floor) break;
    ++k;
  }
  return found;
}

}  // namespace

std::optional<Source> source_before(const SentenceView& s, const Cue& cue, std::uint32_t floor) {
  const std::uint32_t end = skip_times_back(s, cue.span.begin, floor);
  if (end <= floor) return std::nullopt;
  const std::uint32_t last = end - 1;
  if (s.is_comma(last) || s.is_dash(last)) {
    const auto head = head_of_apposition(s, last, floor);
    if (!head) return std::nullopt;
    return Source{.words = *head, .antecedent = {}, .region = {head->begin, cue.span.begin}};
  }
  if (s.norm(last) == ")") {
    std::uint32_t open = last;
    while (open > floor && last - open < kMaxApposition && s.norm(open) != "(") --open;
    const auto head = noun_phrase_before(s, open, floor);
    if (!head) return std::nullopt;
    return Source{.words = *head, .antecedent = {}, .region = {head->begin, cue.span.begin}};
  }
  if (s.word(last).is(kRelative) && s.norm(last) != "what" && s.norm(last) != "whom") {
    std::uint32_t before = last;
    if (before > floor && s.is_comma(before - 1)) --before;
    auto head = noun_phrase_before(s, before, floor);
    if (!head && s.norm(last) != "who") return std::nullopt;
    return Source{.words = {last, last + 1},
                  .antecedent = head.value_or(TokenSpan{}),
                  .region = {last, cue.span.begin}};
  }
  const auto words = noun_phrase_before(s, end, floor);
  if (!words) return std::nullopt;
  return Source{.words = *words, .antecedent = {}, .region = {words->begin, cue.span.begin}};
}

std::optional<Source> source_after(const SentenceView& s, std::uint32_t begin) {
  if (begin >= s.size() || s.norm(begin) == "that") return std::nullopt;
  const auto words = noun_phrase_at(s, begin, {.prepositions = true});
  if (!words) return std::nullopt;
  return Source{.words = *words, .antecedent = {}, .region = *words, .inverted = true};
}

std::optional<Source> owner_of(const SentenceView& s, const Cue& cue) {
  const std::uint32_t begin = cue.span.begin;
  if (begin > 0 && s.word(begin - 1).is(kPossessive)) {
    const std::uint32_t mark = begin - 1;
    if (s.norm(mark) != "'s" && s.norm(mark) != "'") {
      return Source{.words = {mark, mark + 1}, .antecedent = {}, .region = {mark, begin}};
    }
    const auto words = noun_phrase_before(s, mark, 0);
    if (words) return Source{.words = *words, .antecedent = {}, .region = {words->begin, begin}};
  }
  if (cue.after < s.size() && s.norm(cue.after) == "by") return source_after(s, cue.after + 1);
  return std::nullopt;
}

std::optional<Source> main_subject(const SentenceView& s) {
  for (std::uint32_t i = 1; i < s.size(); ++i) {
    if (s.quotation(i) || !is_finite_verb(s, i)) continue;
    const Cue verb{.span = {i, i + 1}, .head = i, .after = i + 1};
    auto source = source_before(s, verb, 0);
    if (source) return source;
  }
  return std::nullopt;
}

}  // namespace stemma::claims
