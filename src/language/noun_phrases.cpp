#include "language/noun_phrases.h"

#include <algorithm>
#include <string_view>

namespace stemma::language {
namespace {

/// What ties a phrase to its sentence, or says something of it, and is no part of it.
bool outside(const Token& child, bool predicate) {
  switch (base_of(child.relation)) {
    case Relation::kCase:
    case Relation::kCc:
    case Relation::kMark:
    case Relation::kPunct:
    case Relation::kCop:
    case Relation::kAux:
    case Relation::kParataxis:
    case Relation::kDiscourse:
    case Relation::kReparandum:
    case Relation::kVocative:
    case Relation::kList:
      return true;
    case Relation::kNsubj:
    case Relation::kCsubj:
    case Relation::kAdvcl:
    case Relation::kExpl:
      return true;
    case Relation::kAdvmod:
    case Relation::kObl:
    case Relation::kCcomp:
      return predicate;
    default:
      return false;
  }
}

bool opens(std::string_view norm) { return norm == "(" || norm == "["; }
bool closes(std::string_view norm) { return norm == ")" || norm == "]"; }

/// Without marks at its edges, but for brackets that both lie inside.
TokenSpan trimmed(const Analysis& a, TokenSpan s, std::uint32_t head) {
  int depth = 0;
  for (std::uint32_t t = s.first; t < s.end; ++t)
    depth += opens(a.tokens[t].norm) ? 1 : closes(a.tokens[t].norm) ? -1 : 0;
  while (s.first < head && a.tokens[s.first].upos == Upos::kPunct) {
    if (opens(a.tokens[s.first].norm)) --depth;
    ++s.first;
  }
  while (s.end > head + 1 && a.tokens[s.end - 1].upos == Upos::kPunct) {
    if (closes(a.tokens[s.end - 1].norm)) {
      if (depth >= 0) break;
      ++depth;
    }
    --s.end;
  }
  return s;
}

}  // namespace

NounPhrases::NounPhrases(const Analysis& a, const Sentence& sentence)
    : first_(sentence.first_token), spans_(sentence.end_token - sentence.first_token) {
  struct Growing {
    TokenSpan all;           // everything that hangs on the token
    TokenSpan kept;          // what belongs to its phrase
    std::uint32_t cut = 0;   // where its first conjunct begins
    std::uint32_t last = 0;  // where its last conjunct ends
    std::uint32_t waiting = 0;
    bool predicate = false;
  };
  std::vector<Growing> of(spans_.size());
  for (std::uint32_t i = 0; i < of.size(); ++i) {
    of[i].all = of[i].kept = {first_ + i, first_ + i + 1};
    of[i].cut = sentence.end_token;
  }
  for (const Token& t : a.tokens_of(sentence)) {
    if (t.head == kNoHead) continue;
    ++of[t.head - first_].waiting;
    if (base_of(t.relation) == Relation::kCop) of[t.head - first_].predicate = true;
  }
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < of.size(); ++i)
    if (of[i].waiting == 0) ready.push_back(first_ + i);
  while (!ready.empty()) {
    const std::uint32_t t = ready.back();
    ready.pop_back();
    const Growing& own = of[t - first_];
    TokenSpan kept = own.kept;
    kept.end = std::max(t + 1, std::min(kept.end, own.cut));
    Spans& spans = spans_[t - first_];
    spans.around = trimmed(a, kept, t);
    spans.coordination =
        own.last > spans.around.end ? trimmed(a, {spans.around.first, own.last}, t) : spans.around;
    const std::uint32_t h = a.tokens[t].head;
    if (h == kNoHead) continue;
    Growing& head = of[h - first_];
    const auto widen = [&](TokenSpan& span) {
      span = {std::min(span.first, own.all.first), std::max(span.end, own.all.end)};
    };
    widen(head.all);
    if (base_of(a.tokens[t].relation) == Relation::kConj) {
      if (t > h) {
        head.cut = std::min(head.cut, own.all.first);
        head.last = std::max(head.last, own.all.end);
      }
    } else if (!outside(a.tokens[t], head.predicate)) {
      widen(head.kept);
    } else if (t > h && base_of(a.tokens[t].relation) != Relation::kPunct &&
               base_of(a.tokens[t].relation) != Relation::kCase) {
      head.cut = std::min(head.cut, own.all.first);
    }
    if (--head.waiting == 0) ready.push_back(h);
  }
}

}  // namespace stemma::language
