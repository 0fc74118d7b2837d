#include "claims/cues.h"

#include <algorithm>

namespace stemma::claims {
namespace {

bool has_child(const SentenceView& s, const SentenceTree& tree, std::uint32_t i,
               Relation relation) {
  const auto children = tree.children(i);
  return std::any_of(children.begin(), children.end(),
                     [&](std::uint32_t child) { return s.token(child).relation == relation; });
}

/// "according to", where the words of a known phrase begin at the cue.
std::optional<TokenSpan> phrase_at(const SentenceView& s, std::uint32_t i, const CueEntry** entry) {
  const auto it = s.tables().phrases.find(s.norm(i));
  if (it == s.tables().phrases.end()) return std::nullopt;
  for (const Phrase& phrase : it->second) {
    const auto length = static_cast<std::uint32_t>(phrase.words.size());
    if (i + length > s.size()) continue;
    bool same = true;
    for (std::uint32_t k = 0; k < length && same; ++k) same = s.norm(i + k) == phrase.words[k];
    if (!same) continue;
    *entry = &s.tables().cues[phrase.cue];
    return TokenSpan{i, i + length};
  }
  return std::nullopt;
}

CueKind kind_of(const SentenceView& s, const SentenceTree& tree, std::uint32_t head) {
  const Token& token = s.token(head);
  switch (token.upos) {
    case Upos::kVerb:
    case Upos::kAux:
      if (has_child(s, tree, head, Relation::kAuxPass) ||
          has_child(s, tree, head, Relation::kNsubjPass) ||
          (token.xpos == Xpos::kVBN && token.relation == Relation::kAcl)) {
        return CueKind::kPassive;
      }
      return token.xpos == Xpos::kVBG && !has_child(s, tree, head, Relation::kAux)
                 ? CueKind::kGerund
                 : CueKind::kFinite;
    case Upos::kNoun:
    case Upos::kPropn:
      return CueKind::kNoun;
    case Upos::kAdj:
      return CueKind::kFinite;
    default:
      return CueKind::kPhrase;
  }
}

/// The lexicons' entry for a word, of its own class first.
const CueEntry* entry_of(const SentenceView& s, std::uint32_t i) {
  const auto of = [&](const WordInfo& word) -> const CueEntry* {
    const Upos upos = s.token(i).upos;
    const std::optional<std::uint32_t>* order[] = {&word.verb, &word.noun, &word.adjective};
    if (upos == Upos::kNoun) std::swap(order[0], order[1]);
    if (upos == Upos::kAdj) std::swap(order[0], order[2]);
    for (const auto* cue : order) {
      if (*cue) return &s.tables().cues[**cue];
    }
    return nullptr;
  };
  const CueEntry* entry = of(s.word(i));
  return entry != nullptr ? entry : of(s.tables().look_up(s.token(i).lemma));
}

/// Is the content a clause or in quotation marks?
bool is_statement(const SentenceView& s, const std::vector<TokenSpan>& content) {
  for (const TokenSpan span : content) {
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      if (s.quotation(i)) return true;
      const Xpos xpos = s.token(i).xpos;
      if (xpos == Xpos::kVBD || xpos == Xpos::kVBZ || xpos == Xpos::kVBP || xpos == Xpos::kMD) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

std::optional<std::uint32_t> information_object(const SentenceView& s, const SentenceTree& tree,
                                                std::uint32_t i) {
  if (!s.word(i).information_verb || s.token(i).upos != Upos::kVerb) return std::nullopt;
  for (const std::uint32_t child : tree.children(i)) {
    if (s.token(child).relation == Relation::kObj && s.word(child).information_noun) return child;
  }
  return std::nullopt;
}

Cue cue_of(const SentenceView& s, const SentenceTree& tree, const Roles& roles) {
  Cue cue{.kind = kind_of(s, tree, roles.head),
          .span = {roles.head, roles.head + 1},
          .head = roles.head,
          .sense = roles.head};
  for (const TokenSpan span : roles.cue) {
    if (span.contains(cue.head)) cue.span = span;
  }
  if (const auto phrase = phrase_at(s, cue.span.begin, &cue.entry)) {
    cue.kind = CueKind::kPhrase;
    cue.span.end = std::max(cue.span.end, phrase->end);
  } else if (information_object(s, tree, cue.head)) {
    cue.information = true;
    cue.entry = &s.tables().information;
  } else {
    cue.entry = entry_of(s, cue.head);
    // "expressed | concern about", "was | clear that": the light verb has no sense of its own.
    for (std::uint32_t i = cue.head + 1; cue.entry == nullptr && i < cue.span.end; ++i) {
      cue.entry = entry_of(s, i);
      cue.sense = i;
    }
  }
  if (cue.entry == nullptr) {
    cue.sense = cue.head;
    cue.entry = is_statement(s, roles.content) ? &s.tables().statement : &s.tables().attitude;
  }
  if (cue.kind == CueKind::kPhrase || cue.kind == CueKind::kNoun) return cue;
  while (cue.span.begin > 0) {
    const std::uint32_t i = cue.span.begin - 1;
    const Relation relation = base_of(s.token(i).relation);
    if (tree.head(i) != cue.head || s.quotation(i) ||
        (relation != Relation::kAux && relation != Relation::kAdvmod &&
         relation != Relation::kCop)) {
      break;
    }
    cue.span.begin = i;
  }
  for (std::uint32_t i = cue.span.begin; i < cue.head; ++i) {
    cue.negated = cue.negated || s.word(i).is(kNegator);
  }
  return cue;
}

}  // namespace stemma::claims
