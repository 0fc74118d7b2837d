#include "claims/arguments.h"

#include <algorithm>

namespace stemma::claims {
namespace {

constexpr std::size_t kMostJoined = 8;  // "A, B, C and D" in one role

bool has_role(const std::vector<Filler>& fillers, ArgumentRole role) {
  return std::any_of(fillers.begin(), fillers.end(),
                     [&](const Filler& filler) { return filler.role == role; });
}

bool is_noun(Upos upos) {
  return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron || upos == Upos::kNum ||
         upos == Upos::kDet || upos == Upos::kAdj || upos == Upos::kSym;
}

}  // namespace

/// "who", "that" of a relative clause: the noun that it describes.
std::uint32_t Arguments::meant(std::uint32_t i) const {
  if (!subjects_.is_relative_pronoun(i) || tree_.head(i) == kNoHead) return i;
  const std::uint32_t antecedent = subjects_.antecedent(tree_.head(i));
  return antecedent == kNoHead ? i : antecedent;
}

void Arguments::add(Fillers& out, ArgumentRole role, std::uint32_t head) const {
  head = meant(head);
  out.push_back({role, head});
  std::size_t joined = 0;
  for (const std::uint32_t child : tree_.children(head)) {
    // "The court on Monday ordered": the day is the deed's.
    if (child > head && base_of(s_.token(child).relation) == Relation::kNmod &&
        role <= ArgumentRole::kPartner && grounded_.is_time(s_.token(child).range)) {
      out.push_back({ArgumentRole::kTime, child});
    }
    if (s_.token(child).relation != Relation::kConj || !is_noun(s_.token(child).upos)) continue;
    if (++joined == kMostJoined) return;
    out.push_back({role, child});
  }
}

std::string_view Arguments::preposition(std::uint32_t i) const {
  for (const std::uint32_t child : tree_.children(i)) {
    if (s_.token(child).relation == Relation::kCase && child < i) return s_.norm(child);
  }
  return {};
}

/// Somebody who can do or be given something.
bool Arguments::is_actor(std::uint32_t i) const {
  if (s_.word(i).speaker == SpeakerNoun::kPerson || s_.word(i).speaker == SpeakerNoun::kBody) {
    return true;
  }
  const Mention* mention = s_.headed(i);
  return mention != nullptr && mention->type != EntityType::kUnknown;
}

/// A place on the ground, by what grounding knows or by its look: "the harbour", not "protest".
bool Arguments::is_spot(std::uint32_t i) const {
  if (grounded_.is_place(s_.token(i).range)) return true;
  const Mention* mention = s_.headed(i);
  if (mention != nullptr && mention->type == EntityType::kPlace) return true;
  if (s_.token(i).upos != Upos::kNoun || !words_.noun(s_.token(i).lemma).verb.empty()) return false;
  if (s_.word(i).speaker != SpeakerNoun::kNone) return false;
  const auto children = tree_.children(i);
  return std::any_of(children.begin(), children.end(), [&](std::uint32_t child) {
    return s_.token(child).relation == Relation::kDet;
  });
}

std::optional<ArgumentRole> Arguments::role_of(std::string_view preposition, std::uint32_t head,
                                               const PredicateWord& word, bool of_noun) const {
  const ByteRange range = s_.token(head).range;
  if (grounded_.is_time(range)) return ArgumentRole::kTime;
  if (grounded_.is_amount(range)) return ArgumentRole::kAmount;
  const PredicateWord& noun = words_.noun(s_.token(head).lemma);
  if (preposition == "with") {
    if (word.is(kMeets)) return ArgumentRole::kPartner;
    if (noun.is(kTool)) return ArgumentRole::kInstrument;
    return of_noun && is_actor(head) ? std::optional(ArgumentRole::kPartner) : std::nullopt;
  }
  if (preposition == "to" && (word.is(kGives) || (!of_noun && is_actor(head)))) {
    return grounded_.is_place(range) && !word.is(kGives) ? ArgumentRole::kPlace
                                                         : ArgumentRole::kRecipient;
  }
  if (!of_noun && word.is(kAims) &&
      (preposition == "at" || preposition == "on" || preposition == "against")) {
    return ArgumentRole::kPatient;
  }
  auto role = words_.preposition(preposition, of_noun);
  if (role == ArgumentRole::kPlace && !is_spot(head)) return std::nullopt;
  return role;
}

void Arguments::add_oblique(Fillers& out, std::uint32_t child, const PredicateWord& word,
                            bool passive, bool of_noun) const {
  const std::uint32_t head = meant(child);
  const std::string_view led_by = preposition(child);
  const ByteRange range = s_.token(head).range;
  if (led_by == "by" && !of_noun) {
    if (grounded_.is_time(range)) {
      add(out, ArgumentRole::kTime, child);
    } else if (grounded_.is_amount(range)) {
      add(out, ArgumentRole::kAmount, child);
    } else if (passive) {
      add(out, ArgumentRole::kAgent, child);
    }
    return;
  }
  if (const auto role = role_of(led_by, head, word, of_noun)) add(out, *role, child);
}

void Arguments::add_subject(Fillers& out, std::uint32_t verb, const PredicateWord& word,
                            std::uint32_t part) const {
  const std::uint32_t subject = subjects_.of(verb);
  if (subject == kNoHead) return;
  bool object = false;
  for (const std::uint32_t child : tree_.children(verb)) {
    object = object || (child != part && base_of(s_.token(child).relation) == Relation::kObj);
  }
  if (subjects_.is_passive(verb)) {
    add(out, object && word.is(kGives) ? ArgumentRole::kRecipient : ArgumentRole::kPatient,
        subject);
  } else if (!grounded_.is_time(s_.token(subject).range)) {
    const bool befalls = word.is(kUndergoes) && !object;
    const bool exists = s_.token(verb).lemma == "be";  // "there were two raids"
    add(out,
        exists    ? ArgumentRole::kTopic
        : befalls ? ArgumentRole::kPatient
                  : ArgumentRole::kAgent,
        subject);
  }
}

/// "the town that | they shelled": the noun before the clause is what it was done to.
void Arguments::add_gap(Fillers& out, std::uint32_t verb, const PredicateWord& word) const {
  if (s_.token(verb).relation != Relation::kAclRelcl || subjects_.is_passive(verb)) return;
  const std::uint32_t noun = subjects_.antecedent(verb);
  if (noun == kNoHead || subjects_.of(verb) == noun || subjects_.of(verb) == kNoHead) return;
  if (word.is(kUndergoes)) return;
  for (const std::uint32_t child : tree_.children(verb)) {
    const Token& token = s_.token(child);
    const Relation relation = base_of(token.relation);
    if (relation == Relation::kObj || relation == Relation::kCcomp ||
        relation == Relation::kXcomp || token.xpos == Xpos::kWRB || token.upos == Upos::kAdp ||
        (relation == Relation::kObl && subjects_.is_relative_pronoun(child))) {
      return;
    }
  }
  out.push_back({ArgumentRole::kPatient, noun});
}

void Arguments::add_objects(Fillers& out, std::uint32_t verb, const PredicateWord& word,
                            std::uint32_t part) const {
  const auto children = tree_.children(verb);
  const bool clause = std::any_of(children.begin(), children.end(), [&](std::uint32_t child) {
    return base_of(s_.token(child).relation) == Relation::kCcomp;
  });
  const bool passive = subjects_.is_passive(verb);
  std::uint32_t last = kNoHead;  // object: of two, "gave the town | ships", the first receives
  for (const std::uint32_t child : children) {
    if (base_of(s_.token(child).relation) == Relation::kObj) last = child;
  }
  for (const std::uint32_t child : children) {
    const ByteRange range = s_.token(child).range;
    switch (base_of(s_.token(child).relation)) {
      case Relation::kIobj:
        add(out, ArgumentRole::kRecipient, child);
        break;
      case Relation::kObj:
        if (child == part) break;
        if (grounded_.is_amount(range)) {
          add(out, ArgumentRole::kAmount, child);
        } else if (grounded_.is_time(range)) {
          add(out, ArgumentRole::kTime, child);
        } else {
          const bool receives = word.is(kGives) && child != last;
          const bool told = clause && (is_actor(child) || s_.token(child).upos == Upos::kPron);
          add(out, told || receives ? ArgumentRole::kRecipient : ArgumentRole::kPatient, child);
        }
        break;
      case Relation::kObl:
      case Relation::kNmod:
        add_oblique(out, child, word, passive, false);
        break;
      case Relation::kAdvmod:
        if (grounded_.is_time(range)) add(out, ArgumentRole::kTime, child);
        break;
      default:
        break;
    }
  }
}

/// "attacked and burned | the town": one object for two verbs that stand side by side.
void Arguments::add_joined_object(Fillers& out, std::uint32_t verb) const {
  if (has_role(out, ArgumentRole::kPatient) || subjects_.is_passive(verb)) return;
  const auto is_side_by_side = [&](std::uint32_t first, std::uint32_t second) {
    return s_.token(second).relation == Relation::kConj && second == first + 2 &&
           s_.token(first + 1).upos == Upos::kCconj && subjects_.is_verb(second);
  };
  std::uint32_t other = kNoHead;
  if (verb + 2 < s_.size() && is_side_by_side(verb, verb + 2)) other = verb + 2;
  if (verb >= 2 && is_side_by_side(verb - 2, verb)) other = verb - 2;
  if (other == kNoHead) return;
  for (const std::uint32_t child : tree_.children(other)) {
    if (s_.token(child).relation == Relation::kObj && child > std::max(verb, other)) {
      add(out, ArgumentRole::kPatient, child);
    }
  }
}

std::uint32_t Arguments::deed_of(std::uint32_t verb, const PredicateWord& word) const {
  if (!word.is(kLight) && !word.is(kSuffers)) return kNoHead;
  for (const std::uint32_t child : tree_.children(verb)) {
    const Relation relation = s_.token(child).relation;
    const bool done = relation == Relation::kObj || relation == Relation::kNsubjPass;
    if (!done || s_.token(child).upos != Upos::kNoun) continue;
    const PredicateWord& noun = words_.noun(s_.token(child).lemma);
    return noun.verb.empty() ? kNoHead : child;
  }
  return kNoHead;
}

/// "the shelling of the port | by rebels", where the parse hangs who did it from whom it was done
/// to.
void Arguments::add_misplaced_agent(Fillers& out) const {
  if (has_role(out, ArgumentRole::kAgent)) return;
  const std::size_t count = out.size();
  for (std::size_t k = 0; k < count; ++k) {
    if (out[k].role != ArgumentRole::kPatient) continue;
    for (const std::uint32_t child : tree_.children(out[k].head)) {
      const bool by = child > out[k].head && preposition(child) == "by";
      if (by && base_of(s_.token(child).relation) == Relation::kNmod &&
          !grounded_.is_time(s_.token(child).range)) {
        add(out, ArgumentRole::kAgent, child);
      }
    }
  }
}

/// Two who meet, trade or sign are two sides.
void Arguments::set_sides_apart(Fillers& out, const PredicateWord& word) const {
  if (!word.is(kMeets)) return;
  if (!has_role(out, ArgumentRole::kAgent)) {  // "talks between"
    const auto first = std::find_if(out.begin(), out.end(), [](const Filler& filler) {
      return filler.role == ArgumentRole::kPartner;
    });
    if (first != out.end()) first->role = ArgumentRole::kAgent;
  }
  if (!has_role(out, ArgumentRole::kPartner)) {
    bool first = true;
    for (Filler& filler : out) {
      if (filler.role != ArgumentRole::kAgent) continue;
      if (!first) filler.role = ArgumentRole::kPartner;
      first = false;
    }
  }
}

/// "met the governor": neither does it to the other.
void Arguments::set_object_aside(Fillers& out, const PredicateWord& word) const {
  if (!word.is(kMutual) || has_role(out, ArgumentRole::kPartner)) return;
  if (!has_role(out, ArgumentRole::kAgent)) return;
  for (Filler& filler : out) {
    const Upos upos = s_.token(filler.head).upos;
    if (filler.role == ArgumentRole::kPatient &&
        (is_actor(filler.head) || upos == Upos::kPropn || upos == Upos::kPron)) {
      filler.role = ArgumentRole::kPartner;
    }
  }
}

/// A tool that is fired is no target; roles stand in order, each filler once.
void Arguments::finish(Fillers& out, const PredicateWord& word) const {
  set_sides_apart(out, word);
  if (word.is(kAims)) {
    const auto patients = std::count_if(out.begin(), out.end(), [](const Filler& filler) {
      return filler.role == ArgumentRole::kPatient;
    });
    for (Filler& filler : out) {
      if (patients > 1 && filler.role == ArgumentRole::kPatient &&
          words_.noun(s_.token(filler.head).lemma).is(kTool)) {
        filler.role = ArgumentRole::kInstrument;
      }
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Filler& a, const Filler& b) {
    return a.role != b.role ? a.role < b.role : a.head < b.head;
  });
  out.erase(std::unique(out.begin(), out.end(),
                        [](const Filler& a, const Filler& b) {
                          return a.role == b.role && a.head == b.head;
                        }),
            out.end());
}

std::vector<Filler> Arguments::of_verb(std::uint32_t verb, const PredicateWord& word,
                                       std::uint32_t part) const {
  Fillers out;
  add_subject(out, verb, word, part);
  add_objects(out, verb, word, part);
  add_gap(out, verb, word);
  add_joined_object(out, verb);
  if (subjects_.is_passive(verb)) add_misplaced_agent(out);
  set_object_aside(out, word);
  finish(out, word);
  return out;
}

void Arguments::add_noun_phrase(Fillers& out, std::uint32_t noun, const PredicateWord& told) const {
  const PredicateWord& word = words_.noun(s_.token(noun).lemma);
  const bool known = has_role(out, ArgumentRole::kAgent);  // from the verb
  std::uint32_t owner = kNoHead;
  for (const std::uint32_t child : tree_.children(noun)) {
    const Token& token = s_.token(child);
    const Relation relation = token.relation;
    if (relation == Relation::kNmodPoss) {
      owner = child;
    } else if (base_of(relation) == Relation::kNmod && child > noun) {
      add_oblique(out, child, told, false, true);
    } else if (relation == Relation::kCompound || relation == Relation::kAmod) {
      if (words_.noun(token.lemma).is(kTool) && !grounded_.is_place(token.range)) {
        add(out, ArgumentRole::kInstrument, child);
      } else if (token.capitalised ? s_.is_name_word(child) || s_.headed(child) != nullptr
                                   : relation == Relation::kCompound &&
                                         s_.word(child).speaker == SpeakerNoun::kBody) {
        const ArgumentRole role = word.is(kDoneTo) ? ArgumentRole::kPatient : ArgumentRole::kAgent;
        const bool twice = known && role == ArgumentRole::kAgent;
        if (!twice && !grounded_.is_time(token.range)) add(out, role, child);
      }
    }
  }
  if (owner == kNoHead) return;
  if (word.is(kDoneTo) && !has_role(out, ArgumentRole::kPatient)) {
    add(out, ArgumentRole::kPatient, owner);
  } else if (!known) {  // "launched | its | attack"
    add(out, ArgumentRole::kAgent, owner);
  }
}

std::vector<Filler> Arguments::of_noun(std::uint32_t noun) const {
  Fillers out;
  const PredicateWord& told = words_.verb(words_.noun(s_.token(noun).lemma).verb);
  add_noun_phrase(out, noun, told);
  add_misplaced_agent(out);
  finish(out, told);
  return out;
}

std::vector<Filler> Arguments::of_both(std::uint32_t verb, const PredicateWord& word,
                                       std::uint32_t noun) const {
  Fillers out;
  const PredicateWord& told = words_.verb(words_.noun(s_.token(noun).lemma).verb);
  const bool passive = subjects_.is_passive(verb);
  const std::uint32_t subject = subjects_.of(verb);
  if (subject != kNoHead && subject != noun) {
    add(out, word.is(kSuffers) ? ArgumentRole::kPatient : ArgumentRole::kAgent, subject);
  }
  for (const std::uint32_t child : tree_.children(verb)) {
    const Relation relation = base_of(s_.token(child).relation);
    if (relation == Relation::kIobj) add(out, ArgumentRole::kRecipient, child);
    if (relation == Relation::kAdvmod && grounded_.is_time(s_.token(child).range)) {
      add(out, ArgumentRole::kTime, child);
    }
    if (relation != Relation::kObl && relation != Relation::kNmod) continue;
    const std::string_view led_by = preposition(child);
    const bool as_noun = led_by == "on" || led_by == "against" || led_by == "with" ||
                         led_by == "at" || led_by == "between" || led_by == "over" ||
                         led_by == "to" || (led_by == "from" && word.is(kSuffers));
    add_oblique(out, child, told, passive, as_noun);
  }
  add_noun_phrase(out, noun, told);
  finish(out, told);
  return out;
}

std::vector<Filler> Arguments::of_copula(std::uint32_t attribute) const {
  Fillers out;
  const std::uint32_t subject = subjects_.of(attribute);
  if (subject != kNoHead) add(out, ArgumentRole::kTopic, subject);
  out.push_back({ArgumentRole::kAttribute, attribute});
  for (const std::uint32_t child : tree_.children(attribute)) {
    const Relation relation = base_of(s_.token(child).relation);
    const ByteRange range = s_.token(child).range;
    if ((relation == Relation::kObl || relation == Relation::kAdvmod) && grounded_.is_time(range)) {
      add(out, ArgumentRole::kTime, child);
    }
  }
  finish(out, {});
  return out;
}

}  // namespace stemma::claims
