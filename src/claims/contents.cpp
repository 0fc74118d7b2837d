#include "claims/contents.h"

#include <algorithm>

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

/// What stands at a token, as far as a cue's frames care.
enum class Next : std::uint8_t {
  kEnd,  // nothing more, or a mark that ends the clause
  kComma,
  kColon,
  kQuotation,
  kThat,
  kQuestion,    // "how", "whether"
  kInfinitive,  // "to leave"
  kFrame,       // a preposition of the cue's own
  kOther,
};

constexpr std::uint32_t kMaxReach = 400;  // tokens looked at for one cue: keeps time linear

class ContentFinder {
 public:
  ContentFinder(const SentenceView& s, const Cue& cue, const std::optional<Source>& source,
                Room room)
      : s_(s), cue_(cue), frames_(cue.entry->frames), source_(source), room_(room) {}

  std::optional<Content> find() {
    out_.cue = cue_.span;
    std::uint32_t at = cue_.after;
    if (source_ && source_->inverted) at = std::max(at, source_->words.end);
    if (cue_.kind == CueKind::kPhrase) return phrase();
    if (cue_.kind == CueKind::kPassive) return passive();
    if (cue_.kind == CueKind::kNoun) return noun(at);
    if (cue_.information) return right(cue_.after) ? std::optional(out_) : std::nullopt;
    if (cue_.span.end != cue_.head + 1 && s_.word(cue_.head).noun) return noun(at);
    return verb(at);
  }

 private:
  Next next(std::uint32_t at) const {
    if (at >= room_.ceiling || s_.is_stop(at) || s_.is_dash(at) || s_.norm(at) == ")") {
      return Next::kEnd;
    }
    if (s_.is_comma(at)) return Next::kComma;
    if (s_.is_colon(at)) return Next::kColon;
    if (s_.is_quote(at))
      return at + 1 < s_.size() && s_.quotation(at + 1) ? Next::kQuotation : Next::kEnd;
    if (s_.norm(at) == "that") return Next::kThat;
    const WordInfo& word = s_.word(at);
    if (s_.norm(at) == "to" && at + 1 < room_.ceiling && frames_.infinitive &&
        !s_.word(at + 1).is(kDeterminer | kPossessive) && !s_.is_name_word(at + 1)) {
      return Next::kInfinitive;
    }
    if (frames_.allows_preposition(s_.norm(at))) return Next::kFrame;
    if (word.is(kQuestionWord)) return Next::kQuestion;
    return Next::kOther;
  }

  bool right(std::uint32_t begin) {
    const TokenSpan span = s_.trim({begin, aside_after(begin)});
    if (span.empty()) return false;
    out_.spans.push_back(span);
    return true;
  }

  /// Where the report begins to comment: "... new lands - a reference to its seizure of ...".
  std::uint32_t aside_after(std::uint32_t begin) const {
    const std::uint32_t end = std::min(room_.ceiling, begin + kMaxReach);
    for (std::uint32_t i = begin + 1; i + 1 < end; ++i) {
      if (!s_.is_dash(i) || s_.quotation(i)) continue;
      const std::string_view n = s_.norm(i + 1);
      if (n == "a" || n == "an" || n == "which") return i;
    }
    return room_.ceiling;
  }

  /// "in a statement", "at a rally in Sela", "of the plan": what may stand between a verb of
  /// saying and what is said. Stepped over only where the content, or the end, plainly follows.
  std::uint32_t skip_circumstances(std::uint32_t at) {
    for (;;) {
      const std::uint32_t after_times = skip_times(s_, at);
      if (after_times > at && after_times <= room_.ceiling) {
        at = after_times;
        continue;
      }
      if (at >= room_.ceiling || !s_.is_word(at)) return at;
      const WordInfo& word = s_.word(at);
      const bool adverb =
          word.is(kAdverb) || (s_.norm(at).size() > 4 && s_.norm(at).ends_with("ly"));
      if (adverb && !s_.is_name_word(at) &&
          (at + 1 >= room_.ceiling || next(at + 1) != Next::kOther)) {
        ++at;
        continue;
      }
      if (!word.is(kPreposition) || frames_.allows_preposition(s_.norm(at))) return at;
      const auto phrase = noun_phrase_at(s_, at + 1, {.prepositions = true});
      if (!phrase) return at;
      const std::uint32_t end = skip_times(s_, phrase->end);
      if (end < room_.ceiling && next(end) == Next::kOther) return at;
      out_.circumstances.push_back({at, phrase->end});
      at = end;
    }
  }

  std::uint32_t skip_addressee(std::uint32_t at) {
    if (!frames_.addressee || at >= room_.ceiling || !s_.is_word(at)) return at;
    if (s_.norm(at) == "that" || s_.word(at).is(kQuestionWord)) return at;
    const auto phrase = noun_phrase_at(s_, at, {.prepositions = false});
    if (!phrase || phrase->end > room_.ceiling) return at;
    out_.addressee = phrase;
    return phrase->end;
  }

  /// The words before the cue, for "C, X said".
  bool left() {
    std::uint32_t end = cue_.span.begin;
    if (source_ && !source_->inverted && !source_->borrowed) {
      end = std::min(end, source_->region.begin);
    }
    end = skip_times_back(s_, end, room_.floor);
    if (end <= room_.floor) return false;
    const std::uint32_t last = end - 1;
    const bool marked = s_.is_comma(last) || s_.is_quote(last) || s_.is_dash(last) ||
                        s_.is_stop(last) || s_.is_colon(last);
    if (!marked) return false;
    TokenSpan span = s_.trim({room_.floor, end});
    while (!span.empty() && span.begin == room_.floor && room_.floor > 0 &&
           s_.word(span.begin).is(kConjunction)) {
      span = s_.trim({span.begin + 1, span.end});
    }
    if (span.empty()) return false;
    out_.spans.push_back(span);
    out_.postposed = true;
    return true;
  }

  bool left_is_quotation() const {
    return !out_.spans.empty() && s_.is_quote(out_.spans.back().end - 1);
  }

  /// What follows "X said," when content went before: the rest of it, if it is that.
  void resume(std::uint32_t at) {
    while (at < room_.ceiling && (s_.is_comma(at) || s_.is_colon(at) || s_.is_dash(at))) ++at;
    if (at >= room_.ceiling) return;
    const bool inverted = source_ && source_->inverted;
    if (left_is_quotation() || inverted) {
      const std::uint32_t end = std::min(room_.ceiling, at + kMaxReach);
      while (at < end && !(s_.is_quote(at) && at + 1 < s_.size() && s_.quotation(at + 1))) ++at;
      if (at < end) right(at);
      return;
    }
    if (s_.norm(at).ends_with("ing") || s_.word(at).is(kSubordinator | kRelative)) return;
    right(at);
  }

  std::optional<Content> verb(std::uint32_t at) {
    const bool reports = frames_.clause || frames_.quote;
    at = skip_addressee(at);
    const bool inverted = source_ && source_->inverted;
    if (inverted) {
      if (!reports || !left()) return std::nullopt;
      resume(at);
      return out_;
    }
    if (reports) at = skip_circumstances(at);
    switch (next(at)) {
      case Next::kThat:
        if (!reports && !frames_.noun) return std::nullopt;
        return right(reports ? at + 1 : at) ? std::optional(out_) : std::nullopt;
      case Next::kQuotation:
        if (!reports && frames_.weak) return std::nullopt;
        // "..." he said "..." has content on both sides.
        if (reports && left() && left_is_quotation()) {
          resume(at);
          return out_;
        }
        out_.spans.clear();
        out_.postposed = false;
        return right(at) ? std::optional(out_) : std::nullopt;
      case Next::kColon:
        if (!reports) return std::nullopt;
        if (!right(at + 1)) out_.colon = true;
        return out_;
      case Next::kFrame:
        out_.cue.end = std::max(out_.cue.end, at == out_.cue.end ? at + 1 : out_.cue.end);
        return right(at + 1) ? std::optional(out_) : std::nullopt;
      case Next::kInfinitive:
        return right(at) ? std::optional(out_) : std::nullopt;
      case Next::kQuestion:
        if (!reports && !frames_.noun) return std::nullopt;
        return right(at) ? std::optional(out_) : std::nullopt;
      case Next::kComma:
        if (reports && at + 2 < room_.ceiling && s_.is_quote(at + 1) && s_.quotation(at + 2) &&
            !left()) {
          return right(at + 1) ? std::optional(out_) : std::nullopt;
        }
        [[fallthrough]];
      case Next::kEnd:
        if (!reports) return std::nullopt;
        if (out_.spans.empty() && !left()) return orphan();
        resume(at);
        return out_;
      case Next::kOther:
        break;
    }
    return plain(at);
  }

  /// "X said." with nothing on either side: the quotation of the sentence before, if any.
  std::optional<Content> orphan() {
    const bool alone = source_ && source_->region.begin <= 1 && cue_.kind == CueKind::kFinite;
    if (!alone || frames_.weak) return std::nullopt;
    out_.postposed = true;
    return out_;
  }

  /// No mark says what follows: a clause without "that", or an object.
  std::optional<Content> plain(std::uint32_t at) {
    const WordInfo& word = s_.word(at);
    if (frames_.clause && !frames_.weak) {
      // "..., the mayor said after the vote."
      if (word.is(kPreposition | kSubordinator) && left()) {
        resume(at);
        return out_;
      }
      out_.spans.clear();
      out_.postposed = false;
      return right(at) ? std::optional(out_) : std::nullopt;
    }
    if ((frames_.noun || frames_.object) && !frames_.weak) {
      if (in_relative_clause()) return antecedent_and(at);
      if (word.is(kPreposition | kSubordinator | kConjunction | kAdverb)) return std::nullopt;
      return right(at) ? std::optional(out_) : std::nullopt;
    }
    const bool object = word.is(kDeterminer | kPossessive) || s_.is_name_word(at);
    if (frames_.weak && frames_.noun && object && source_ && !source_->borrowed) {
      return right(at) ? std::optional(out_) : std::nullopt;
    }
    if (frames_.clause || frames_.quote) {
      // A weak verb after its content: "..., he added."
      if (left() && left_is_quotation()) {
        resume(at);
        return out_;
      }
    }
    return std::nullopt;
  }

  bool in_relative_clause() const {
    if (!source_ || source_->borrowed || source_->inverted || source_->region.begin < 2)
      return false;
    const std::uint32_t before = source_->region.begin - 1;
    return relative_hangs_at(s_, before) && source_->antecedent.empty();
  }

  /// "four regions that they condemned | as illegal"
  std::optional<Content> antecedent_and(std::uint32_t at) {
    const auto antecedent = noun_phrase_before(s_, source_->region.begin - 1, room_.floor);
    if (antecedent) out_.spans.push_back(*antecedent);
    right(at);
    return out_.spans.empty() ? std::nullopt : std::optional(out_);
  }

  std::optional<Content> noun(std::uint32_t at) {
    if (source_ && source_->inverted) at = source_->words.end;
    if (at >= room_.ceiling) return std::nullopt;
    const bool that = s_.norm(at) == "that";
    if (!that && !frames_.allows_preposition(s_.norm(at))) return std::nullopt;
    if (!that && at == cue_.after) out_.cue.end = at + 1;
    // An owned noun is part of a larger clause; its content ends where that goes on.
    if (cue_.kind == CueKind::kNoun) {
      std::uint32_t end = at + 1;
      const std::uint32_t limit = std::min(room_.ceiling, at + kMaxReach);
      while (end < limit && !(s_.is_comma(end) && !s_.quotation(end)) && !s_.is_dash(end)) ++end;
      room_.ceiling = end;
    }
    const bool infinitive = s_.norm(at) == "to" && !that;
    return right(infinitive ? at : at + 1) ? std::optional(out_) : std::nullopt;
  }

  std::optional<Content> phrase() {
    if (!source_) return std::nullopt;
    std::uint32_t after = source_->words.end;
    // "According to Ana Moro, an analyst in Sela, ..."
    after = skip_apposition(after);
    const bool first = cue_.span.begin <= room_.floor || (!s_.is_comma(cue_.span.begin - 1) &&
                                                          room_.floor == 0 && cue_.span.begin <= 1);
    if (first) {
      return right(after) ? std::optional(out_) : std::nullopt;
    }
    const TokenSpan before = s_.trim({room_.floor, cue_.span.begin});
    if (before.empty() && room_.floor > 0) {  // "..., X said, according to Y": Y passes it on
      out_.postposed = true;
      return out_;
    }
    if (before.empty()) return right(after) ? std::optional(out_) : std::nullopt;
    out_.spans.push_back(before);
    out_.postposed = true;
    if (after < room_.ceiling && s_.is_comma(after) && s_.is_comma(cue_.span.begin - 1)) {
      right(after + 1);
    }
    return out_;
  }

  std::uint32_t skip_apposition(std::uint32_t at) const {
    if (at >= room_.ceiling || !s_.is_comma(at) || at + 1 >= room_.ceiling) return at;
    const WordInfo& word = s_.word(at + 1);
    if (!word.is(kDeterminer | kRelative) || s_.norm(at + 1) == "this") return at;
    constexpr std::uint32_t kReach = 25;
    const bool relative = word.is(kRelative);
    for (std::uint32_t i = at + 2; i < room_.ceiling && i < at + kReach; ++i) {
      if (s_.is_comma(i)) return i;
      if (!relative && is_finite_verb(s_, i)) return at;
    }
    return at;
  }

  std::optional<Content> passive() {
    const std::uint32_t after = cue_.after;
    const auto subject = source_before(s_, cue_, room_.floor);
    if (source_) {  // "was described by X as Z", "announced by X"
      if (subject) out_.spans.push_back(subject->words);
      const TokenSpan rest = s_.trim({source_->words.end, room_.ceiling});
      if (!rest.empty() && s_.norm(rest.begin) == "as") out_.spans.push_back(rest);
      return out_.spans.empty() ? std::nullopt : std::optional(out_);
    }
    // "is believed to be", "are expected to": nobody's word.
    if (!subject || after + 1 >= room_.ceiling || s_.norm(after) != "to") return std::nullopt;
    if (!frames_.clause && !frames_.infinitive) return std::nullopt;
    out_.spans.push_back(subject->words);
    return right(after) ? std::optional(out_) : std::nullopt;
  }

  const SentenceView& s_;
  const Cue& cue_;
  const Frames& frames_;
  const std::optional<Source>& source_;
  Room room_;
  Content out_;
};

}  // namespace

std::optional<Content> content_of(const SentenceView& s, const Cue& cue,
                                  const std::optional<Source>& source, Room room) {
  return ContentFinder(s, cue, source, room).find();
}

}  // namespace stemma::claims
