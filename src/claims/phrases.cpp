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

/// Could a noun phrase end at token i?
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

TokenSpan counted_base_of(const SentenceView& s, TokenSpan phrase) {
  const TokenSpan base = base_of(s, phrase);
  const std::uint32_t of = base.end;
  if (of + 1 >= phrase.end || s.norm(of) != "of") return base;
  const std::uint32_t head = base.end - 1;
  const Upos upos = s.token(head).upos;
  const bool counts =
      upos == Upos::kNum || s.word(head).is(kQuantity) ||
      (base.size() == 1 && (upos == Upos::kDet || upos == Upos::kAdj || upos == Upos::kPron));
  return counts ? base_of(s, {of + 1, phrase.end}) : base;
}

bool has_verb(const SentenceView& s, TokenSpan span) {
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    if (is_finite_verb(s, i)) return true;
  }
  return false;
}

}  // namespace stemma::claims
