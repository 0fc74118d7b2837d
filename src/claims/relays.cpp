#include "claims/relays.h"

#include <algorithm>

#include "claims/phrases.h"
#include "claims/speakers.h"

namespace stemma::claims {
namespace {

/// The known outlet whose name begins at token i, as its span.
std::optional<TokenSpan> outlet_at(const SentenceView& s, std::uint32_t i, std::uint32_t end) {
  const auto it = s.tables().outlets.find(s.text(i));
  if (it == s.tables().outlets.end()) return std::nullopt;
  for (const Outlet& outlet : it->second) {
    const auto length = static_cast<std::uint32_t>(outlet.words.size());
    if (i + length > end) continue;
    bool same = true;
    for (std::uint32_t k = 0; k < length && same; ++k) same = s.text(i + k) == outlet.words[k];
    if (same) return TokenSpan{i, i + length};
  }
  return std::nullopt;
}

/// "state news agency Selpress" -> "Selpress"; "the agency" -> "agency"; nothing without a
/// newsroom's noun, or where that only describes another ("news conference").
std::optional<TokenSpan> newsroom_in(const SentenceView& s, TokenSpan phrase) {
  const TokenSpan base = base_of(s, phrase);
  bool newsroom = false;
  std::uint32_t name_begin = base.end;
  for (std::uint32_t i = base.begin; i < base.end; ++i) {
    newsroom = newsroom || s.word(i).speaker == SpeakerNoun::kMedia;
  }
  if (!newsroom) return std::nullopt;
  while (name_begin > base.begin && s.is_name_word(name_begin - 1)) --name_begin;
  if (name_begin == base.end) {
    // "a news conference", "television viewers": an occasion or an audience passes nothing on.
    const WordInfo& head = s.word(base.end - 1);
    const bool carries = head.speaker == SpeakerNoun::kMedia || head.is(kCarrier);
    return carries ? std::optional(base) : std::nullopt;
  }
  return TokenSpan{name_begin, base.end};
}

}  // namespace

std::optional<Relay> relay_in(const SentenceView& s, TokenSpan phrase) {
  if (phrase.empty()) return std::nullopt;
  std::optional<TokenSpan> words;
  for (std::uint32_t i = phrase.begin; i < phrase.end && !words; ++i) {
    words = outlet_at(s, i, phrase.end);
    // "Meridian's editor" is not Meridian; "Sela Times Square" is no paper.
    if (words && words->end < phrase.end && s.is_name_word(words->end)) words.reset();
  }
  if (!words) words = newsroom_in(s, phrase);
  if (!words) return std::nullopt;
  return Relay{name_of_phrase(s, *words), s.range(*words)};
}

std::vector<Relay> relays_of(const SentenceView& s, const Attribution& attribution) {
  std::vector<Relay> relays;
  const auto take = [&](std::optional<Relay> relay) {
    if (!relay) return;
    const bool known = std::any_of(relays.begin(), relays.end(),
                                   [&](const Relay& r) { return r.name == relay->name; });
    if (!known) relays.push_back(std::move(*relay));
  };
  if (attribution.addressee) take(relay_in(s, *attribution.addressee));
  for (const TokenSpan circumstance : attribution.circumstances) take(relay_in(s, circumstance));

  // "X, quoted by Z, said"; "X was quoted as saying by Z"; "X said, as cited by Z".
  if (attribution.source && !attribution.source->borrowed) {
    const TokenSpan region = attribution.source->region;
    const std::uint32_t end = std::min(region.end + 1, s.size());
    for (std::uint32_t i = region.begin; i + 2 < end; ++i) {
      const std::string_view n = s.norm(i);
      const bool passes_on = n == "quoted" || n == "cited" || n == "carried" || n == "reported";
      if (!passes_on || s.norm(i + 1) != "by") continue;
      const auto phrase = noun_phrase_at(s, i + 2, {.prepositions = false});
      if (!phrase) continue;
      auto relay = relay_in(s, *phrase);
      if (!relay) relay = Relay{name_of_phrase(s, *phrase), s.range(*phrase)};
      take(std::move(relay));
    }
  }
  return relays;
}

}  // namespace stemma::claims
