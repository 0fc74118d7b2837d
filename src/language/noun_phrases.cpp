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

NounPhrases::NounPhrases(const Analysis& a) {
  const std::size_t n = a.tokens.size();
  std::vector<TokenSpan> all(n);  // of everything that hangs on a token
  std::vector<std::uint32_t> waiting(n, 0);
  for (std::uint32_t t = 0; t < n; ++t) all[t] = {t, t + 1};
  around_ = coordination_ = all;
  std::vector<TokenSpan> kept = all;      // of what belongs to its phrase
  std::vector<std::uint32_t> cut(n);      // where its first conjunct begins
  std::vector<std::uint32_t> last(n, 0);  // where its last conjunct ends
  std::vector<std::uint8_t> predicate(n, 0);
  for (std::uint32_t t = 0; t < n; ++t) cut[t] = static_cast<std::uint32_t>(n);
  for (const Token& t : a.tokens) {
    if (t.head == kNoHead) continue;
    ++waiting[t.head];
    if (base_of(t.relation) == Relation::kCop) predicate[t.head] = 1;
  }
  std::vector<std::uint32_t> ready;
  for (std::uint32_t t = 0; t < n; ++t)
    if (waiting[t] == 0) ready.push_back(t);
  while (!ready.empty()) {
    const std::uint32_t t = ready.back();
    ready.pop_back();
    TokenSpan own = kept[t];
    own.end = std::max(t + 1, std::min(own.end, cut[t]));
    around_[t] = trimmed(a, own, t);
    coordination_[t] =
        last[t] > around_[t].end ? trimmed(a, {around_[t].first, last[t]}, t) : around_[t];
    const std::uint32_t h = a.tokens[t].head;
    if (h == kNoHead) continue;
    all[h] = {std::min(all[h].first, all[t].first), std::max(all[h].end, all[t].end)};
    if (base_of(a.tokens[t].relation) == Relation::kConj) {
      if (t > h) {
        cut[h] = std::min(cut[h], all[t].first);
        last[h] = std::max(last[h], all[t].end);
      }
    } else if (!outside(a.tokens[t], predicate[h] != 0)) {
      kept[h] = {std::min(kept[h].first, all[t].first), std::max(kept[h].end, all[t].end)};
    } else if (t > h && base_of(a.tokens[t].relation) != Relation::kPunct &&
               base_of(a.tokens[t].relation) != Relation::kCase) {
      cut[h] = std::min(cut[h], all[t].first);
    }
    if (--waiting[h] == 0) ready.push_back(h);
  }
}

}  // namespace stemma::language
