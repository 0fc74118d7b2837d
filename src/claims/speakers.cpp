#include "claims/speakers.h"

#include <algorithm>

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

bool is_article(std::string_view norm) { return norm == "the" || norm == "a" || norm == "an"; }

bool has_name(const SentenceView& s, TokenSpan span) {
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    if (s.is_name_word(i) && !s.word(i).is(kTimeNoun)) return true;
    // A capital at the sentence's start is a name's if the word is no common one.
    if (i == span.begin && s.token(i).capitalised && s.word(i).grammar == 0 &&
        s.word(i).speaker == SpeakerNoun::kNone && !s.norm(i).ends_with("s")) {
      return true;
    }
  }
  return false;
}

bool is_plural_noun(const SentenceView& s, std::uint32_t i) {
  const WordInfo& word = s.word(i);
  const std::string_view n = s.norm(i);
  if (word.speaker != SpeakerNoun::kNone) {
    static constexpr std::string_view kQuantifiers[] = {"some",    "many", "most", "few",
                                                        "several", "both", "other"};
    return word.plural ||
           std::find(std::begin(kQuantifiers), std::end(kQuantifiers), n) != std::end(kQuantifiers);
  }
  return n == "they" || n == "we" || n == "others" || n == "their" ||
         (n.size() > 3 && n.ends_with('s') && !n.ends_with("ss") && !s.token(i).capitalised);
}

SpeakerKind kind_of(const SentenceView& s, TokenSpan base) {
  const std::uint32_t head = base.end - 1;
  const WordInfo& word = s.word(head);
  const bool name_head = s.is_name_word(head) || (base.size() == 1 && has_name(s, base));
  if (!name_head || word.plural) {
    if (word.speaker == SpeakerNoun::kDocument) return SpeakerKind::kDocument;
    if (is_plural_noun(s, head)) return SpeakerKind::kCollective;
  }
  if (name_head) return SpeakerKind::kNamed;
  if (word.speaker == SpeakerNoun::kPerson) {
    // "the Velmar president" is one known person; "a Velmar official" is not.
    return s.norm(base.begin) == "the" ? SpeakerKind::kNamed : SpeakerKind::kAnonymous;
  }
  return has_name(s, base) || s.norm(base.begin) == "the" || word.is(kSubjectPronoun)
             ? SpeakerKind::kNamed
             : SpeakerKind::kAnonymous;
}

/// "Velmar and its allies": a mention of the allies alone does not name the speaker.
bool cuts_coordination(const SentenceView& s, TokenSpan base, const Mention& mention) {
  for (std::uint32_t i = base.begin; i < base.end; ++i) {
    if (s.word(i).is(kConjunction) && !mention.range.contains(s.token(i).range)) return true;
  }
  return false;
}

SpeakerKind kind_of_chain(const Analysis& analysis, const Chain& chain, SpeakerKind otherwise) {
  bool plural = false;
  for (const std::uint32_t index : chain.mentions) {
    const Mention& mention = analysis.mentions[index];
    if (mention.kind == MentionKind::kName) return SpeakerKind::kNamed;
    if (mention.kind == MentionKind::kNominal && mention.plural) plural = true;
  }
  return plural ? SpeakerKind::kCollective : otherwise;
}

}  // namespace

std::string name_of_phrase(const SentenceView& s, TokenSpan phrase) {
  if (phrase.size() > 1 && is_article(s.norm(phrase.begin))) ++phrase.begin;
  return std::string(slice(s.report().report().text, s.range(phrase)));
}

bool is_pronoun(const SentenceView& s, TokenSpan words) {
  return words.size() == 1 &&
         s.word(words.begin).is(kSubjectPronoun | kObjectPronoun | kPossessive) &&
         !s.is_name_word(words.begin);
}

bool points_back(const SentenceView& s, TokenSpan words) {
  if (words.empty()) return false;
  const std::string_view first = s.norm(words.begin);
  if (first != "the" && first != "this" && first != "that") return false;
  return words.size() <= 4 && !s.word(words.end - 1).plural && !s.is_name_word(words.end - 1) &&
         !has_name(s, {words.begin + 1, words.end});
}

Speaker SpeakerResolver::resolve(const SentenceView& s, const Source& source) {
  const TokenSpan phrase = source.antecedent.empty() ? source.words : source.antecedent;
  const TokenSpan base = base_of(s, phrase);
  const Analysis& analysis = report_.analysis();
  Speaker speaker;
  speaker.name = name_of_phrase(s, phrase);
  speaker.kind = kind_of(s, counted_base_of(s, phrase));
  speaker.evidence = s.range(source.words);
  const Mention* mention = s.mention(base.end - 1);
  if (mention != nullptr && cuts_coordination(s, base, *mention)) mention = nullptr;
  if (mention != nullptr && mention->chain && s.range(phrase).overlaps(mention->head)) {
    const Chain& chain = analysis.chains[mention->chain->index()];
    speaker.chain = mention->chain;
    speaker.name = chain.name;
    speaker.kind = mention->kind == MentionKind::kNominal && speaker.kind == SpeakerKind::kDocument
                       ? SpeakerKind::kDocument
                       : kind_of_chain(analysis, chain, speaker.kind);
  } else if (is_pronoun(s, phrase)) {
    if (auto earlier = from_history(s, phrase.begin)) {
      earlier->evidence = speaker.evidence;
      return *earlier;
    }
  }
  remember(s, base, speaker);
  return speaker;
}

std::optional<Speaker> SpeakerResolver::from_history(const SentenceView& s,
                                                     std::uint32_t pronoun) const {
  constexpr std::size_t kReach = 6;
  const std::string_view n = s.norm(pronoun);
  const bool person = n == "he" || n == "she" || n == "his" || n == "her";
  const bool plural = n == "they" || n == "their";
  const bool thing = n == "it" || n == "its";
  if (!person && !plural && !thing) return std::nullopt;
  const std::uint32_t paragraph = report_.analysis().sentences[s.id().index()].paragraph;
  std::size_t looked = 0;
  for (auto it = history_.rbegin(); it != history_.rend() && looked < kReach; ++it, ++looked) {
    if (it->paragraph + 1 < paragraph) break;
    if (it->plural != plural) continue;
    if (!plural && it->person != person) continue;
    return it->speaker;
  }
  return std::nullopt;
}

void SpeakerResolver::remember(const SentenceView& s, TokenSpan base, const Speaker& speaker) {
  if (is_pronoun(s, base)) return;
  const std::uint32_t head = base.end - 1;
  bool person = s.word(head).speaker == SpeakerNoun::kPerson;
  if (speaker.chain) {
    person = report_.analysis().chains[speaker.chain->index()].type == EntityType::kPerson;
  } else if (s.is_name_word(head) || s.word(head).speaker == SpeakerNoun::kNone) {
    // Two capitalised words without a body's noun among them are most likely a person.
    std::uint32_t capitals = 0;
    std::uint32_t i = base.end;
    person = true;
    for (; i > base.begin && s.token(i - 1).capitalised; --i) {
      ++capitals;
      const SpeakerNoun kind = s.word(i - 1).speaker;
      if (kind == SpeakerNoun::kBody || kind == SpeakerNoun::kMedia) person = false;
    }
    person = person &&
             (capitals > 1 || (i > base.begin && s.word(i - 1).speaker == SpeakerNoun::kPerson));
  }
  history_.push_back({.speaker = speaker,
                      .person = person,
                      .plural = is_plural_noun(s, head) || speaker.kind == SpeakerKind::kCollective,
                      .paragraph = report_.analysis().sentences[s.id().index()].paragraph});
}

}  // namespace stemma::claims
