#include "claims/verb_words.h"

namespace stemma::claims {

VerbWord verb_word(const SentenceView& s, const SentenceTree& tree, const PredicateWords& words,
                   std::uint32_t verb) {
  VerbWord word{.lemma = s.token(verb).lemma};
  const auto joined = [&](std::uint32_t other) {
    std::string lemma = word.lemma + ' ';
    lemma += s.norm(other);
    return lemma;
  };
  const auto is_known = [&](std::uint32_t other) { return words.verb(joined(other)).marks != 0; };
  for (const std::uint32_t child : tree.children(verb)) {
    if (child < verb) continue;
    switch (base_of(s.token(child).relation)) {
      case Relation::kCompound:
        if (s.token(child).relation == Relation::kCompoundPrt) return {.lemma = joined(child)};
        break;
      case Relation::kObj:
        if (tree.children(child).empty() && is_known(child)) {
          return {.lemma = joined(child), .object = child};
        }
        break;
      case Relation::kObl:
        for (const std::uint32_t leads : tree.children(child)) {
          const bool is_case = s.token(leads).relation == Relation::kCase && leads == verb + 1;
          if (is_case && is_known(leads)) return {.lemma = joined(leads), .led_to = child};
        }
        break;
      default:
        break;
    }
  }
  return word;
}

const PredicateWord& leading_word(const SentenceView& s, const SentenceTree& tree,
                                  const PredicateWords& words, std::uint32_t i) {
  if (s.token(i).xpos == Xpos::kVBG) {
    if (const PredicateWord& form = words.verb(s.norm(i)); form.marks != 0) return form;
  }
  if (s.token(i).upos == Upos::kNoun) return words.verb(words.noun(s.token(i).lemma).verb);
  return words.verb(verb_word(s, tree, words, i).lemma);
}

}  // namespace stemma::claims
