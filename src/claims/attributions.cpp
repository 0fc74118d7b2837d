#include "claims/attributions.h"

#include <algorithm>

#include "claims/edges.h"
#include "claims/phrases.h"
#include "claims/plain_cues.h"
#include "claims/tables.h"

namespace stemma::claims {
namespace {

class AttributionFinder {
 public:
  AttributionFinder(const SentenceView& s, const SentenceTree& tree) : s_(s), tree_(tree) {}

  std::vector<Attribution> find() {
    all_ = find_roles(s_, tree_, s_.tables().attribution, s_.tables().vectors);
    is_cue_.assign(s_.size(), false);
    for (const Roles& roles : all_) is_cue_[roles.head] = true;
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < s_.size(); ++i) {
      if (const auto object = information_object(s_, tree_, i); object && !s_.quotation(i)) {
        information(i, *object);
      } else if (next < all_.size() && all_[next].head == i) {
        attribute(all_[next]);
      }
      if (next < all_.size() && all_[next].head == i) ++next;
    }
    return_contents();
    close_over_what();
    std::erase_if(found_,
                  [&](const Attribution& a) { return a.content.empty() && !stands_alone(a); });
    return std::move(found_);
  }

 private:
  /// "A, X says, and Y has warned of B": A is not Y's, whose words begin after X's.
  void return_contents() {
    for (std::size_t k = 0; k + 1 < found_.size(); ++k) {
      Attribution& a = found_[k];
      Attribution& b = found_[k + 1];
      if (!a.content.empty() || b.content.empty() || !a.cue.entry->frames.clause) continue;
      if (b.content.front().end > a.cue.head) continue;
      a.content.push_back(b.content.front());
      a.postposed = true;
      b.content.erase(b.content.begin());
      if (b.content.empty()) {
        Roles roles{.head = b.cue.head, .score = 0, .cue = {}, .source = {}, .content = {}};
        if (b.source) roles.source.push_back(b.source->phrase);
        fill_from_parse(s_, tree_, roles);
        for (const TokenSpan span : roles.content) {
          if (span.begin > b.cue.head) b.content.push_back(s_.trim(span));
        }
      }
      b.postposed = !b.content.empty() && b.content.front().begin < b.cue.head;
    }
  }

  /// "X said it would go on | what it called | a mission": the words in X's mouth go on to the end
  /// of what is called so.
  void close_over_what() {
    for (std::size_t k = 0; k + 1 < found_.size(); ++k) {
      Attribution& b = found_[k + 1];
      if (!b.source || b.source->phrase.begin == 0 || b.content.empty()) continue;
      const std::uint32_t what = b.source->phrase.begin - 1;
      if (s_.norm(what) != "what") continue;
      if (b.content.size() > 1 && b.content.front() == TokenSpan{what, what + 1}) {
        b.content.erase(b.content.begin());
        b.postposed = false;
      }
      if (found_[k].content.empty()) continue;
      TokenSpan& content = found_[k].content.back();
      const bool opens = content.end == what || content.end == what + 1;
      if (opens && found_[k].cue.head < what) content.end = b.content.back().end;
    }
  }

  /// "gave no details of the plan": the object is the content, the subject the source.
  void information(std::uint32_t verb, std::uint32_t object) {
    for (const std::uint32_t child : tree_.children(verb)) {
      if (base_of(s_.token(child).relation) != Relation::kNsubj || child > verb) continue;
      Roles roles{.head = verb, .score = 0, .cue = {}, .source = {}, .content = {}};
      const TokenSpan phrase = s_.trim(tree_.extent(child));
      TokenSpan content = tree_.extent(object);
      for (const std::uint32_t next : tree_.children(verb)) {  // "on the route", hung from the verb
        const TokenSpan span = tree_.extent(next);
        if (span.begin == content.end && s_.word(span.begin).is(kPreposition)) {
          content.end = span.end;
        }
      }
      content = s_.trim(content);
      if (phrase.empty() || phrase.end > verb || content.begin <= verb) return;
      roles.source.push_back(phrase);
      roles.content.push_back(content);
      attribute(roles);
      return;
    }
  }

  void attribute(const Roles& roles) {
    Attribution a;
    a.sentence = s_.id();
    a.cue = cue_of(s_, tree_, roles);
    a.source = source_of(s_, tree_, a.cue, roles);
    if (const auto above = source_above(a.cue)) {
      if (!a.source || a.source->phrase.overlaps(above->phrase)) a.source = above;
    }
    Bounds bounds{.cue = a.cue.head,
                  .others = {a.cue.span},
                  .aside = a.cue.kind == CueKind::kPhrase,
                  .heads_of_cues = &is_cue_};
    if (a.source) bounds.others.push_back(a.source->phrase);
    for (TokenSpan span : contents_of(a, roles)) {
      span = with_verbs(s_, tree_, whole_phrases(s_, tree_, span, bounds), bounds);
      span = with_verbs(s_, tree_, span, bounds);  // of a noun's verb
      span = s_.trim(without_description(a, without_addressee(a, span)));
      if (!span.empty() && is_that(span.begin)) span = s_.trim({span.begin + 1, span.end});
      span = with_marks(s_, span);
      const bool follows = a.content.empty() || a.content.back().end <= span.begin;
      if (!span.empty() && follows && !span.overlaps(a.cue.span)) a.content.push_back(span);
    }
    add_judgement(a);
    a.cue_words = words_of(a.cue);
    if (!a.content.empty()) a.postposed = a.content.front().begin < a.cue.head;
    if (a.content.empty()) {
      const std::uint32_t end = std::max(a.cue.span.end, a.source ? a.source->phrase.end : 0);
      a.colon = end < s_.size() && s_.is_colon(end);
      a.postposed = !a.colon;
    }
    if (a.source) {
      a.source->borrowed = a.source->borrowed || is_borrowed(*a.source, a.cue);
      widen(a);
    }
    a.embedded = a.cue.kind == CueKind::kNoun || stands_in_noun_phrase(a);
    neighbours(a);
    found_.push_back(std::move(a));
  }

  /// What the model found; for "told the press the bridge was safe", where it found nothing, all
  /// that follows.
  std::vector<TokenSpan> contents_of(const Attribution& a, const Roles& roles) const {
    if (!roles.content.empty() || !a.cue.entry->frames.addressee || !a.source) return roles.content;
    if (a.cue.kind != CueKind::kFinite || a.source->inverted) return {};
    const std::uint32_t end = std::min(s_.end_of_prose(), a.cue.head + kRoleReach);
    for (std::uint32_t i = a.cue.head + 1; i < end && !is_cue_[i] && !s_.is_comma(i); ++i) {
      const Xpos xpos = s_.token(i).xpos;
      if (xpos == Xpos::kVBD || xpos == Xpos::kVBZ || xpos == Xpos::kVBP || xpos == Xpos::kMD) {
        return {TokenSpan{a.cue.head + 1, end}};
      }
    }
    return {};
  }

  /// "two islands that most states condemned | as stolen": the judgement belongs to the content.
  void add_judgement(Attribution& a) const {
    if (a.content.empty() || a.content.back().end > a.cue.head) return;
    if (!a.cue.entry->frames.allows_preposition("as") &&
        a.cue.entry->cue_class != CueClass::kEvaluation) {
      return;
    }
    for (const std::uint32_t child : tree_.children(a.cue.head)) {
      const TokenSpan span = s_.trim(tree_.extent(child));
      if (span.begin <= a.cue.head || s_.norm(span.begin) != "as") continue;
      if (!a.source || !span.overlaps(a.source->phrase)) a.content.push_back(span);
      return;
    }
  }

  /// The "that" which opens a clause, not that of "that day".
  bool is_that(std::uint32_t i) const {
    return s_.norm(i) == "that" && s_.token(i).xpos != Xpos::kDT;
  }

  /// "told | Meridian | the bridge was safe": the object of a verb that also has a clause was told.
  TokenSpan without_addressee(Attribution& a, TokenSpan content) const {
    if (!a.cue.entry->frames.addressee || content.begin < a.cue.head) return content;
    std::optional<TokenSpan> told;
    bool clause = false;
    for (const std::uint32_t child : tree_.children(a.cue.head)) {
      if (child < a.cue.head) continue;
      const Relation relation = base_of(s_.token(child).relation);
      if (relation == Relation::kObj || relation == Relation::kIobj) told = tree_.extent(child);
      clause = clause || relation == Relation::kCcomp;
    }
    if (told && clause && told->begin == content.begin && told->end < content.end) {
      a.addressee = told;
      return {told->end, content.end};
    }
    // Where the parse takes them for one phrase, a second noun phrase begins the clause.
    const auto phrase = noun_phrase_at(s_, content.begin, {.prepositions = false});
    if (content.begin != a.cue.head + 1 || !phrase || phrase->end >= content.end) return content;
    const WordInfo& next = s_.word(phrase->end);
    if (!next.is(kDeterminer | kPossessive | kSubjectPronoun) || s_.norm(phrase->end) == "'s") {
      return content;
    }
    a.addressee = phrase;
    return {phrase->end, content.end};
  }

  /// "According to Ana Moro, | an analyst in Sela, | prices will fall": the source's still.
  TokenSpan without_description(Attribution& a, TokenSpan content) const {
    if (!a.source || content.begin < a.source->phrase.end) return content;
    TokenSpan& phrase = a.source->phrase;
    for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) {
      for (const std::uint32_t child : tree_.children(i)) {
        const Relation relation = s_.token(child).relation;
        if (relation != Relation::kAppos && relation != Relation::kAclRelcl) continue;
        const TokenSpan extent = s_.trim(tree_.extent(child));
        if (extent.begin == content.begin && extent.end < content.end) {
          phrase.end = extent.end;
          a.source->region.end = std::max(a.source->region.end, extent.end);
          return {extent.end, content.end};
        }
      }
    }
    if (a.cue.kind != CueKind::kPhrase || !s_.is_comma(phrase.end) ||
        s_.token(content.begin).upos != Upos::kDet) {
      return content;
    }
    for (std::uint32_t i = content.begin; i + 1 < content.end; ++i) {
      const Xpos xpos = s_.token(i).xpos;
      if (xpos == Xpos::kVBD || xpos == Xpos::kVBZ || xpos == Xpos::kVBP || xpos == Xpos::kMD)
        break;
      if (!s_.is_comma(i)) continue;
      phrase.end = i;
      a.source->region.end = std::max(a.source->region.end, i);
      return {i, content.end};
    }
    return content;
  }

  /// "X denies A, | says B": the source of the cue that this one hangs from.
  std::optional<Source> source_above(const Cue& cue) const {
    if (cue.kind != CueKind::kFinite && cue.kind != CueKind::kGerund) return std::nullopt;
    switch (base_of(s_.token(cue.head).relation)) {
      case Relation::kConj:
      case Relation::kParataxis:
      case Relation::kAdvcl:
      case Relation::kXcomp:
        break;
      default:
        return std::nullopt;
    }
    constexpr std::size_t kReach = 8;
    std::size_t looked = 0;
    for (auto it = found_.rbegin(); it != found_.rend() && looked < kReach; ++it, ++looked) {
      if (it->cue.head != tree_.head(cue.head) || !it->source) continue;
      Source source = *it->source;
      source.borrowed = true;
      return source;
    }
    return std::nullopt;
  }

  /// "\"...!\" he said.": a sentence that is nothing but source and cue.
  bool stands_alone(const Attribution& a) const {
    constexpr std::uint32_t kMostOthers = 6;
    const bool speaks = a.cue.entry->frames.clause || a.cue.entry->frames.quote;
    if (!speaks || !a.source || a.cue.kind != CueKind::kFinite) return false;
    std::uint32_t others = 0;
    for (std::uint32_t i = 0; i < s_.size(); ++i) {
      const bool own = a.source->phrase.contains(i) || a.cue.span.contains(i);
      others += s_.is_word(i) && !own ? 1 : 0;
    }
    return others <= kMostOthers;
  }

  /// The words that a reader is shown as the cue: head, particle, the preposition before content.
  TokenSpan words_of(const Cue& cue) const {
    TokenSpan words = cue.span;
    while (words.begin < cue.head && cue.kind == CueKind::kNoun &&
           s_.word(words.begin).is(kDeterminer | kPossessive)) {
      ++words.begin;
    }
    if (cue.kind == CueKind::kPhrase) return words;
    words.end = std::max(cue.head, cue.sense) + 1;
    while (words.end < cue.span.end) {
      const Token& token = s_.token(words.end);
      const bool frame = cue.entry->frames.allows_preposition(token.norm);
      if (token.relation != Relation::kCompoundPrt && !frame) break;
      ++words.end;
    }
    return words;
  }

  /// The subject of another cue.
  bool is_borrowed(const Source& source, const Cue& cue) const {
    std::uint32_t i = source.words.begin;
    while (tree_.head(i) != kNoHead && source.phrase.contains(tree_.head(i))) i = tree_.head(i);
    const std::uint32_t governor = tree_.head(i);
    return governor != kNoHead && governor != cue.head && is_cue_[governor] &&
           !cue.span.contains(governor);
  }

  /// The region takes in what stands between source and cue, where that is nobody else's.
  void widen(Attribution& a) const {
    Source& source = *a.source;
    if (source.borrowed) return;
    const TokenSpan between = source.inverted ? TokenSpan{a.cue.span.end, source.phrase.begin}
                                              : TokenSpan{source.phrase.end, a.cue.span.begin};
    if (between.begin > between.end) return;
    for (const TokenSpan span : a.content) {
      if (span.overlaps(between)) return;
    }
    for (std::uint32_t i = between.begin; i < between.end; ++i) {
      // "the council, | quoted by Meridian, | said" describes the source still.
      if (is_cue_[i] && s_.token(i).relation != Relation::kAcl) return;
    }
    if (source.inverted) {
      source.region.begin = between.begin;
    } else {
      source.region.end = std::max(source.region.end, between.end);
    }
  }

  /// "regions that | most states | have condemned": the clause describes a noun.
  bool stands_in_noun_phrase(const Attribution& a) const {
    if (!a.source || a.source->borrowed) return false;
    const TokenSpan phrase = a.source->phrase;
    if (phrase.begin > 0 && s_.norm(phrase.begin - 1) == "what") return true;
    constexpr int kReach = 4;
    std::uint32_t i = a.cue.head;
    for (int step = 0; step < kReach; ++step) {
      const Relation relation = base_of(s_.token(i).relation);
      if (relation == Relation::kAcl) return a.source->antecedent.empty();
      if (relation != Relation::kConj && relation != Relation::kXcomp) return false;
      i = tree_.head(i);
    }
    return false;
  }

  bool is_free(const Attribution& a, TokenSpan span) const {
    if (a.source && span.overlaps(a.source->phrase)) return false;
    return std::none_of(a.content.begin(), a.content.end(),
                        [&](TokenSpan content) { return content.overlaps(span); });
  }

  /// Who was told, where and when: what hangs from the cue beside source and content.
  void neighbours(Attribution& a) const {
    for (const std::uint32_t child : tree_.children(a.cue.head)) {
      const Relation relation = base_of(s_.token(child).relation);
      const TokenSpan span = s_.trim(tree_.extent(child));
      if (span.empty() || span.contains(a.cue.head) || !is_free(a, span)) continue;
      if (relation == Relation::kObl || relation == Relation::kAdvmod) {
        if (child > a.cue.head) a.circumstances.push_back(span);
      } else if ((relation == Relation::kObj || relation == Relation::kIobj) && !a.addressee) {
        if (a.cue.entry->frames.addressee) a.addressee = span;
      }
    }
    if (a.content.empty() || a.cue.kind == CueKind::kPhrase) return;
    // What the parse hangs elsewhere: "said | in an interview with Meridian | that ...".
    const std::uint32_t begin = std::max(a.cue_words.end, a.source ? a.source->phrase.end : 0);
    const auto content = std::find_if(a.content.begin(), a.content.end(),
                                      [&](TokenSpan span) { return span.begin >= begin; });
    const std::uint32_t end = content == a.content.end() ? begin : content->begin;
    const TokenSpan gap = s_.trim({begin, end});
    if (gap.empty() || !is_free(a, gap)) return;
    if (a.cue.entry->frames.addressee && !a.addressee && !s_.word(gap.begin).is(kPreposition)) {
      a.addressee = gap;
    } else {
      a.circumstances.push_back(gap);
    }
  }

  const SentenceView& s_;
  const SentenceTree& tree_;
  std::vector<Roles> all_;
  std::vector<bool> is_cue_;
  std::vector<Attribution> found_;
};

}  // namespace

std::vector<Attribution> find_attributions(const SentenceView& s, const SentenceTree& tree) {
  return AttributionFinder(s, tree).find();
}

}  // namespace stemma::claims
