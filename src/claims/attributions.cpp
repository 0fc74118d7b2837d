#include "claims/attributions.h"

#include <algorithm>

#include "claims/phrases.h"

namespace stemma::claims {
namespace {

class AttributionFinder {
 public:
  explicit AttributionFinder(const SentenceView& s) : s_(s), cues_(find_cues(s)) {}

  std::vector<Attribution> find() {
    if (cues_.empty()) return {};
    sources_.resize(cues_.size());
    for (std::size_t k = 0; k < cues_.size(); ++k) sources_[k] = own_source(k);
    for (std::size_t k = 0; k < cues_.size(); ++k) attribute(k);
    return std::move(found_);
  }

 private:
  /// The source that stands with the cue; borrowed ones come later, when earlier cues are known.
  std::optional<Source> own_source(std::size_t k) const {
    const Cue& cue = cues_[k];
    switch (cue.kind) {
      case CueKind::kPhrase:
        return source_after(s_, cue.after);
      case CueKind::kNoun:
        return owner_of(s_, cue);
      case CueKind::kPassive:
        // "X, quoted by Z, said": Z passes X's word on; relays.h sees to it.
        if (cue.entry->lemma == "quote" || cue.entry->lemma == "cite") return std::nullopt;
        if (cue.after < s_.size() && s_.norm(cue.after) == "by") {
          return source_after(s_, cue.after + 1);
        }
        return std::nullopt;
      case CueKind::kGerund: {
        // "a statement | saying that"
        if (cue.span.begin == 0 || !s_.is_word(cue.span.begin - 1)) return std::nullopt;
        return document_before(cue.span.begin);
      }
      case CueKind::kFinite:
        break;
    }
    const auto left = source_before(s_, cue, 0);
    if (left) return left;
    const bool at_mark = cue.span.begin == 0 || s_.is_comma(cue.span.begin - 1) ||
                         s_.is_quote(cue.span.begin - 1) || s_.is_dash(cue.span.begin - 1);
    const CueEntry& entry = *cue.entry;
    if (at_mark && (entry.frames.clause || entry.frames.quote) && !cue.information) {
      auto right = source_after(s_, cue.after);
      if (right && begins_clause(right->region)) return std::nullopt;
      return right;
    }
    return std::nullopt;
  }

  /// "says | the gate | was on order": what follows the verb is what is said, not who says it.
  bool begins_clause(TokenSpan subject) const {
    return subject.end < s_.size() && is_finite_verb(s_, subject.end);
  }

  /// "denies the charge, | says the gate was on order", as headlines leave the subject out.
  bool follows_comma_without_subject(const Cue& cue) const {
    if (!s_.is_comma(cue.span.begin - 1) || !cue.entry->frames.clause) return false;
    if (cue.after < s_.size() && s_.norm(cue.after) == "that") return true;
    const auto right = source_after(s_, cue.after);
    return right && begins_clause(right->region);
  }

  /// "released | a new report | saying": the text, without what came before it.
  std::optional<Source> document_before(std::uint32_t end) const {
    constexpr std::uint32_t kReach = 5;
    if (s_.word(end - 1).speaker != SpeakerNoun::kDocument) return std::nullopt;
    std::uint32_t begin = end - 1;
    while (begin > 0 && end - begin < kReach &&
           !s_.word(begin).is(kDeterminer | kPossessive | kPreposition | kConjunction) &&
           s_.is_word(begin - 1) && !is_finite_verb(s_, begin - 1)) {
      --begin;
    }
    if (s_.word(begin).is(kPreposition | kConjunction)) ++begin;
    return Source{.words = {begin, end}, .antecedent = {}, .region = {begin, end}};
  }

  const std::optional<Source>& subject() {
    if (!subject_known_) {
      subject_ = main_subject(s_);
      subject_known_ = true;
    }
    return subject_;
  }

  /// The subject of an earlier verb, for ", noting that" and "and denied that".
  std::optional<Source> borrowed_source(const Cue& cue) {
    std::optional<Source> source = last_source_;
    if (!source && subject() && subject()->region.end <= cue.span.begin) source = subject();
    if (!source) return std::nullopt;
    source->borrowed = true;
    return source;
  }

  bool may_borrow(const Cue& cue) const {
    if (cue.kind == CueKind::kGerund) return true;
    if (cue.kind != CueKind::kFinite || cue.span.begin == 0) return false;
    if (follows_comma_without_subject(cue)) return true;
    const std::string_view before = s_.norm(cue.span.begin - 1);
    return before == "and" || before == "but" || before == "or" || before == "then";
  }

  /// Where cue k's own clause begins, seen from the left.
  std::uint32_t clause_begin(std::size_t k) const {
    std::uint32_t begin = cues_[k].span.begin;
    if (sources_[k] && !sources_[k]->inverted) begin = std::min(begin, sources_[k]->region.begin);
    return begin;
  }

  /// The end of the sentence, or of the clause that stands before the main one ("Although Velmar
  /// denies that, ...") or that a contrast ends (", while the town ...").
  std::uint32_t own_clause_end(std::size_t k) const {
    constexpr std::uint32_t kReach = 200;
    const std::uint32_t end = s_.end_of_prose();
    const std::uint32_t begin = clause_begin(k);
    const bool subordinate = begin > 0 && begin <= 2 && s_.word(begin - 1).is(kSubordinator);
    const bool aside = begin > 0 && s_.is_comma(begin - 1) && s_.word(begin).is(kRelative);
    for (std::uint32_t i = cues_[k].after; i + 1 < end && i < cues_[k].after + kReach; ++i) {
      if (!s_.is_comma(i) || s_.quotation(i)) continue;
      if (subordinate || aside) return i;
      if (s_.norm(i + 1) == "while" || s_.norm(i + 1) == "whereas") return i;
    }
    return end;
  }

  /// The first token that a later cue's clause takes away from content that runs to the right.
  std::uint32_t ceiling_after(std::size_t k) const {
    constexpr std::size_t kReach = 8;
    const std::uint32_t end = own_clause_end(k);
    for (std::size_t m = k + 1; m < cues_.size() && m <= k + kReach; ++m) {
      const Cue& cue = cues_[m];
      if (cue.kind == CueKind::kNoun || cue.kind == CueKind::kPassive) continue;
      const std::uint32_t begin = clause_begin(m);
      if (begin <= cues_[k].after) continue;
      const std::uint32_t last = begin - 1;
      if (cue.kind == CueKind::kPhrase || cue.kind == CueKind::kGerund) {
        if ((s_.is_comma(last) || s_.is_dash(last)) && last < end) return last;
        continue;
      }
      const bool comma_before = last > 0 && (s_.is_comma(last - 1) || s_.is_dash(last - 1));
      const bool joined = s_.word(last).is(kConjunction) || s_.norm(last) == "while" ||
                          s_.norm(last) == "whereas" || s_.norm(last) == "although" ||
                          s_.norm(last) == "though";
      if (last >= end) break;
      if (joined && last > cues_[k].after) {
        if (comma_before) return last - 1;
        if (!sources_[m]) return last;  // "said A and denied B"
      }
      if (s_.norm(last) == ";") return last;
      if (!sources_[m] && last > cues_[k].after && follows_comma_without_subject(cue)) return last;
    }
    return end;
  }

  /// "regions that | most states | have condemned": the clause describes a noun.
  bool stands_in_noun_phrase(const std::optional<Source>& source) const {
    if (!source || source->borrowed || source->inverted || source->region.begin == 0) return false;
    const std::uint32_t before = source->region.begin - 1;
    if (s_.norm(before) == "what") return true;
    return relative_hangs_at(s_, before) && source->antecedent.empty();
  }

  void attribute(std::size_t k) {
    const Cue& cue = cues_[k];
    std::optional<Source> source = sources_[k];
    if (!source && may_borrow(cue)) source = borrowed_source(cue);
    const bool nobody = cue.kind == CueKind::kPassive || cue.kind == CueKind::kNoun ||
                        cue.entry->cue_class == CueClass::kAppearance;
    if (!source && !nobody) return;
    // No sentence that a person wrote is so long; the bound keeps time linear in any text.
    constexpr std::uint32_t kLongestContent = 600;
    const std::uint32_t begin = cue.span.begin;
    const Room room{std::max(floor_, begin > kLongestContent ? begin - kLongestContent : 0),
                    std::min(ceiling_after(k), cue.after + kLongestContent)};
    auto content = content_of(s_, cue, source, room);
    if (!content) return;
    Attribution found{.sentence = s_.id(),
                      .cue = cue,
                      .cue_words = content->cue,
                      .source = source,
                      .content = std::move(content->spans),
                      .addressee = content->addressee,
                      .circumstances = std::move(content->circumstances),
                      .postposed = content->postposed,
                      .colon = content->colon,
                      .embedded = cue.kind == CueKind::kNoun || stands_in_noun_phrase(source)};
    if (cue.entry->cue_class == CueClass::kAppearance) found.source.reset();
    if (found.postposed) floor_ = std::max(floor_, found.extent().end);
    if (found.source && cue.kind != CueKind::kNoun) last_source_ = found.source;
    found_.push_back(std::move(found));
  }

  const SentenceView& s_;
  std::vector<Cue> cues_;
  std::vector<std::optional<Source>> sources_;
  std::vector<Attribution> found_;
  std::optional<Source> last_source_;
  std::optional<Source> subject_;
  bool subject_known_ = false;
  std::uint32_t floor_ = 0;  // content to the left of a cue begins after the last postposed one
};

}  // namespace

TokenSpan Attribution::extent() const {
  TokenSpan span = cue_words;
  const auto take = [&](TokenSpan other) {
    if (other.empty()) return;
    span.begin = std::min(span.begin, other.begin);
    span.end = std::max(span.end, other.end);
  };
  if (source && !source->borrowed) take(source->region);
  for (const TokenSpan part : content) take(part);
  if (addressee) take(*addressee);
  for (const TokenSpan part : circumstances) take(part);
  return span;
}

std::vector<Attribution> find_attributions(const SentenceView& s) {
  return AttributionFinder(s).find();
}

}  // namespace stemma::claims
