#include "language/coreference_grammar.h"

#include <algorithm>

namespace stemma::language {
namespace {

constexpr int kChain = 8;             // conjuncts and appositions that are followed
constexpr std::uint32_t kFirst = 40;  // tokens of a sentence's beginning, or around a noun

bool speech(const WordView& view, std::uint32_t token) {
  return view[view.word_of_token(token)].speech();
}

Function function_of(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kNsubj:
    case Relation::kCsubj:
      return Function::kSubject;
    case Relation::kObj:
    case Relation::kIobj:
      return Function::kObject;
    case Relation::kObl:
      return Function::kOblique;
    case Relation::kNmod:
      return relation == Relation::kNmodPoss ? Function::kPossessive : Function::kOblique;
    default:
      return Function::kOther;
  }
}

/// Whether a preposition of the token is `norm`: "according to Moro". It stands near before it.
bool has_case(const Analysis& a, const Sentence& s, std::uint32_t token, std::string_view norm) {
  for (std::uint32_t t = std::max(s.first_token, token - std::min(token, kFirst)); t < token; ++t) {
    if (a.tokens[t].head == token && a.tokens[t].norm == norm) return true;
  }
  return false;
}

/// The verb of a clause "who said ..." that hangs on the token, of which it is the subject.
std::uint32_t relative_verb(const Analysis& a, const Sentence& s, std::uint32_t token) {
  const std::uint32_t end = std::min(s.end_token, token + kFirst);
  for (std::uint32_t t = token + 1; t < end; ++t) {
    const Token& who = a.tokens[t];
    if (who.xpos != Xpos::kWP && who.xpos != Xpos::kWDT) continue;
    if (who.head == kNoHead || base_of(who.relation) != Relation::kNsubj) continue;
    const Token& verb = a.tokens[who.head];
    if (verb.head == token && verb.relation == Relation::kAclRelcl) return who.head;
  }
  return kNoHead;
}

bool begins(const Analysis& a, const Sentence& s, std::uint32_t token) {
  if (token - s.first_token > kFirst) return false;
  return std::none_of(a.tokens.begin() + s.first_token, a.tokens.begin() + token,
                      [](const Token& t) { return t.upos == Upos::kVerb || t.upos == Upos::kAux; });
}

}  // namespace

std::uint32_t top_token(const Analysis& analysis, const Mention& mention) {
  for (std::uint32_t t = mention.first_token; t < mention.end_token; ++t) {
    const std::uint32_t head = analysis.tokens[t].head;
    if (analysis.tokens[t].relation == Relation::kPunct) continue;
    if (head == kNoHead || head < mention.first_token || head >= mention.end_token) return t;
  }
  return mention.end_token - 1;
}

Grammar grammar_of(const Analysis& a, const WordView& view, const Mention& mention) {
  return grammar_of(a, view, top_token(a, mention), mention.first_token);
}

Grammar grammar_of(const Analysis& a, const WordView& view, std::uint32_t top,
                   std::uint32_t first) {
  const Word& word = view[view.word_of_token(first)];
  const Sentence& s = a.sentences[word.sentence];
  Grammar g;
  g.quoted = word.quoted;
  g.first = begins(a, s, first);
  for (int steps = 0; steps < kChain && a.tokens[top].head != kNoHead; ++steps) {
    const Relation r = base_of(a.tokens[top].relation);
    const bool shares = r == Relation::kConj || r == Relation::kAppos || r == Relation::kFlat ||
                        r == Relation::kCompound || a.tokens[top].relation == Relation::kNmodDesc;
    if (!shares) break;
    top = a.tokens[top].head;
  }
  const Token& token = a.tokens[top];
  g.governor = token.head;
  g.function = function_of(token.relation);
  if (token.head == kNoHead) return g;
  const bool said = speech(view, token.head);
  g.speaks = (g.function == Function::kSubject && said && token.relation != Relation::kNsubjPass) ||
             (g.function == Function::kOblique && has_case(a, s, top, "according"));
  g.addressed = g.function == Function::kObject && said;
  if (g.function != Function::kSubject) {
    // "about Moro, who said": whatever she is before, she is the subject of what follows.
    if (const std::uint32_t verb = relative_verb(a, s, top); verb != kNoHead) {
      g.function = Function::kSubject;
      g.speaks = g.speaks || speech(view, verb);
    }
  }
  return g;
}

}  // namespace stemma::language
