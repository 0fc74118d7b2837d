#include "language/clause_places.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stemma::language {
namespace {

constexpr int kSteps = 8;  // how far a chain of coordinated clauses is followed
constexpr int kStepsToClause = 3;

constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kPersons = {
    {{"i", "1s"},
     {"me", "1s"},
     {"myself", "1s"},
     {"we", "1p"},
     {"us", "1p"},
     {"ourselves", "1p"},
     {"you", "2"},
     {"ya", "2"},
     {"yourself", "2"},
     {"yourselves", "2"},
     {"they", "3p"},
     {"them", "3p"},
     {"themselves", "3p"},
     {"those", "3p"},
     {"these", "3p"}}};

/// "told-root" of a clause with a subject, "root" of one without.
constexpr std::string_view kTold = "told-";
constexpr auto kToldRelations =
    std::to_array<std::pair<Relation, std::string_view>>({{Relation::kAcl, "told-acl"},
                                                          {Relation::kAdvcl, "told-advcl"},
                                                          {Relation::kCcomp, "told-ccomp"},
                                                          {Relation::kConj, "told-conj"},
                                                          {Relation::kCsubj, "told-csubj"},
                                                          {Relation::kParataxis, "told-parataxis"},
                                                          {Relation::kRoot, "told-root"},
                                                          {Relation::kXcomp, "told-xcomp"}});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_decimal(std::string_view norm) {
  const std::size_t stop = norm.find('.');
  if (stop == 0 || stop == std::string_view::npos || stop + 1 == norm.size()) return false;
  return std::all_of(norm.begin(), norm.begin() + static_cast<std::ptrdiff_t>(stop),
                     [](char c) { return is_digit(c) || c == ','; }) &&
         std::all_of(norm.begin() + static_cast<std::ptrdiff_t>(stop) + 1, norm.end(), is_digit);
}

bool is_subject(Relation base) {
  return base == Relation::kNsubj || base == Relation::kCsubj || base == Relation::kExpl;
}

}  // namespace

ClausePlaces::ClausePlaces(std::span<const Token> sentence, std::uint32_t first)
    : tokens_(sentence), heads_(sentence.size(), kNone), has_(sentence.size()) {
  for (std::size_t at = 0; at < tokens_.size(); ++at) {
    const std::uint32_t head = tokens_[at].head;
    if (head == kNoHead || head < first || head - first >= tokens_.size()) continue;
    heads_[at] = head - first;
    note(tokens_[at], at, has_[heads_[at]]);
  }
}

Relation ClausePlaces::base(std::size_t word) const { return base_of(tokens_[word].relation); }

void ClausePlaces::note(const Token& token, std::size_t at, Dependents& of_head) const {
  const Relation relation = base_of(token.relation);
  if (is_subject(relation)) {
    if (of_head.subject == kNone) of_head.subject = at;
  } else if (token.relation == Relation::kAuxPass) {
    of_head.passive = true;
  } else if (relation == Relation::kAux) {
    (token.lemma == "have" ? of_head.have
     : token.lemma == "be" ? of_head.be
     : token.lemma == "do" ? of_head.do_
                           : of_head.modal) = true;
  } else if (relation == Relation::kMark) {
    if (token.xpos == Xpos::kTO) of_head.to = true;
  } else if (relation == Relation::kConj) {
    of_head.coordinated = true;
  } else if (relation == Relation::kFixed) {
    of_head.fixed = true;
  } else if (token.relation == Relation::kAclRelcl || token.relation == Relation::kAdvclRelcl) {
    of_head.relative = true;
  }
}

/// The predicate that a verb belongs to.
std::size_t ClausePlaces::clause_of(std::size_t verb) const {
  const Relation relation = base(verb);
  const bool helps = relation == Relation::kAux || relation == Relation::kCop;
  return helps && heads_[verb] != kNone ? heads_[verb] : verb;
}

/// The first of coordinated words of one tag; of a word that has no auxiliary of its own only.
std::size_t ClausePlaces::first_coordinated(std::size_t word) const {
  for (int step = 0; step < kSteps; ++step) {
    const std::size_t head = heads_[word];
    if (base(word) != Relation::kConj || head == kNone || has_[word].any_verb() ||
        tokens_[head].xpos != tokens_[word].xpos) {
      break;
    }
    word = head;
  }
  return word;
}

/// Who does it, as far as the sentence says: 1s 1p 2 3s 3p, 3 of unknown number, or none.
std::string_view ClausePlaces::person(std::size_t verb) const {
  std::size_t clause = clause_of(verb);
  for (int step = 0; step < kSteps && has_[clause].subject == kNone; ++step) {
    if (base(clause) != Relation::kConj || heads_[clause] == kNone) return "none";
    clause = heads_[clause];
  }
  std::size_t subject = has_[clause].subject;
  if (subject == kNone) return "none";
  const Token& said = tokens_[subject];
  const bool refers = said.xpos == Xpos::kWDT || said.xpos == Xpos::kWP ||
                      (said.upos == Upos::kPron && said.norm == "that");
  if (refers && tokens_[clause].relation == Relation::kAclRelcl && heads_[clause] != kNone) {
    subject = heads_[clause];
  }
  if (has_[subject].coordinated) return "3p";
  const Token& who = tokens_[subject];
  const auto known = std::find_if(kPersons.begin(), kPersons.end(),
                                  [&](const auto& person) { return person.first == who.norm; });
  if (known != kPersons.end()) return known->second;
  switch (who.xpos) {
    case Xpos::kNNS:
    case Xpos::kNNPS:
      return "3p";
    case Xpos::kNN:
    case Xpos::kNNP:
    case Xpos::kPRP:
    case Xpos::kVBG:
    case Xpos::kVB:
      return "3s";
    default:
      return "3";
  }
}

/// Of infinitives and participles.
std::string_view ClausePlaces::verb_place(std::size_t verb) const {
  const std::size_t own = clause_of(verb);
  const std::size_t clause = own == verb ? first_coordinated(own) : own;
  const Dependents& has = has_[clause];
  const Xpos xpos = tokens_[verb].xpos;
  if (xpos == Xpos::kVBN) {
    if (has.passive) return tokens_[verb].upos == Upos::kVerb ? "passive" : "aux";
    return has.have ? "perfect" : to_string(base(clause));
  }
  if (xpos == Xpos::kVBG) return has.be ? "be" : to_string(base(clause));
  if (has.to) return "to";
  if (has.modal) return "modal";
  if (has.subject == kNone) return to_string(base(clause));
  if (has.do_) return "do";
  const auto told =
      std::find_if(kToldRelations.begin(), kToldRelations.end(),
                   [&](const auto& relation) { return relation.first == base(clause); });
  return told == kToldRelations.end() ? kTold : told->second;
}

/// Of "who", "which", "when": whether they ask or join.
std::string_view ClausePlaces::question_place(std::size_t word) const {
  if (has_[word].relative) return "free";
  for (int step = 0; step < kStepsToClause; ++step) {
    const Relation relation = tokens_[word].relation;
    if (relation == Relation::kAclRelcl || relation == Relation::kAdvclRelcl) return "relative";
    switch (base_of(relation)) {
      case Relation::kRoot:
      case Relation::kCcomp:
      case Relation::kAdvcl:
      case Relation::kCsubj:
      case Relation::kAcl:
      case Relation::kParataxis:
      case Relation::kXcomp:
        return to_string(base_of(relation));
      default:
        break;
    }
    if (heads_[word] == kNone) break;
    word = heads_[word];
  }
  return "other";
}

/// What the letters say.
std::string_view ClausePlaces::written(std::size_t word) const {
  const std::string_view norm = tokens_[word].norm;
  if (has_[word].fixed) return "fixed";
  if (norm.empty()) return "plain";
  if (is_digit(norm.front())) {
    if (is_decimal(norm)) return "decimal";
    if (norm.find('/') != std::string_view::npos) return "slash";
    const std::string_view ending =
        norm.substr(norm.size() - std::min<std::size_t>(2, norm.size()));
    const bool ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    return ordinal ? "ordinal" : "digit";
  }
  if (norm.find_first_not_of("ivxl") == std::string_view::npos) return "roman";
  const bool letter = norm.front() >= 'a' && norm.front() <= 'z';
  return norm.size() > 1 && norm.back() == '.' && letter ? "dotted" : "plain";
}

std::string_view ClausePlaces::of(std::size_t word) const {
  const Token& token = tokens_[word];
  switch (token.xpos) {
    case Xpos::kVBD:
    case Xpos::kVBP:
      return person(word);
    case Xpos::kVB:
    case Xpos::kVBG:
    case Xpos::kVBN:
      return token.upos == Upos::kVerb || token.upos == Upos::kAux ? verb_place(word)
                                                                   : written(word);
    case Xpos::kPRP:
      return is_subject(base(first_coordinated(word))) ? "subject" : "other";
    case Xpos::kWDT:
    case Xpos::kWP:
    case Xpos::kWRB:
    case Xpos::kWPS:
      return question_place(word);
    default:
      return written(word);
  }
}

}  // namespace stemma::language
