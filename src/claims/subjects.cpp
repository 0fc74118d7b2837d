#include "claims/subjects.h"

#include <algorithm>

#include "claims/verb_words.h"

namespace stemma::claims {
namespace {

/// Relations in which a verb is no predicate of its own.
bool serves_another(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kAux:
    case Relation::kCop:
    case Relation::kCase:
    case Relation::kMark:
    case Relation::kAmod:
    case Relation::kCompound:
    case Relation::kFixed:
    case Relation::kFlat:
    case Relation::kDet:
    case Relation::kGoeswith:
      return true;
    default:
      return false;
  }
}

}  // namespace

Subjects::Subjects(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words)
    : s_(s), tree_(tree), words_(words), shapes_(s.size()) {
  for (const std::uint32_t i : tree.from_root()) see(i);
}

bool Subjects::is_relative_pronoun(std::uint32_t i) const {
  const Xpos xpos = s_.token(i).xpos;
  return (xpos == Xpos::kWDT || xpos == Xpos::kWP) && s_.norm(i) != "what";
}

void Subjects::see(std::uint32_t i) {
  Shape& shape = shapes_[i];
  const Token& token = s_.token(i);
  const std::uint32_t head = tree_.head(i);
  shape.verb = token.upos == Upos::kVerb && !serves_another(token.relation);
  bool own_auxiliary = false;
  bool had = false;
  for (const std::uint32_t child : tree_.children(i)) {
    const Relation relation = s_.token(child).relation;
    switch (base_of(relation)) {
      case Relation::kNsubj:
        if (shape.subject == kNoHead) shape.subject = child;
        shape.passive |= relation == Relation::kNsubjPass;
        shape.own = true;
        break;
      case Relation::kCsubj:
        shape.own = true;
        break;
      case Relation::kObj:
      case Relation::kIobj:
        if (shape.object == kNoHead) shape.object = child;
        break;
      case Relation::kAux:
        own_auxiliary = true;
        shape.passive |= relation == Relation::kAuxPass;
        had |= s_.token(child).lemma == "have";
        break;
      case Relation::kCop:
        shape.copula = child;
        break;
      default:
        break;
    }
  }
  if (shape.verb && shape.object == kNoHead) {
    shape.object = verb_word(s_, tree_, words_, i).led_to;  // "called on | Velmar | to stop"
  }
  const Relation relation = token.relation;
  if (head != kNoHead) {
    if (relation == Relation::kAclRelcl) {
      shape.antecedent = head;
    } else if (base_of(relation) == Relation::kConj || base_of(relation) == Relation::kXcomp ||
               base_of(relation) == Relation::kCcomp) {
      shape.antecedent = shapes_[head].antecedent;
    }
  }
  if (!shape.verb && shape.copula == kNoHead) {
    shape.own = false;
    return;
  }
  if (token.xpos == Xpos::kVBN && !own_auxiliary && shape.object == kNoHead && head != kNoHead) {
    const bool reduced = relation == Relation::kAcl || relation == Relation::kAdvcl;
    const bool goes_on =
        base_of(relation) == Relation::kConj && shapes_[head].passive && !shape.own;
    shape.passive |= (reduced || goes_on) && !had;
  }
  if (shape.subject != kNoHead && is_relative_pronoun(shape.subject) &&
      shape.antecedent != kNoHead) {
    shape.subject = shape.antecedent;
  }
  if (!shape.own && head != kNoHead) shape.subject = shared(i);
}

std::uint32_t Subjects::owner_of(std::uint32_t noun) const {
  for (const std::uint32_t child : tree_.children(noun)) {
    if (s_.token(child).relation == Relation::kNmodPoss) return child;
  }
  const std::uint32_t verb = tree_.head(noun);  // "made a promise to leave"
  const bool done = s_.token(noun).relation == Relation::kObj;
  return done && verb != kNoHead ? shapes_[verb].subject : kNoHead;
}

std::uint32_t Subjects::shared(std::uint32_t i) const {
  const Token& token = s_.token(i);
  const std::uint32_t head = tree_.head(i);
  const Shape& above = shapes_[head];
  const bool finite =
      token.xpos == Xpos::kVBD || token.xpos == Xpos::kVBZ || token.xpos == Xpos::kVBP;
  switch (base_of(token.relation)) {
    case Relation::kConj:
      return above.subject;
    case Relation::kXcomp:
    case Relation::kCcomp: {
      if (finite) return kNoHead;
      const bool object_acts = above.object != kNoHead && !above.passive &&
                               !leading_word(s_, tree_, words_, head).is(kPromises);
      return object_acts ? above.object : above.subject;
    }
    case Relation::kAdvcl: {
      // "ordered troops | to leave", where the parse takes it for a purpose.
      const PredicateWord& leads = leading_word(s_, tree_, words_, head);
      const bool told_to = token.xpos == Xpos::kVB && above.object != kNoHead && !above.passive &&
                           leads.is(kAnnounced) && !leads.is(kPromises);
      if (told_to) return above.object;
      return finite ? kNoHead : above.subject;
    }
    case Relation::kParataxis:
      return finite ? kNoHead : above.subject;
    case Relation::kAcl:
      if (token.relation == Relation::kAclRelcl) return kNoHead;
      return token.xpos == Xpos::kVB ? owner_of(head) : head;
    default:
      return kNoHead;
  }
}

}  // namespace stemma::claims
