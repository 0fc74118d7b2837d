#include "claims/voices.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "claims/certainty.h"
#include "claims/phrases.h"
#include "claims/relays.h"
#include "claims/unnamed.h"

namespace stemma::claims {
namespace {

bool is_media(const SentenceView& s, const Attribution& a) {
  return a.source && relay_in(s, a.source->words).has_value();
}

/// "I", "we" outside any quotation: somebody's words that lost their marks, or the author's.
bool is_first_person(const SentenceView& s, TokenSpan words) {
  const std::string_view n = s.norm(words.begin);
  return words.size() == 1 && (n == "i" || n == "we" || n == "my" || n == "our");
}

bool is_nobody(const SentenceView& s, TokenSpan words) {
  const WordInfo& first = s.word(words.begin);
  return first.role == CertaintyRole::kNegator;
}

/// "Is the bridge safe?" she asked.  Words in marks are hers, whatever the verb.
bool is_quoted(const SentenceView& s, const Attribution& a) {
  if (a.content.empty()) return false;
  const std::uint32_t begin = a.content.front().begin;
  return s.is_quote(begin) || s.quotation(begin).has_value();
}

/// A name, a pronoun or a noun for those who speak, not "all signs" or "the drop".
bool may_speak(const SentenceView& s, const Source& source) {
  const TokenSpan base = base_of(s, source.antecedent.empty() ? source.words : source.antecedent);
  const std::uint32_t head = base.end - 1;
  const Mention* mention = s.mention(head);
  return s.word(head).speaker != SpeakerNoun::kNone || s.token(head).capitalised ||
         is_pronoun(s, base) ||
         (mention != nullptr && mention->type != EntityType::kUnknown &&
          !s.word(head).is(kTimeNoun));
}

/// Classes of cue that are heard, not thought: what another is said to think is the teller's claim.
bool speaks(CueClass cue_class) {
  switch (cue_class) {
    case CueClass::kSpeech:
    case CueClass::kClaim:
    case CueClass::kAdmission:
    case CueClass::kWarning:
    case CueClass::kCommitment:
    case CueClass::kDenial:
    case CueClass::kEvaluation:
      return true;
    default:
      return false;
  }
}

/// "the harbour master said", but not "recent weeks saw" or "the gate released": any noun may
/// speak, few may think.
bool needs_a_speaker(const Attribution& a) {
  const CueEntry& entry = *a.cue.entry;
  return entry.frames.things || entry.frames.weak ||
         (a.cue.kind != CueKind::kPhrase && !speaks(entry.cue_class));
}

/// "without disclosing the terms"
bool tells_what_was_not_done(const SentenceView& s, const Attribution& a) {
  return a.cue.kind == CueKind::kGerund && a.cue.span.begin > 0 &&
         s.norm(a.cue.span.begin - 1) == "without";
}

/// "continued | to investigate": done, not said, by a verb of speech that no infinitive follows.
bool tells_what_was_done(const SentenceView& s, const Attribution& a) {
  if (a.cue.kind != CueKind::kFinite || a.cue.entry->cue_class != CueClass::kSpeech) return false;
  if (a.cue.entry->frames.infinitive || a.content.empty() || is_quoted(s, a)) return false;
  const TokenSpan first = a.content.front();
  for (std::uint32_t i = first.begin; i < first.end; ++i) {
    const std::uint32_t head = s.head(i);
    if (head == kNoHead || first.contains(head)) continue;
    const std::uint32_t verb = head == a.cue.head ? i : head;  // "to investigate | the deaths"
    return s.head(verb) == a.cue.head && base_of(s.token(verb).relation) == Relation::kXcomp &&
           s.token(verb).xpos == Xpos::kVB;
  }
  return false;
}

constexpr std::size_t kMostCarriers = 8;  // of one sentence

class VoiceFolder {
 public:
  VoiceFolder(const SentenceView& s, SpeakerResolver& resolver) : s_(s), resolver_(resolver) {}

  /// "repeated Velmar's claim that": the verb tells what was done with another's claim.
  void know_carriers(const std::vector<Attribution>& attributions) {
    for (const Attribution& a : attributions) {
      if (a.cue.kind != CueKind::kNoun || !a.source || a.content.empty()) continue;
      if (s_.token(a.cue.head).relation != Relation::kObj || s_.quotation(a.cue.head)) continue;
      if (carriers_.size() == kMostCarriers) return;
      carriers_.push_back({s_.head(a.cue.head), a.cue.head, {}});
    }
  }

  void take(Attribution a) {
    if (carries(a)) return;
    if (a.cue.kind == CueKind::kPhrase && a.postposed && credit_earlier(a)) return;
    if (!a.source || is_nobody(s_, a.source->words)) return;
    if (!puts_forward(a.cue.entry->cue_class) && !is_quoted(s_, a)) return;
    if (is_first_person(s_, a.source->words)) return;
    if (needs_a_speaker(a) && !may_speak(s_, *a.source)) return;
    if (tells_what_was_not_done(s_, a) || tells_what_was_done(s_, a)) return;
    if (const auto outer = holder_of(a)) {
      fold_into(*outer, std::move(a));
      return;
    }
    push(std::move(a), false);
  }

  std::vector<Voice> finish() { return std::move(voices_); }

 private:
  struct Carrier {
    std::uint32_t verb = 0;
    std::uint32_t noun = 0;
    std::optional<Relay> newsroom;  // "Meridian | reported | Velmar's claim"
  };

  /// Says of a verb that it only carries a claim; who denies or doubts it has a word of his own.
  bool carries(const Attribution& a) {
    if (a.cue.kind == CueKind::kNoun || a.cue.kind == CueKind::kPhrase) return false;
    if (a.cue.entry->cue_class != CueClass::kSpeech) return false;
    bool carries = false;
    for (Carrier& carrier : carriers_) {
      if (carrier.verb != a.cue.head) continue;
      if (is_media(s_, a)) carrier.newsroom = relay_for(a);
      carries = true;
    }
    return carries;
  }

  Voice make(Attribution a) {
    Voice voice;
    voice.speaker = resolver_.resolve(s_, *a.source);
    voice.relays = relays_of(s_, a);
    describe_unnamed(s_, a, voice.speaker, voice.absorbed);
    for (const Carrier& carrier : carriers_) {
      if (carrier.noun == a.cue.head && carrier.newsroom) voice.relays.push_back(*carrier.newsroom);
    }
    voice.attribution = std::move(a);
    return voice;
  }

  void push(Attribution a, bool nested) {
    voices_.push_back(make(std::move(a)));
    voices_.back().nested = nested;
  }

  Relay relay_for(const Attribution& a) const {
    if (auto relay = relay_in(s_, a.source->words)) return *relay;
    return Relay{name_of_phrase(s_, a.source->words), s_.range(a.source->words)};
  }

  static bool opens(const Attribution& inner, TokenSpan content) {
    constexpr std::uint32_t kLead = 3;
    if (!inner.source || inner.source->borrowed) return false;
    return inner.postposed || inner.source->region.begin <= content.begin + kLead;
  }

  /// "X said C, according to Y": Y passes X's word on.
  bool credit_earlier(const Attribution& credit) {
    if (!credit.source || voices_.empty()) return false;
    Voice& last = voices_.back();
    const bool bare = credit.content.empty();
    const bool covers = !bare && credit.content.front().contains(last.attribution.cue.head) &&
                        opens(last.attribution, credit.content.front());
    if (!bare && !covers) return false;
    last.relays.push_back(relay_for(credit));
    last.absorbed.push_back(credit.cue_words);
    last.absorbed.push_back(credit.source->region);
    return true;
  }

  /// The voice in whose content an attribution stands.
  std::optional<std::size_t> holder_of(const Attribution& a) const {
    constexpr std::size_t kReach = 6;
    for (std::size_t back = 0; back < voices_.size() && back < kReach; ++back) {
      const std::size_t i = voices_.size() - 1 - back;
      for (const TokenSpan span : voices_[i].attribution.content) {
        if (span.contains(a.cue.head)) return i;
      }
    }
    return std::nullopt;
  }

  bool same_speaker(const Voice& outer, const Attribution& inner, const Speaker& speaker) const {
    if (inner.source->borrowed || is_pronoun(s_, inner.source->words)) return true;
    if (is_other_body(outer, inner.source->words)) return false;
    if (speaker.chain && outer.speaker.chain) return speaker.chain == outer.speaker.chain;
    return speaker.name == outer.speaker.name || points_back_to(outer, inner.source->words);
  }

  /// "According to Selpress, the council said": no newsroom, whatever coreference thinks.
  bool is_other_body(const Voice& outer, TokenSpan words) const {
    return is_media(s_, outer.attribution) && points_back(s_, words) &&
           s_.word(words.end - 1).speaker != SpeakerNoun::kMedia;
  }

  /// "According to Selpress, the agency said": a newsroom's noun for a newsroom, else a body's.
  bool points_back_to(const Voice& outer, TokenSpan words) const {
    if (outer.speaker.kind == SpeakerKind::kCollective || !points_back(s_, words)) return false;
    const bool newsroom = s_.word(words.end - 1).speaker == SpeakerNoun::kMedia;
    return newsroom == is_media(s_, outer.attribution);
  }

  void fold_into(std::size_t index, Attribution inner) {
    Voice& outer = voices_[index];
    const TokenSpan first = outer.attribution.content.front();
    const bool first_words = opens(inner, first);
    const bool conveys =
        outer.attribution.cue.kind == CueKind::kPhrase || is_media(s_, outer.attribution);
    Voice voice = make(std::move(inner));
    const Attribution& a = voice.attribution;
    const bool same = same_speaker(outer, a, voice.speaker);
    if (first_words && conveys && !outer.nested) {
      if (same) {
        const ByteRange evidence = voice.speaker.evidence;
        voice.speaker = outer.speaker;
        voice.speaker.evidence = evidence;
      } else {
        if (voice.speaker.chain && voice.speaker.chain == outer.speaker.chain) {
          voice.speaker.chain.reset();
          voice.speaker.name = name_of_phrase(s_, a.source->words);
        }
        voice.relays.push_back(relay_for(outer.attribution));
      }
      voice.absorbed.insert(voice.absorbed.end(), outer.absorbed.begin(), outer.absorbed.end());
      voice.absorbed.push_back(outer.attribution.cue_words);
      voice.absorbed.push_back(outer.attribution.source->region);
      for (Relay& relay : outer.relays) voice.relays.push_back(std::move(relay));
      voices_[index] = std::move(voice);
      return;
    }
    if (same) {
      if (first_words && a.cue.entry->certainty != Certainty::kCertain) {
        outer.hedges.push_back(s_.token(a.cue.head).range);
        outer.inner_certainty = weaker(outer.inner_certainty, a.cue.entry->certainty);
      }
      return;
    }
    if (outer.nested || a.cue.kind != CueKind::kFinite || !speaks(a.cue.entry->cue_class)) return;
    voice.nested = true;
    voice.relays.push_back(Relay{outer.speaker.name, outer.speaker.evidence});
    voices_.push_back(std::move(voice));
  }

  const SentenceView& s_;
  SpeakerResolver& resolver_;
  std::vector<Carrier> carriers_;
  std::vector<Voice> voices_;
};

}  // namespace

bool puts_forward(CueClass cue_class) {
  switch (cue_class) {
    case CueClass::kAttitude:
    case CueClass::kDirective:
    case CueClass::kQuestion:
    case CueClass::kAppearance:
      return false;
    default:
      return true;
  }
}

std::vector<Voice> voices_of(const SentenceView& s, std::vector<Attribution> attributions,
                             SpeakerResolver& resolver) {
  VoiceFolder folder(s, resolver);
  folder.know_carriers(attributions);
  for (Attribution& attribution : attributions) folder.take(std::move(attribution));
  return folder.finish();
}

}  // namespace stemma::claims
