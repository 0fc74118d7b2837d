#include "claims/tense.h"

#include <algorithm>

#include "claims/verb_words.h"

namespace stemma::claims {
namespace {

constexpr int kClimb = 4;  // heads above a predicate that may tell its tense

bool is_negator(const SentenceView& s, std::uint32_t i) {
  return s.word(i).role == CertaintyRole::kNegator;
}

/// A form that tells a tense by itself.
Tense tense_of_form(Xpos xpos) {
  switch (xpos) {
    case Xpos::kVBD:
      return Tense::kHappened;
    case Xpos::kVBZ:
    case Xpos::kVBP:
      return Tense::kOngoing;
    default:
      return Tense::kUnknown;
  }
}

/// The verb group: the predicate and what helps it.
struct Group {
  std::uint32_t modal = kNoHead;
  std::uint32_t have = kNoHead;
  std::uint32_t finite = kNoHead;  // the finite "be" or "do"
  std::uint32_t being = kNoHead;   // "civilians | being killed"
  std::uint32_t condition = kNoHead;
};

Group group_of(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words,
               std::uint32_t predicate) {
  Group group;
  for (const std::uint32_t child : tree.children(predicate)) {
    const Token& token = s.token(child);
    switch (base_of(token.relation)) {
      case Relation::kAux:
      case Relation::kCop:
        if (token.xpos == Xpos::kMD) {
          group.modal = child;
        } else if (token.lemma == "have") {
          group.have = child;
        } else if (tense_of_form(token.xpos) != Tense::kUnknown) {
          group.finite = child;
        } else if (token.xpos == Xpos::kVBG) {
          group.being = child;
        }
        break;
      case Relation::kMark:
        if (words.conjunction(token.norm).is(kCondition)) group.condition = child;
        break;
      default:
        break;
    }
  }
  return group;
}

Tense tense_of_modal(const PredicateWord& modal, bool have) {
  if (have && modal.is(kPerfect)) return Tense::kHappened;  // "may have fled"
  if (modal.is(kPredicted)) return Tense::kPredicted;
  return modal.is(kHypothetical) ? Tense::kHypothetical : Tense::kUnknown;
}

/// "not", "never", the "no" of subject or object.
std::optional<ByteRange> own_negation(const SentenceView& s, const SentenceTree& tree,
                                      std::uint32_t predicate) {
  for (const std::uint32_t child : tree.children(predicate)) {
    const Relation relation = base_of(s.token(child).relation);
    if (is_negator(s, child) && (relation == Relation::kAdvmod || relation == Relation::kDet ||
                                 relation == Relation::kNsubj || relation == Relation::kObj)) {
      return s.token(child).range;
    }
    if (relation != Relation::kNsubj && relation != Relation::kObj) continue;
    for (const std::uint32_t inner : tree.children(child)) {
      if (s.token(inner).relation == Relation::kDet && is_negator(s, inner)) {
        return s.token(inner).range;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

TenseFound tense_of(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words,
                    std::uint32_t predicate) {
  std::uint32_t i = predicate;
  for (int step = 0; step < kClimb; ++step) {
    const Token& token = s.token(i);
    const Group group = group_of(s, tree, words, i);
    const auto found = [&](Tense tense, std::uint32_t at) {
      return TenseFound{tense, s.token(at).range};
    };
    if (group.condition != kNoHead) return found(Tense::kHypothetical, group.condition);
    if (group.modal != kNoHead) {
      const bool have = group.have != kNoHead;
      TenseFound tense = found(tense_of_modal(words.modal(s.norm(group.modal)), have), group.modal);
      if (have) tense.evidence = cover(*tense.evidence, s.token(group.have).range);
      return tense;
    }
    if (group.have != kNoHead) return found(Tense::kHappened, group.have);
    if (group.finite != kNoHead) {
      const bool goes_on = token.xpos == Xpos::kVBG;
      return found(goes_on ? Tense::kOngoing : tense_of_form(s.token(group.finite).xpos),
                   group.finite);
    }
    if (const Tense tense = tense_of_form(token.xpos); tense != Tense::kUnknown) {
      return found(tense, i);
    }
    if (group.being != kNoHead) return found(Tense::kOngoing, group.being);
    // No word of the group tells: that of the verb above does.
    const Relation relation = base_of(token.relation);
    const std::uint32_t head = tree.head(i);
    if (head == kNoHead) break;
    const bool told_to = relation == Relation::kAdvcl && token.xpos == Xpos::kVB;  // "urged X to"
    if (relation == Relation::kXcomp || relation == Relation::kCcomp ||
        relation == Relation::kAcl || told_to) {
      const PredicateWord& above = leading_word(s, tree, words, head);
      if (above.is(kPredicted)) return found(Tense::kPredicted, head);
      if (above.is(kAnnounced)) return found(Tense::kAnnounced, head);
    }
    if (relation == Relation::kAcl) {  // "a town taken by", "troops holding"
      if (token.xpos == Xpos::kVBN) return found(Tense::kHappened, i);
      if (token.xpos == Xpos::kVBG) return found(Tense::kOngoing, i);
      break;
    }
    const bool goes_along = relation == Relation::kConj || relation == Relation::kXcomp ||
                            relation == Relation::kCcomp || relation == Relation::kAdvcl;
    if (!goes_along || told_to) break;
    i = head;
  }
  return {};
}

std::optional<ByteRange> negation_of(const SentenceView& s, const SentenceTree& tree,
                                     const PredicateWords& words, std::uint32_t predicate) {
  const auto own = own_negation(s, tree, predicate);
  const Relation relation = base_of(s.token(predicate).relation);
  const std::uint32_t head = tree.head(predicate);
  if (head == kNoHead) return own;
  if (relation == Relation::kXcomp && leading_word(s, tree, words, head).is(kFails)) {
    if (own || own_negation(s, tree, head)) return std::nullopt;  // "did not fail to"
    return s.token(head).range;
  }
  if (own) return own;
  // "did not attack or shell", but not "will not stay and they will go"
  const auto children = tree.children(predicate);
  const bool shares = std::none_of(children.begin(), children.end(), [&](std::uint32_t child) {
    const Relation below = base_of(s.token(child).relation);
    return below == Relation::kNsubj || below == Relation::kAux;
  });
  if (shares && relation == Relation::kConj && s.token(predicate).xpos == Xpos::kVB) {
    for (const std::uint32_t child : tree.children(head)) {
      if (child < head && is_negator(s, child) && s.token(child).relation == Relation::kAdvmod) {
        return s.token(child).range;
      }
    }
  }
  return std::nullopt;
}

}  // namespace stemma::claims
