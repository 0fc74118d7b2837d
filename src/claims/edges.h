// Edges of contents against the parse: a sequence of labels may begin or end amid a phrase, which
// no annotator's does.
//
//   "said he had warned | the harbour office"      the object belongs to its verb
//   "sent a wave down | the valley, killing 41"    a verb's object without its verb is no content
//   "\"We stay" and its closing mark               a span that holds the last word holds the mark
//
// Invariant: what is given holds the span; it takes in neither the cue nor `others`. Cost does not
// depend on the length of the sentence.
#pragma once

#include <vector>

#include "claims/tree.h"
#include "claims/view.h"

namespace stemma::claims {

/// What an edge may not cross.
struct Bounds {
  std::uint32_t cue = 0;          // head of the content's own cue
  std::vector<TokenSpan> others;  // its source, the words of its cue
  bool aside = false;             // "according to" belongs to a clause, whatever it hangs from
  const std::vector<bool>* heads_of_cues = nullptr;  // of the sentence
};

/// The span with the rest of the phrases that it cuts.
TokenSpan whole_phrases(const SentenceView& s, const SentenceTree& tree, TokenSpan span,
                        const Bounds& bounds);

/// A span before its cue, with the verb whose object or complement it begins with.
TokenSpan with_verbs(const SentenceView& s, const SentenceTree& tree, TokenSpan span,
                     const Bounds& bounds);

/// The span with the marks of the quotations whose first or last word it holds.
TokenSpan with_marks(const SentenceView& s, TokenSpan span);

}  // namespace stemma::claims
