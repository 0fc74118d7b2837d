#include "claims/phrases.h"

#include <algorithm>

namespace stemma::claims {
namespace {

bool ends_with(std::string_view word, std::string_view tail, std::size_t at_least) {
  return word.size() >= at_least && word.ends_with(tail);
}

/// "May", "Sat" and "fall" are times only where they cannot be verbs.
bool is_time_noun(const SentenceView& s, std::uint32_t i) {
  const WordInfo& word = s.word(i);
  return word.is(kTimeNoun) && (!word.is(kModal | kPlainVerb) || s.token(i).capitalised);
}

bool is_ed_word(const SentenceView& s, std::uint32_t i) {
  return ends_with(s.norm(i), "ed", 5) && !s.is_name_word(i);
}

/// An "-ed" word that describes a noun ("the exiled leader") rather than tells what it did.
bool is_attributive(const SentenceView& s, std::uint32_t i) {
  if (i == 0) return true;
  const WordInfo& before = s.word(i - 1);
  return before.is(kDeterminer | kPossessive | kPreposition | kConjunction) ||
         (before.is(kAdverb) && i > 1 && s.word(i - 2).is(kDeterminer | kPossessive));
}

/// "people | asked by this paper", "a report | released on Monday".
bool is_reduced_relative(const SentenceView& s, std::uint32_t i) {
  if (i == 0 || i + 1 >= s.size() || !ends_noun_phrase(s, i - 1)) return false;
  return s.word(i + 1).is(kPreposition | kTimeNoun);
}

/// "the firm | that runs the dam": no article, though "that" may be one; "said that runs ..." is.
bool opens_relative(const SentenceView& s, std::uint32_t i) {
  if (s.norm(i) != "that" || i == 0 || !s.is_word(i - 1)) return false;
  const WordInfo& before = s.word(i - 1);
  if (s.is_name_word(i - 1)) return true;
  return !before.verb && !before.noun && !before.adjective && !before.is(kPlainVerb) &&
         ends_noun_phrase(s, i - 1);
}

/// Where a relative clause that ends with the verb at `verb` hangs: the token after its
/// antecedent ("the man | who led the raid"), or nothing.
std::optional<std::uint32_t> relative_before(const SentenceView& s, std::uint32_t verb,
                                             std::uint32_t floor) {
  constexpr std::uint32_t kReach = 12;
  for (std::uint32_t k = verb; k > floor && verb - k < kReach; --k) {
    const std::uint32_t i = k - 1;
    if (!s.is_word(i) && s.token(i).kind != TokenKind::kNumber) return std::nullopt;
    if (s.word(i).is(kRelative) && s.norm(i) != "what") {
      if (i > floor && ends_noun_phrase(s, i - 1)) return i;
      return std::nullopt;
    }
    if (s.word(i).is(kSubordinator)) return std::nullopt;
  }
  return std::nullopt;
}

/// What stands before the noun phrase proper: adverbs, conjunctions, "on Wednesday", "In Sela".
std::uint32_t skip_lead(const SentenceView& s, TokenSpan span) {
  std::uint32_t i = span.begin;
  while (i < span.end) {
    const WordInfo& word = s.word(i);
    const std::uint32_t after_times = skip_times(s, i);
    if (after_times > i && after_times < span.end) {
      i = after_times;
    } else if (word.is(kConjunction | kSubordinator) && i + 1 < span.end) {
      ++i;
    } else if ((word.is(kAdverb) || ends_with(s.norm(i), "ly", 5)) && !s.is_name_word(i) &&
               word.speaker == SpeakerNoun::kNone && i + 1 < span.end) {
      ++i;
    } else if (word.is(kPreposition) && i + 1 < span.end) {
      // "In Sela the mayor": the phrase proper begins at the next determiner or possessive.
      std::uint32_t k = i + 2;
      while (k < span.end && !s.word(k).is(kDeterminer | kPossessive)) ++k;
      i = k < span.end && s.norm(k) != "'s" ? k : i + 1;
      if (k < span.end) break;
    } else {
      break;
    }
  }
  return i;
}

/// The opening mark of a few quoted words that close at token i: "the | \"operation\"".
std::optional<std::uint32_t> short_quotation_before(const SentenceView& s, std::uint32_t i,
                                                    std::uint32_t floor) {
  constexpr std::uint32_t kLongest = 5;
  if (!s.is_quote(i) || i == 0 || !s.quotation(i - 1) || s.is_comma(i - 1) || s.is_stop(i - 1)) {
    return std::nullopt;
  }
  std::uint32_t k = i - 1;
  while (k > floor && i - k <= kLongest && !s.is_quote(k)) --k;
  if (!s.is_quote(k) || k == floor || !s.is_word(k - 1)) return std::nullopt;
  return k;
}

}  // namespace

bool is_finite_verb(const SentenceView& s, std::uint32_t i) {
  if (!s.is_word(i) || s.is_name_word(i)) return false;
  const WordInfo& word = s.word(i);
  if (word.is(kBe | kHave | kDo | kModal)) {
    return s.norm(i) != "'s" || (i > 0 && s.word(i - 1).is(kSubjectPronoun));
  }
  const bool after_determiner =
      i > 0 && s.word(i - 1).is(kDeterminer | kPossessive) && !opens_relative(s, i - 1);
  if (after_determiner) return false;
  if (word.is(kPlainVerb)) return true;
  if (word.verb && (word.forms & (kPast | kThird)) && !word.noun &&
      word.speaker == SpeakerNoun::kNone) {
    return true;
  }
  return is_ed_word(s, i) && !is_attributive(s, i);
}

bool ends_noun_phrase(const SentenceView& s, std::uint32_t i) {
  const Token& token = s.token(i);
  if (token.kind == TokenKind::kNumber) return true;
  if (token.kind == TokenKind::kSymbol) return s.norm(i) == "%";
  if (token.kind != TokenKind::kWord) return false;
  const WordInfo& word = s.word(i);
  if (word.is(kSubjectPronoun | kOtherPronoun)) return true;
  if (s.is_name_word(i)) return true;
  if (word.speaker != SpeakerNoun::kNone) return true;
  return !word.is(kDeterminer | kPossessive | kObjectPronoun | kPreposition | kConjunction |
                  kSubordinator | kRelative | kQuestionWord | kAuxiliary | kNegator | kAdverb) ||
         s.norm(i) == "this" || s.norm(i) == "that";
}

std::uint32_t skip_times_back(const SentenceView& s, std::uint32_t end, std::uint32_t floor) {
  std::uint32_t i = end;
  bool moved = true;
  while (moved && i > floor) {
    moved = false;
    std::uint32_t k = i;
    while (k > floor &&
           (is_time_noun(s, k - 1) || (k < i && s.token(k - 1).kind == TokenKind::kNumber))) {
      --k;
    }
    if (k == i) break;
    while (k > floor && (s.word(k - 1).is(kTimeAdjective) || s.norm(k - 1) == "this")) --k;
    if (k > floor && (s.norm(k - 1) == "on" || s.norm(k - 1) == "in")) --k;
    if (k > floor && ends_noun_phrase(s, k - 1)) {
      i = k;
      moved = true;
    }
  }
  return i;
}

std::uint32_t skip_times(const SentenceView& s, std::uint32_t begin) {
  std::uint32_t i = begin;
  while (i < s.size()) {
    std::uint32_t k = i;
    if (k < s.size() && s.word(k).is(kPreposition)) ++k;
    while (k < s.size() && (s.word(k).is(kTimeAdjective) || s.norm(k) == "this")) ++k;
    const std::uint32_t first = k;
    while (k < s.size() &&
           (is_time_noun(s, k) || (k > first && s.token(k).kind == TokenKind::kNumber))) {
      ++k;
    }
    if (k == first) {
      // "earlier", "later" alone
      if (i < s.size() && s.word(i).is(kTimeAdjective) && s.word(i).is(kAdverb)) {
        ++i;
        continue;
      }
      break;
    }
    if (k < s.size() && s.norm(k) == "'s") break;
    i = k;
    if (i < s.size() && s.norm(i) == "ago") ++i;
  }
  return i;
}

std::optional<TokenSpan> noun_phrase_before(const SentenceView& s, std::uint32_t end,
                                            std::uint32_t floor) {
  if (end <= floor) return std::nullopt;
  if (!ends_noun_phrase(s, end - 1) && !short_quotation_before(s, end - 1, floor)) {
    return std::nullopt;
  }
  if (s.word(end - 1).is(kSubjectPronoun | kOtherPronoun) || s.norm(end - 1) == "this" ||
      s.norm(end - 1) == "that") {
    return TokenSpan{end - 1, end};
  }
  std::uint32_t begin = end;
  std::optional<std::uint32_t> first_of_last_conjunct;  // just after the last "and"
  bool inner_verb = false;                              // a reduced relative was passed
  bool verb_stopped = false;
  std::uint32_t i = end;
  while (i > floor && end - i < kMaxPhrase) {
    const std::uint32_t j = i - 1;
    const WordInfo& word = s.word(j);
    const TokenKind kind = s.token(j).kind;
    if (kind == TokenKind::kQuote) {
      const auto open = short_quotation_before(s, j, floor);
      if (!open) break;
      begin = i = *open;
      continue;
    }
    if (kind == TokenKind::kPunctuation) {
      if (s.norm(j) != "-" && s.norm(j) != "/" && s.norm(j) != "&") break;
    } else if (kind == TokenKind::kWord && !s.is_name_word(j)) {
      if (word.is(kSubordinator | kRelative | kQuestionWord)) break;
      if (j != end - 1 && word.is(kSubjectPronoun | kObjectPronoun)) break;
      if (word.is(kConjunction)) {
        if (s.norm(j) != "and" && s.norm(j) != "or") break;
        if (!first_of_last_conjunct) first_of_last_conjunct = i;
      } else if (is_ed_word(s, j) && is_reduced_relative(s, j)) {
        inner_verb = true;
      } else if (is_finite_verb(s, j)) {
        const auto relative = relative_before(s, j, floor);
        if (!relative) {
          verb_stopped = true;
          break;
        }
        i = *relative;
        begin = i;
        continue;
      }
    }
    begin = j;
    i = j;
  }
  if (first_of_last_conjunct && (verb_stopped || inner_verb)) begin = *first_of_last_conjunct;
  begin = skip_lead(s, {begin, end});
  if (begin >= end) return std::nullopt;
  return TokenSpan{begin, end};
}

std::optional<TokenSpan> noun_phrase_at(const SentenceView& s, std::uint32_t begin,
                                        PhraseOptions options) {
  std::uint32_t i = begin;
  const std::uint32_t limit = std::min(s.size(), begin + kMaxPhrase);
  if (i >= limit) return std::nullopt;
  if (s.word(i).is(kSubjectPronoun | kObjectPronoun | kOtherPronoun) && !s.is_name_word(i)) {
    return TokenSpan{i, i + 1};
  }
  while (i < limit) {
    const Token& token = s.token(i);
    const WordInfo& word = s.word(i);
    if (token.kind == TokenKind::kQuote) break;
    if (token.kind == TokenKind::kPunctuation && s.norm(i) != "-" && s.norm(i) != "/" &&
        s.norm(i) != "&") {
      break;
    }
    if (token.kind == TokenKind::kWord && !s.is_name_word(i)) {
      if (word.is(kSubordinator | kRelative | kQuestionWord) &&
          !(i == begin && word.is(kDeterminer))) {
        break;
      }
      if (word.is(kSubjectPronoun | kObjectPronoun | kNegator)) break;
      if (word.is(kAdverb) && !word.is(kDeterminer) && word.speaker == SpeakerNoun::kNone) break;
      if (word.is(kConjunction)) {
        const bool joins = (s.norm(i) == "and" || s.norm(i) == "or") && i + 1 < limit &&
                           i > begin && ends_noun_phrase(s, i - 1) &&
                           (s.is_name_word(i + 1) || s.word(i + 1).speaker != SpeakerNoun::kNone);
        if (!joins) break;
      } else if (word.is(kPreposition)) {
        if (i == begin || i + 1 >= limit || s.word(i + 1).is(kTimeNoun | kTimeAdjective)) break;
        if (!options.prepositions && s.norm(i) != "of") break;
        if (s.norm(i) == "to" && s.word(i - 1).speaker == SpeakerNoun::kNone) break;
      } else if (i > begin && is_finite_verb(s, i)) {
        break;
      } else if (i > begin && s.word(i).is(kDeterminer | kPossessive) && s.norm(i) != "'s" &&
                 ends_noun_phrase(s, i - 1)) {
        break;  // a second phrase begins: "told reporters the bridge ..."
      }
    }
    if (is_time_noun(s, i) && i > begin && !(i + 1 < limit && s.is_name_word(i + 1))) {
      if (!(i + 1 < limit && s.norm(i + 1) == "'s")) break;
    }
    ++i;
  }
  while (i > begin && s.is_word(i - 1) && !s.is_name_word(i - 1) &&
         s.word(i - 1).is(kPreposition | kConjunction)) {
    --i;
  }
  if (i == begin || !ends_noun_phrase(s, i - 1)) return std::nullopt;
  return TokenSpan{begin, i};
}

TokenSpan base_of(const SentenceView& s, TokenSpan phrase) {
  for (std::uint32_t i = phrase.begin + 1; i < phrase.end; ++i) {
    if (s.is_name_word(i)) continue;
    if (s.is_comma(i) || s.word(i).is(kPreposition | kRelative) || s.norm(i) == "(" ||
        (is_ed_word(s, i) && is_reduced_relative(s, i))) {
      return {phrase.begin, i};
    }
  }
  return phrase;
}

bool relative_hangs_at(const SentenceView& s, std::uint32_t i) {
  if (i == 0 || !s.word(i).is(kRelative) || s.norm(i) == "what") return false;
  const std::uint32_t before = s.is_comma(i - 1) && i > 1 ? i - 2 : i - 1;
  const WordInfo& word = s.word(before);
  const bool verb = (word.verb && !s.is_name_word(before)) || word.noun || word.adjective;
  return !verb && !is_finite_verb(s, before) && ends_noun_phrase(s, before);
}

bool has_verb(const SentenceView& s, TokenSpan span) {
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    if (is_finite_verb(s, i)) return true;
  }
  return false;
}

}  // namespace stemma::claims
