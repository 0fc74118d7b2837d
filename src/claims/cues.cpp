#include "claims/cues.h"

#include <optional>

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

bool ends_in_ly(std::string_view word) { return word.size() > 4 && word.ends_with("ly"); }

/// "has also repeatedly | said": the verb group's first token, and what auxiliaries it holds.
struct VerbGroup {
  std::uint32_t begin = 0;
  std::uint32_t auxiliaries = 0;
  bool negated = false;
  bool infinitive = false;  // "to say"
};

VerbGroup group_before(const SentenceView& s, std::uint32_t head) {
  constexpr std::uint32_t kLongest = 8;
  VerbGroup group{.begin = head};
  const bool gerund = (s.word(head).forms & kGerund) != 0;
  while (group.begin > 0 && head - group.begin < kLongest) {
    const std::uint32_t i = group.begin - 1;
    const WordInfo& word = s.word(i);
    if (!s.is_word(i) || s.quotation(i)) break;
    const bool possessive_s = s.norm(i) == "'s" && !gerund;
    const bool auxiliary = word.is(kAuxiliary) && !possessive_s && !s.is_name_word(i);
    const bool adverb = (word.is(kAdverb | kNegator) || ends_in_ly(s.norm(i))) &&
                        !s.is_name_word(i) && word.speaker == SpeakerNoun::kNone;
    if (!auxiliary && !adverb) break;
    if (auxiliary) group.auxiliaries |= word.grammar & kAuxiliary;
    if (word.is(kNegator)) group.negated = true;
    group.begin = i;
  }
  group.infinitive = group.begin > 0 && s.norm(group.begin - 1) == "to";
  return group;
}

bool reads_as_plural(const SentenceView& s, std::uint32_t i) {
  const std::string_view n = s.norm(i);
  if (n == "i" || n == "we" || n == "they" || n == "you" || n == "who") return true;
  if (n == "people" || n == "men" || n == "women" || n == "police" || n == "children") return true;
  if (n == "he" || n == "she" || n == "it" || n == "this" || n == "that") return false;
  if (s.word(i).plural || n == "some" || n == "many" || n == "most" || n == "few" ||
      n == "several" || n == "both" || n == "others") {
    return true;
  }
  return n.size() > 2 && n.ends_with('s') && !n.ends_with("ss") && n != "'s";
}

/// "the | reports", "of | claims": the word stands where a noun stands.
bool stands_as_noun(const SentenceView& s, std::uint32_t i) {
  if (i == 0) return false;
  const WordInfo& before = s.word(i - 1);
  if (before.is(kPossessive)) return true;
  if (before.is(kDeterminer) && before.speaker == SpeakerNoun::kNone) return true;
  return before.is(kPreposition) && s.norm(i - 1) != "to" && !s.is_name_word(i - 1) &&
         !(s.word(i).forms & kGerund);
}

/// The noun of "gave no | details", if the words after the verb say so.
std::optional<std::uint32_t> information_object(const SentenceView& s, std::uint32_t after) {
  constexpr std::uint32_t kReach = 5;
  for (std::uint32_t i = after; i < s.size() && i < after + kReach; ++i) {
    if (s.word(i).information_noun) return i;
    if (!s.is_word(i) || s.word(i).is(kPreposition | kAuxiliary | kConjunction)) break;
  }
  return std::nullopt;
}

/// A verb with commoner senses needs a sign that something is told.
bool is_plausible_after_weak(const SentenceView& s, const Frames& frames, std::uint32_t next) {
  const bool tells = frames.clause || frames.quote || !frames.prepositions.empty();
  if (next >= s.size() || !s.is_word(next)) return tells;
  if (frames.noun && (s.word(next).is(kDeterminer | kPossessive) || s.is_name_word(next))) {
    return true;
  }
  if (!tells && !frames.infinitive) return false;
  const WordInfo& word = s.word(next);
  return s.norm(next) == "that" ||
         word.is(kPreposition | kQuestionWord | kTimeNoun | kAdverb | kSubordinator | kConjunction |
                 kTimeAdjective) ||
         s.norm(next) == "to";
}

class CueFinder {
 public:
  explicit CueFinder(const SentenceView& s) : s_(s) {}

  std::vector<Cue> find() {
    for (std::uint32_t i = 0; i < s_.size();) {
      const std::optional<Cue> cue = at(i);
      if (!cue) {
        ++i;
        continue;
      }
      // A light verb and its noun are one cue: "made a claim".
      if (!cues_.empty() && cues_.back().span.overlaps(cue->span)) cues_.pop_back();
      cues_.push_back(*cue);
      i = std::max(cue->span.end, i + 1);
      if (cue->information) i = *information_object(s_, cue->after) + 1;
    }
    return std::move(cues_);
  }

 private:
  std::optional<Cue> at(std::uint32_t i) const {
    if (!s_.is_word(i) || s_.quotation(i)) return std::nullopt;
    if (const auto phrase = phrase_at(i)) return phrase;
    if (s_.is_name_word(i) && !s_.word(i).is(kAuxiliary)) return std::nullopt;
    const WordInfo& word = s_.word(i);
    if (word.information_verb && information_object(s_, i + 1)) return information_at(i);
    if (word.verb) {
      if (const auto verb = verb_at(i)) return verb;
    }
    if (word.noun) {
      if (const auto noun = noun_at(i)) return noun;
    }
    if (word.adjective) return adjective_at(i);
    return std::nullopt;
  }

  std::optional<Cue> phrase_at(std::uint32_t i) const {
    const auto it = s_.tables().phrases.find(s_.norm(i));
    if (it == s_.tables().phrases.end()) return std::nullopt;
    for (const Phrase& phrase : it->second) {
      const auto length = static_cast<std::uint32_t>(phrase.words.size());
      if (i + length > s_.size()) continue;
      bool same = true;
      for (std::uint32_t k = 0; k < length && same; ++k) same = s_.norm(i + k) == phrase.words[k];
      if (!same) continue;
      return Cue{.kind = CueKind::kPhrase,
                 .span = {i, i + length},
                 .head = i,
                 .after = i + length,
                 .entry = &s_.tables().cues[phrase.cue]};
    }
    return std::nullopt;
  }

  std::optional<Cue> information_at(std::uint32_t i) const {
    const VerbGroup group = group_before(s_, i);
    if (group.infinitive || stands_as_noun(s_, i) || (group.auxiliaries & kBe)) return std::nullopt;
    const std::uint8_t forms = s_.word(i).forms;
    if (s_.norm(i).ends_with("ing") || (forms & kGerund)) return std::nullopt;
    return Cue{.kind = CueKind::kFinite,
               .span = {group.begin, i + 1},
               .head = i,
               .after = i + 1,
               .entry = &s_.tables().information,
               .negated = group.negated,
               .information = true};
  }

  /// Is a form without any auxiliary a finite verb here?
  bool is_bare_finite(std::uint32_t i, std::uint32_t begin) const {
    const std::uint8_t forms = s_.word(i).forms;
    if (forms & kPast) return true;
    if (begin == 0) return false;
    const std::uint32_t subject_end = skip_times_back(s_, begin, 0);
    if (subject_end == 0) return false;
    const bool after_mark = !s_.is_word(subject_end - 1);
    if (forms & kThird) {
      if (after_mark) return true;
      return !reads_as_plural(s_, subject_end - 1) || s_.is_name_word(subject_end - 1) ||
             s_.word(subject_end - 1).is(kSubjectPronoun | kConjunction);
    }
    if (forms & kBase) {
      if (after_mark) return !s_.word(i).noun && s_.word(i).speaker == SpeakerNoun::kNone;
      return reads_as_plural(s_, subject_end - 1);
    }
    return false;
  }

  std::optional<Cue> verb_at(std::uint32_t i) const {
    const WordInfo& word = s_.word(i);
    const VerbGroup group = group_before(s_, i);
    if (group.infinitive || (group.begin == i && stands_as_noun(s_, i))) return std::nullopt;
    Cue cue{.kind = CueKind::kFinite,
            .span = {group.begin, i + 1},
            .head = i,
            .after = i + 1,
            .entry = &s_.tables().cues[*word.verb],
            .negated = group.negated};
    const bool by_follows = i + 1 < s_.size() && s_.norm(i + 1) == "by";
    if (word.forms & kGerund) {
      if (!(group.auxiliaries & kBe)) cue.kind = CueKind::kGerund;
    } else if ((word.forms & kParticiple) && (group.auxiliaries & kBe)) {
      cue.kind = CueKind::kPassive;
    } else if (!(group.auxiliaries & (kHave | kDo | kModal))) {
      if ((word.forms & kParticiple) && by_follows) {
        cue.kind = CueKind::kPassive;
      } else if ((group.auxiliaries & kBe) || !is_bare_finite(i, group.begin)) {
        return std::nullopt;
      }
    }
    if (cue.kind == CueKind::kGerund && word.noun && group.begin == i && i > 0 &&
        s_.word(i - 1).is(kDeterminer | kPossessive)) {
      return std::nullopt;
    }
    if (cue.kind == CueKind::kGerund && follows_idle_preposition(i)) return std::nullopt;
    take_particle(cue);
    const Frames& frames = cue.entry->frames;
    if (frames.weak && !frames.addressee && !is_plausible_after_weak(s_, frames, cue.after)) {
      return std::nullopt;
    }
    return cue;
  }

  /// "without disclosing": the gerund tells what was not done, or only how.
  bool follows_idle_preposition(std::uint32_t i) const {
    if (i == 0 || !s_.word(i - 1).is(kPreposition)) return false;
    const std::string_view n = s_.norm(i - 1);
    return n != "by" && n != "in" && n != "after" && n != "before";
  }

  /// "pointed | out", "made it | clear" and the like.
  void take_particle(Cue& cue) const {
    static constexpr std::string_view kParticles[] = {"out", "back", "down"};
    if (cue.after >= s_.size()) return;
    for (const std::string_view particle : kParticles) {
      if (s_.norm(cue.after) != particle) continue;
      ++cue.after;
      cue.span.end = cue.after;
      return;
    }
  }

  bool leads_to_content(const CueEntry& entry, std::uint32_t next) const {
    if (next >= s_.size()) return false;
    if (s_.norm(next) == "that") return entry.frames.clause;
    return entry.frames.allows_preposition(s_.norm(next));
  }

  std::optional<Cue> noun_at(std::uint32_t i) const {
    const CueEntry& entry = s_.tables().cues[*s_.word(i).noun];
    if (!leads_to_content(entry, i + 1)) return std::nullopt;
    // Adjectives, determiner, possessive before it; then perhaps a verb that only carries it.
    constexpr std::uint32_t kReach = 4;
    std::uint32_t k = i;
    while (
        k > 0 && i - k < kReach && s_.is_word(k - 1) &&
        !s_.word(k - 1).is(kPossessive | kPreposition | kAuxiliary | kConjunction | kLightVerb)) {
      --k;
    }
    Cue cue{.kind = CueKind::kNoun, .span = {i, i + 1}, .head = i, .after = i + 1, .entry = &entry};
    if (k == 0) return cue;
    if (s_.word(k - 1).is(kPossessive)) {
      cue.span.begin = k;
      return cue;
    }
    if (s_.word(k - 1).is(kLightVerb)) {
      const VerbGroup group = group_before(s_, k - 1);
      const bool gerund = s_.norm(k - 1).ends_with("ing");
      if (group.infinitive || (group.auxiliaries & kBe && !gerund)) return cue;
      cue.kind = gerund && !(group.auxiliaries & kBe) ? CueKind::kGerund : CueKind::kFinite;
      cue.span.begin = group.begin;
      cue.negated = group.negated;
    }
    return cue;
  }

  std::optional<Cue> adjective_at(std::uint32_t i) const {
    const CueEntry& entry = s_.tables().cues[*s_.word(i).adjective];
    if (!leads_to_content(entry, i + 1)) return std::nullopt;
    const VerbGroup group = group_before(s_, i);
    if (!(group.auxiliaries & kBe) || group.infinitive) return std::nullopt;
    return Cue{.kind = CueKind::kFinite,
               .span = {group.begin, i + 1},
               .head = i,
               .after = i + 1,
               .entry = &entry,
               .negated = group.negated};
  }

  const SentenceView& s_;
  std::vector<Cue> cues_;
};

}  // namespace

std::vector<Cue> find_cues(const SentenceView& s) { return CueFinder(s).find(); }

}  // namespace stemma::claims
