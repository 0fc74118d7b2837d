#include "language/coreference_grammar.h"

#include <algorithm>

namespace stemma::language {
namespace {

bool verb_like(const Word& w) {
  if (!w.is_word() || w.capital) return false;
  return w.is(kAuxiliary | kModal) || w.speech || w.info.first == 'v' ||
         (w.info.verb && w.info.inflected);
}

// Behind the mention: past what is in commas or brackets, "Moro, an adviser to the mayor, said".
std::uint32_t past_apposition(const WordView& view, std::uint32_t i, std::uint32_t end) {
  for (int rounds = 0; rounds < 2 && i < end; ++rounds) {
    const bool bracket = view[i].is_mark("(");
    if (!bracket && !view[i].is_mark(",")) return i;
    const std::uint32_t limit = std::min(end, i + 30);
    std::uint32_t j = i + 1;
    while (j < limit && !view[j].is_mark(bracket ? ")" : ",")) ++j;
    if (j >= limit) return i;
    // A quotation or a clause between commas is no apposition, but skipping it does no harm: what
    // counts is whether a verb follows.
    i = j + 1;
  }
  return i;
}

// The verb of which a phrase that ends at i is the subject, or `end`.
std::uint32_t verb_after(const WordView& view, std::uint32_t i, std::uint32_t end) {
  for (int steps = 0; i < end && steps < 5; ++steps, ++i) {
    const Word& w = view[i];
    if (verb_like(w)) return i;
    const bool between = w.is(kClosedAdverb | kTimeWord | kNegation) || w.info.adverb ||
                         w.folded == "this" || w.folded == "on" || w.folded == "last" ||
                         w.folded == "both" || w.folded == "all" || w.folded == "who";
    if (!between) return end;
  }
  return end;
}

bool speech_in(const WordView& view, std::uint32_t verb, std::uint32_t end) {
  // "has also said": the auxiliary counts for the verb it helps.
  for (std::uint32_t i = verb; i < std::min(end, verb + 4); ++i) {
    if (view[i].speech) return true;
    if (!view[i].is(kAuxiliary | kModal | kClosedAdverb | kNegation) && !view[i].info.adverb)
      return false;
  }
  return false;
}

}  // namespace

Grammar grammar_of(const WordView& view, std::uint32_t begin, std::uint32_t end,
                   std::uint32_t role) {
  const auto [s_begin, s_end] = view.sentence(view[begin].sentence);
  Grammar g;
  g.quoted = view[begin].quoted;
  if (end < s_end && (view[end].folded == "'s" || view[end].folded == "'")) {
    g.function = Function::kPossessive;
    return g;
  }
  if (view[begin].is(kPossessiveWord) && view[begin].folded != "her") {
    g.function = Function::kPossessive;
    return g;
  }
  std::uint32_t before = std::min(begin, role);
  while (before > s_begin && view[before - 1].is(kDeterminer | kQuantifier | kPossessiveWord))
    --before;
  const Word* previous = before > s_begin ? &view[before - 1] : nullptr;
  g.first = true;
  for (std::uint32_t i = before, n = 0; i > s_begin && n < 12; --i, ++n)
    if (verb_like(view[i - 1])) g.first = false;
  if (before - s_begin > 12) g.first = false;

  // "about Moro, who said": whatever she is before, she is the subject of what follows.
  const std::uint32_t who = end < s_end && view[end].is_mark(",") ? end + 1 : end;
  if (who + 1 < s_end && view[who].folded == "who") {
    const std::uint32_t clause = verb_after(view, who + 1, s_end);
    if (clause < s_end) {
      g.function = Function::kSubject;
      g.speaks = speech_in(view, clause, s_end);
      return g;
    }
  }
  if (previous != nullptr && previous->is(kPreposition) && !previous->is(kSubordinator)) {
    // "about Velmar joining the pact": the subject of what follows.
    const bool gerund = end < s_end && view[end].folded.ends_with("ing") && view[end].info.verb;
    g.function = gerund ? Function::kSubject : Function::kOblique;
    g.speaks =
        previous->folded == "to" && before >= s_begin + 2 && view[before - 2].folded == "according";
    return g;
  }
  const std::uint32_t after = past_apposition(view, end, s_end);
  std::uint32_t verb = verb_after(view, after, s_end);
  // Behind a comma that closes nothing, only a plain verb makes it the subject.
  if (verb < s_end && after != end && view[verb].folded.ends_with("ing")) verb = s_end;
  if (verb < s_end && !view[verb].folded.ends_with("ing")) {
    g.function = Function::kSubject;
    g.speaks = speech_in(view, verb, s_end);
    return g;
  }
  if (previous != nullptr && previous->speech && before >= s_begin + 2) {
    // ", said Moro": inverted after a quotation or a clause.
    const Word& mark = view[before - 2];
    if (mark.kind == TokenKind::kQuote || mark.is_mark(",")) {
      g.function = Function::kSubject;
      g.speaks = true;
      return g;
    }
  }
  const bool object = previous != nullptr && verb_like(*previous);
  g.function = object ? Function::kObject : Function::kOther;
  g.addressed = object && previous->speech;
  return g;
}

}  // namespace stemma::language
