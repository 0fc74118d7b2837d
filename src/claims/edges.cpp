#include "claims/edges.h"

#include <algorithm>

#include "claims/roles.h"

namespace stemma::claims {
namespace {

constexpr std::uint32_t kClimb = 12;   // heads above a word
constexpr std::uint32_t kPhrases = 6;  // taken in at one edge

/// Holds a word to its head so closely that no span divides them where nothing stands between.
bool is_tight(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kObj:
    case Relation::kIobj:
    case Relation::kObl:
    case Relation::kXcomp:
    case Relation::kCcomp:
    case Relation::kNmod:
    case Relation::kNsubj:
    case Relation::kAmod:
    case Relation::kDet:
    case Relation::kCase:
    case Relation::kCompound:
    case Relation::kNummod:
    case Relation::kFlat:
    case Relation::kFixed:
    case Relation::kAux:
    case Relation::kCop:
    case Relation::kMark:
    case Relation::kAcl:
      return true;
    default:
      return false;
  }
}

/// Of these, what stands before its head.
bool leads(Relation relation) {
  switch (base_of(relation)) {
    case Relation::kNsubj:
    case Relation::kAmod:
    case Relation::kDet:
    case Relation::kCompound:
    case Relation::kNummod:
    case Relation::kAux:
    case Relation::kCop:
      return true;
    case Relation::kNmod:
      return relation == Relation::kNmodPoss;
    default:
      return false;
  }
}

bool is_barred(const Bounds& bounds, std::uint32_t i) {
  return i == bounds.cue || std::any_of(bounds.others.begin(), bounds.others.end(),
                                        [&](TokenSpan span) { return span.contains(i); });
}

bool is_part_of_prose(const SentenceView& s, std::uint32_t i) {
  return s.is_word(i) || s.token(i).kind == TokenKind::kNumber;
}

/// Describes a noun from behind a comma: "Hydrona, | the company that runs the dam".
bool describes(Relation relation) {
  return relation == Relation::kAppos || relation == Relation::kAclRelcl;
}

/// The span's end after the phrase that begins at `first`, where its head is in the span.
std::uint32_t end_of_next(const SentenceView& s, const SentenceTree& tree, TokenSpan span,
                          std::uint32_t first, const Bounds& bounds) {
  std::uint32_t top = first;
  for (std::uint32_t step = 0; step < kClimb; ++step) {
    const std::uint32_t head = tree.head(top);
    if (head == kNoHead) return span.end;
    if (head >= span.end) {
      top = head;
      continue;
    }
    const Relation relation = s.token(top).relation;
    const bool held = first == span.end ? is_tight(relation) : describes(relation);
    if (!span.contains(head) || !held) return span.end;
    const std::uint32_t limit =
        std::max(span.end, std::min(tree.extent(top).end, bounds.cue + kRoleReach));
    for (std::uint32_t i = span.end; i < limit; ++i) {
      if (is_barred(bounds, i)) return span.end;  // "islands | that most states condemned"
    }
    return limit;
  }
  return span.end;
}

/// "gave way and | sent a wave": the verb that has the subject.
std::uint32_t first_of_clause(const SentenceView& s, const SentenceTree& tree, std::uint32_t verb,
                              const std::vector<bool>& is_cue) {
  for (std::uint32_t step = 0; step < kClimb; ++step) {
    const auto children = tree.children(verb);
    const bool subject = std::any_of(children.begin(), children.end(), [&](std::uint32_t child) {
      return base_of(s.token(child).relation) == Relation::kNsubj;
    });
    const std::uint32_t head = tree.head(verb);
    if (subject || s.token(verb).relation != Relation::kConj || is_cue[head]) return verb;
    verb = head;
  }
  return verb;
}

}  // namespace

TokenSpan whole_phrases(const SentenceView& s, const SentenceTree& tree, TokenSpan span,
                        const Bounds& bounds) {
  if (span.empty()) return span;
  for (std::uint32_t k = 0; k < kPhrases && span.end < s.size(); ++k) {
    const std::uint32_t first = s.is_comma(span.end) ? span.end + 1 : span.end;
    if (first >= s.size() || !is_part_of_prose(s, first) || !is_part_of_prose(s, span.end - 1)) {
      break;
    }
    const std::uint32_t end = end_of_next(s, tree, span, first, bounds);
    if (end == span.end) break;
    span.end = end;
  }
  for (std::uint32_t k = 0; k < kPhrases && span.begin > 0; ++k) {
    const std::uint32_t before = span.begin - 1;
    if (!is_part_of_prose(s, before) || is_barred(bounds, before)) break;
    const std::uint32_t head = tree.head(before);
    const Relation relation = s.token(before).relation;
    // "warned of | the storm": the cue's; before a cue there is no such doubt.
    const bool own_case = relation == Relation::kCase && span.end <= bounds.cue;
    if (head == kNoHead || !span.contains(head) || (!leads(relation) && !own_case)) break;
    const std::uint32_t limit = tree.extent(before).begin;
    while (span.begin > limit && !is_barred(bounds, span.begin - 1)) --span.begin;
  }
  return span;
}

TokenSpan with_verbs(const SentenceView& s, const SentenceTree& tree, TokenSpan span,
                     const Bounds& bounds) {
  const std::vector<bool>& is_cue = *bounds.heads_of_cues;
  for (std::uint32_t i = span.begin; i < span.end && span.end <= bounds.cue; ++i) {
    const std::uint32_t head = tree.head(i);
    if (head == kNoHead || head >= span.begin || is_cue[head]) continue;
    // The noun that the cue's clause describes is whole.
    if (!bounds.aside && tree.extent(i).contains(bounds.cue)) continue;
    const Relation relation = base_of(s.token(i).relation);
    if (relation != Relation::kObj && relation != Relation::kObl && relation != Relation::kXcomp &&
        relation != Relation::kCcomp && relation != Relation::kNmod) {
      continue;
    }
    const std::uint32_t reach = span.begin > kRoleReach ? span.begin - kRoleReach : 0;
    std::uint32_t begin =
        std::max(tree.extent(first_of_clause(s, tree, head, is_cue)).begin, reach);
    for (std::uint32_t k = begin; k < span.begin; ++k) {
      if (is_cue[k] || s.is_dash(k) || s.is_quote(k)) begin = k + 1;
    }
    span.begin = begin;
    return span;
  }
  return span;
}

TokenSpan with_marks(const SentenceView& s, TokenSpan span) {
  if (span.empty()) return span;
  if (const auto q = s.quotation(span.end - 1)) {
    std::uint32_t end = span.end;
    while (end < s.size() && s.quotation(end) == q && !s.is_word(end)) ++end;
    if (end < s.size() && s.is_quote(end)) span.end = end + 1;
  }
  if (s.quotation(span.begin) && span.begin > 0 && s.is_quote(span.begin - 1) &&
      s.quotation(span.begin - 1) != s.quotation(span.begin)) {
    --span.begin;
  }
  return span;
}

}  // namespace stemma::claims
