// Sources: the words of a sentence that name whose word a cue hands over.
//
//   "Ana Moro, an adviser to the mayor, said ..."     words "Ana Moro", region up to "said"
//   "\"...,\" said the mayor on Monday."                words "the mayor", inverted
//   "the envoy, who said ..."                          words "who", antecedent "the envoy"
//
// Linear in the sentence for each cue's neighbourhood: searches stop at kMaxApposition tokens.
#pragma once

#include <optional>

#include "claims/cues.h"
#include "claims/view.h"

namespace stemma::claims {

struct Source {
  TokenSpan words;        // the noun phrase or pronoun
  TokenSpan antecedent;   // of "who"; empty otherwise
  TokenSpan region;       // words with apposition and what stands between them and the cue
  bool inverted = false;  // it follows its verb
  bool borrowed = false;  // the subject of an earlier verb: "said A and denied B", ", adding"
};

/// The subject to the left of a finite cue, not before `floor`.
std::optional<Source> source_before(const SentenceView& s, const Cue& cue, std::uint32_t floor);

/// The subject to the right: inverted verbs, "according to X", "described by X".
std::optional<Source> source_after(const SentenceView& s, std::uint32_t begin);

/// The owner of a noun: "the mayor's claim", "his claim", "the claim by the mayor".
std::optional<Source> owner_of(const SentenceView& s, const Cue& cue);

/// The first subject of the sentence, for cues without one of their own.
std::optional<Source> main_subject(const SentenceView& s);

}  // namespace stemma::claims
