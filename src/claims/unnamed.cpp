#include "claims/unnamed.h"

#include <algorithm>

#include "claims/phrases.h"
#include "grounding/holding.h"

namespace stemma::claims {
namespace {

constexpr double kMostSpeakers = 1e6;  // more are a people, not speakers
constexpr std::uint32_t kReach = 24;   // words from source or cue to the words of anonymity

/// The end of a known phrase that begins at token i, or i.
std::uint32_t end_of_phrase(const SentenceView& s, std::uint32_t i) {
  const auto it = s.tables().anonymity.find(s.norm(i));
  if (it == s.tables().anonymity.end()) return i;
  for (const std::vector<std::string>& words : it->second) {
    std::uint32_t k = 0;
    while (k < words.size() && i + k < s.size() && s.norm(i + k) == words[k]) ++k;
    if (k == words.size()) return i + k;
  }
  return i;
}

bool opens_reason(const SentenceView& s, std::uint32_t i) {
  const std::string_view n = s.norm(i);
  return n == "because" || n == "citing" || n == "since" || n == "for" || n == "due" ||
         n == "given";
}

bool is_free(const Attribution& a, std::uint32_t i) {
  if (i == a.cue.head) return false;
  return std::none_of(a.content.begin(), a.content.end(),
                      [&](TokenSpan content) { return content.contains(i); });
}

void find_anonymity(const SentenceView& s, const Attribution& a, Speaker& speaker,
                    std::vector<TokenSpan>& absorbed) {
  const std::uint32_t first = std::min(a.source->phrase.begin, a.cue.span.begin);
  const std::uint32_t last =
      std::min(s.size(), std::max(a.source->phrase.end, a.cue.span.end) + kReach);
  for (std::uint32_t i = first; i < last; ++i) {
    std::uint32_t end = end_of_phrase(s, i);
    if (end == i || s.quotation(i)) continue;
    TokenSpan words{i, end};
    // "who | asked", "speaking | on condition of": up to the comma or noun before.
    while (words.begin > first && is_free(a, words.begin - 1) && s.is_word(words.begin - 1) &&
           !a.source->words.contains(words.begin - 1)) {
      --words.begin;
    }
    speaker.anonymity = s.range(words);
    if (end < s.size() && s.is_comma(end) && end + 1 < s.size() && opens_reason(s, end + 1)) ++end;
    if (end < s.size() && opens_reason(s, end)) {
      TokenSpan reason{end, end};
      while (reason.end < s.size() && is_free(a, reason.end) && !s.is_comma(reason.end) &&
             !s.is_stop(reason.end) && !a.source->words.contains(reason.end)) {
        ++reason.end;
      }
      if (reason.size() > 1) {
        speaker.reason = s.range(reason);
        words.end = reason.end;
      }
    }
    absorbed.push_back(words);
    return;
  }
}

}  // namespace

void describe_unnamed(const SentenceView& s, const Attribution& attribution, Speaker& speaker,
                      std::vector<TokenSpan>& absorbed) {
  if (!attribution.source || attribution.source->borrowed) return;
  if (speaker.kind != SpeakerKind::kAnonymous && speaker.kind != SpeakerKind::kCollective) return;
  const Source& source = *attribution.source;
  const std::uint32_t head =
      counted_base_of(s, source.antecedent.empty() ? source.words : source.antecedent).end - 1;
  if (s.token(head).upos == Upos::kNoun) speaker.group = s.token(head).lemma;
  find_anonymity(s, attribution, speaker, absorbed);
}

std::optional<std::uint32_t> count_of(const SentenceView& s, const Attribution& attribution,
                                      const Speaker& speaker, const Grounding& grounding) {
  if (speaker.group.empty()) return std::nullopt;
  const Source& source = *attribution.source;
  TokenSpan phrase = source.antecedent.empty() ? source.words : source.antecedent;
  phrase.end = counted_base_of(s, phrase).end;
  const ByteRange words = s.range(phrase);
  for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) {
    const Quantity* q = grounding::holding(grounding.quantities, s.token(i).range);
    if (q == nullptr || !words.contains(q->number)) continue;
    const bool exact = q->bound == Bound::kExact && !q->approximate_word && !q->high;
    if (!exact || !q->unit.empty() || q->value < 1 || q->value > kMostSpeakers) return std::nullopt;
    return static_cast<std::uint32_t>(q->value);
  }
  const std::string_view first = s.norm(phrase.begin);
  const bool one = speaker.kind == SpeakerKind::kAnonymous && (first == "a" || first == "an");
  return one ? std::optional<std::uint32_t>(1) : std::nullopt;
}

}  // namespace stemma::claims
