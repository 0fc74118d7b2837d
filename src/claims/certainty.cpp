#include "claims/certainty.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

int rank(Certainty certainty) {
  switch (certainty) {
    case Certainty::kCertain:
      return 0;
    case Certainty::kProbable:
      return 1;
    case Certainty::kPossible:
      return 2;
    case Certainty::kUnknown:
      return 3;
    case Certainty::kDoubted:
      return 4;
    case Certainty::kDenied:
      return 5;
  }
  return 0;
}

/// Where the main clause gives way to a lesser one, so that words after it say nothing of it.
bool leaves_main_clause(const SentenceView& s, std::uint32_t i, std::uint32_t begin) {
  if (i == begin) return false;
  const WordInfo& word = s.word(i);
  if (word.is(kSubordinator) && s.norm(i) != "so" && s.norm(i) != "once" && s.norm(i) != "as" &&
      s.norm(i) != "than") {
    return true;
  }
  return false;
}

/// "the man who | was not there": a negation after this says nothing of the main clause.
bool opens_relative_clause(const SentenceView& s, std::uint32_t i, std::uint32_t end) {
  if (!s.word(i).is(kRelative) || s.norm(i) == "what") return false;
  return s.norm(i) != "that" || (i + 1 < end && is_finite_verb(s, i + 1));
}

/// "no signs", "any evidence": a hedging noun that is itself negated.
bool is_under_negation(const SentenceView& s, std::uint32_t i, std::uint32_t begin) {
  for (std::uint32_t k = i; k > begin && i - k < 3; --k) {
    const std::string_view n = s.norm(k - 1);
    if (n == "no" || n == "any" || n == "without") return true;
  }
  return false;
}

/// "no", "nothing": where no verb went before, these negate only their own phrase ("a winter with
/// no power").
bool is_pronominal_negator(const SentenceView& s, std::uint32_t i) {
  const std::string_view n = s.norm(i);
  return n != "not" && n != "n't" && n != "never" && n != "cannot";
}

/// "what it called | a threat": the words are somebody's, the report keeps them at arm's length.
std::optional<TokenSpan> arms_length(const SentenceView& s, std::uint32_t what, std::uint32_t end) {
  constexpr std::uint32_t kReach = 8;
  if (s.norm(what) != "what") return std::nullopt;
  for (std::uint32_t i = what + 1; i < end && i < what + kReach; ++i) {
    if (!s.is_word(i)) return std::nullopt;
    const WordInfo& word = s.word(i);
    if (!word.verb || !(word.forms & (kPast | kThird | kBase))) continue;
    const CueEntry& entry = s.tables().cues[*word.verb];
    if (entry.frames.noun && entry.cue_class == CueClass::kSpeech) return TokenSpan{what, i + 1};
  }
  return std::nullopt;
}

/// A word, or "so-called" where hyphens make one of several tokens.
struct Compound {
  const WordInfo* word = nullptr;
  TokenSpan span;
};

Compound compound_at(const SentenceView& s, std::uint32_t i, std::uint32_t end) {
  if (i + 2 < end && s.norm(i + 1) == "-" && !s.token(i + 1).space_before &&
      !s.token(i + 2).space_before) {
    const std::string joined = fmt::format("{}-{}", s.norm(i), s.norm(i + 2));
    const WordInfo& word = s.tables().look_up(joined);
    if (word.role != CertaintyRole::kNone) return {&word, {i, i + 3}};
  }
  return {&s.word(i), {i, i + 1}};
}

/// "is believed to", "was said to": nobody is named, but the report does not say so itself.
std::optional<Certainty> impersonal(const SentenceView& s, std::uint32_t i, std::uint32_t begin,
                                    std::uint32_t end) {
  const WordInfo& word = s.word(i);
  if (!word.verb || !(word.forms & kParticiple) || i == begin || i + 1 >= end) return std::nullopt;
  if (s.norm(i + 1) != "to") return std::nullopt;
  const bool passive = s.word(i - 1).is(kBe) ||
                       (i > begin + 1 && s.word(i - 1).is(kAdverb) && s.word(i - 2).is(kBe));
  if (!passive) return std::nullopt;
  const CueEntry& entry = s.tables().cues[*word.verb];
  switch (entry.cue_class) {
    case CueClass::kSpeech:
    case CueClass::kClaim:
      return entry.frames.clause ? std::optional(Certainty::kUnknown) : std::nullopt;
    case CueClass::kBelief:
    case CueClass::kPrediction:
      return entry.certainty;
    default:
      return std::nullopt;
  }
}

/// "not only", "no doubt": negators that negate nothing.
bool is_idle_negator(const SentenceView& s, std::uint32_t i, std::uint32_t end) {
  static constexpr std::array<std::string_view, 6> kAfter = {"only",  "just",   "merely",
                                                             "doubt", "matter", "least"};
  if (i + 1 >= end) return false;
  for (const std::string_view word : kAfter) {
    if (s.norm(i + 1) == word) return true;
  }
  return false;
}

}  // namespace

Certainty weaker(Certainty a, Certainty b) { return rank(a) >= rank(b) ? a : b; }

void judge(const SentenceView& s, std::span<const TokenSpan> content, const Cue* cue,
           Claim& claim) {
  claim.certainty = cue == nullptr ? Certainty::kCertain : cue->entry->certainty;
  bool main_clause = true;
  bool relative = false;  // inside a relative clause, as far as we can tell
  for (const TokenSpan span : content) {
    bool verb = false;
    for (std::uint32_t i = span.begin; i < span.end && main_clause; ++i) {
      if (leaves_main_clause(s, i, span.begin)) {
        main_clause = false;
        break;
      }
      relative = relative || (i > span.begin && opens_relative_clause(s, i, span.end));
      verb = verb || is_finite_verb(s, i);
      if (const auto words = arms_length(s, i, span.end)) {
        claim.hedges.push_back(s.range(*words));
      }
      if (const auto certainty = impersonal(s, i, span.begin, span.end)) {
        claim.hedges.push_back(s.token(i).range);
        claim.certainty = weaker(claim.certainty, *certainty);
      }
      const Compound compound = compound_at(s, i, span.end);
      const WordInfo& word = *compound.word;
      // "May" the month and "Might" the name are none.
      if (word.role == CertaintyRole::kNone || s.is_name_word(i)) continue;
      if (word.role == CertaintyRole::kHedge) {
        if (is_under_negation(s, i, span.begin)) continue;
        claim.hedges.push_back(s.range(compound.span));
        claim.certainty = weaker(claim.certainty, word.certainty);
      } else if (!claim.negated && !relative &&
                 (verb || !is_pronominal_negator(s, i) || i <= span.begin + 1) &&
                 !is_idle_negator(s, i, span.end)) {
        claim.negated = true;
        claim.negation = s.token(i).range;
      }
    }
  }
  if (cue == nullptr || !cue->negated) return;
  for (std::uint32_t i = cue->span.begin; i < cue->head; ++i) {
    if (!s.word(i).is(kNegator)) continue;
    claim.negated = true;
    claim.negation = s.token(i).range;
    break;
  }
  const CueClass kind = cue->entry->cue_class;
  if (kind != CueClass::kBelief && kind != CueClass::kInformation) {
    claim.certainty = weaker(claim.certainty, Certainty::kUnknown);
  }
}

}  // namespace stemma::claims
