#include "claims/assembly.h"

#include <algorithm>

#include "claims/certainty.h"
#include "claims/phrases.h"

namespace stemma::claims {
namespace {

Manner manner_of(const SentenceView& s, std::span<const TokenSpan> content) {
  std::uint32_t words = 0;
  std::uint32_t quoted = 0;
  for (const TokenSpan span : content) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      if (!s.is_word(i) && s.token(i).kind != TokenKind::kNumber) continue;
      ++words;
      quoted += s.quotation(i) ? 1 : 0;
    }
  }
  if (quoted == 0) return Manner::kIndirect;
  return quoted == words ? Manner::kDirect : Manner::kMixed;
}

class Assembler {
 public:
  Assembler(const SentenceView& s, const Spoken& spoken)
      : s_(s), spoken_(spoken), covered_(s.size(), false) {}

  std::vector<Claim> assemble() {
    for (const Voice& voice : spoken_.voices_by_sentence[s_.id().index()]) from_voice(voice);
    carried_over();
    remainder();
    if (claims_.empty()) own_voice({whole()});
    std::stable_sort(claims_.begin(), claims_.end(), [](const Claim& a, const Claim& b) {
      return a.content.front() < b.content.front();
    });
    return std::move(claims_);
  }

 private:
  void cover(TokenSpan span) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) covered_[i] = true;
  }

  TokenSpan whole() const {
    const TokenSpan span = s_.trim({0, s_.size()});
    return span.empty() ? TokenSpan{0, s_.size()} : span;
  }

  Claim start(std::span<const TokenSpan> content) const {
    Claim claim;
    claim.report = s_.report().analysis().report;
    claim.sentence = s_.id();
    for (const TokenSpan span : content) claim.content.push_back(s_.range(span));
    return claim;
  }

  void cover_words_of(const Voice& voice) {
    const Attribution& a = voice.attribution;
    if (!a.source->borrowed) {
      cover(a.source->region);
      relative_ = relative_ || !a.source->antecedent.empty();
    }
    cover(a.cue_words);
    for (const TokenSpan span : voice.absorbed) cover(span);
    if (a.addressee) cover(*a.addressee);
    for (const TokenSpan span : a.circumstances) cover(span);
    for (const TokenSpan span : a.content) cover(span);
  }

  void from_voice(const Voice& voice) {
    const Attribution& a = voice.attribution;
    if (!a.embedded) cover_words_of(voice);
    if (a.content.empty()) return;

    Claim claim = start(a.content);
    claim.speaker = voice.speaker;
    // The cue's evidence is its word, with the preposition where the word is a phrase's part.
    const std::uint32_t cue_begin = a.cue.kind == CueKind::kFinite ? a.cue.head : a.cue.span.begin;
    claim.cue = s_.range({std::max(a.cue_words.begin, cue_begin), a.cue_words.end});
    claim.relays = voice.relays;
    claim.manner = manner_of(s_, a.content);
    judge(s_, a.content, &a.cue, claim);
    claim.certainty = weaker(claim.certainty, voice.inner_certainty);
    claim.hedges.insert(claim.hedges.end(), voice.hedges.begin(), voice.hedges.end());
    std::sort(claim.hedges.begin(), claim.hedges.end());
    claims_.push_back(std::move(claim));
  }

  /// Words of quotations whose speaker was named in another sentence.
  void carried_over() {
    for (std::uint32_t i = 0; i < s_.size(); ++i) {
      const auto q = s_.quotation(i);
      if (!q || covered_[i]) continue;
      const std::optional<VoiceRef>& owner = spoken_.quotation_voices[*q];
      if (!owner || owner->sentence == s_.id()) continue;
      TokenSpan span{i, i};
      while (span.end < s_.size() && s_.quotation(span.end) == q && !covered_[span.end]) ++span.end;
      if (span.begin > 0 && s_.is_quote(span.begin - 1)) --span.begin;
      if (span.end < s_.size() && s_.is_quote(span.end)) ++span.end;
      const std::uint32_t next = span.end;
      span = s_.trim(span);
      if (!span.empty()) continued(*owner, span);
      i = next - 1;
    }
  }

  void continued(const VoiceRef& owner, TokenSpan span) {
    cover(span);
    const Voice& voice = spoken_.voices_by_sentence[owner.sentence.index()][owner.index];
    const TokenSpan content[] = {span};
    Claim claim = start(content);
    claim.speaker = voice.speaker;
    const SentenceView home(s_.report(), owner.sentence);
    const Attribution& a = voice.attribution;
    claim.cue = home.range({std::max(a.cue_words.begin, a.cue.head), a.cue_words.end});
    claim.relays = voice.relays;
    claim.manner = manner_of(s_, content);
    judge(s_, content, nullptr, claim);
    claim.continued = true;
    claims_.push_back(std::move(claim));
  }

  bool is_proposition(TokenSpan span) const {
    constexpr std::uint32_t kFewestWords = 4;
    std::uint32_t words = 0;
    for (std::uint32_t i = span.begin; i < span.end; ++i) words += s_.is_word(i) ? 1 : 0;
    return words >= kFewestWords && has_verb(s_, span);
  }

  /// Runs of words that no voice took.
  void remainder() {
    if (claims_.empty()) return;
    std::vector<TokenSpan> runs;
    for (std::uint32_t i = 0; i < s_.size();) {
      if (covered_[i]) {
        ++i;
        continue;
      }
      TokenSpan run{i, i};
      while (run.end < s_.size() && !covered_[run.end]) ++run.end;
      i = run.end;
      run = s_.trim(run);
      while (!run.empty() && !s_.quotation(run.begin) &&
             (s_.word(run.begin).is(kConjunction) || s_.norm(run.begin) == "while" ||
              s_.norm(run.begin) == "whereas")) {
        run = s_.trim({run.begin + 1, run.end});
      }
      while (!run.empty() && s_.word(run.end - 1).is(kConjunction) && !s_.quotation(run.end - 1)) {
        run = s_.trim({run.begin, run.end - 1});
      }
      if (!run.empty()) runs.push_back(run);
    }
    if (relative_) {  // "The envoy, who said so, left the city": one claim around the other
      std::uint32_t size = 0;
      bool verb = false;
      for (const TokenSpan run : runs) {
        size += run.size();
        verb = verb || has_verb(s_, run);
      }
      if (verb && size >= 4) own_voice(runs);
      return;
    }
    for (const TokenSpan run : runs) {
      if (is_proposition(run)) own_voice({run});
    }
  }

  void own_voice(const std::vector<TokenSpan>& content) {
    Claim claim = start(content);
    judge(s_, content, nullptr, claim);
    for (const TokenSpan span : content) scare_quotes(span, claim);
    claims_.push_back(std::move(claim));
  }

  /// A few words in marks that nobody is said to have said: "its \"special operation\"".
  void scare_quotes(TokenSpan span, Claim& claim) const {
    constexpr std::uint32_t kMostWords = 4;
    for (std::uint32_t i = span.begin; i < span.end;) {
      const auto q = s_.quotation(i);
      TokenSpan run{i, i + 1};
      while (q && run.end < span.end && s_.quotation(run.end) == q) ++run.end;
      if (q && run.size() <= kMostWords && run.size() < span.size()) {
        claim.scare_quotes.push_back(s_.range(run));
      }
      i = run.end;
    }
  }

  const SentenceView& s_;
  const Spoken& spoken_;
  std::vector<bool> covered_;
  std::vector<Claim> claims_;
  bool relative_ = false;
};

}  // namespace

std::vector<Claim> claims_of(const SentenceView& s, const Spoken& spoken) {
  return Assembler(s, spoken).assemble();
}

}  // namespace stemma::claims
