// Sources: the words of a sentence that name whose word a cue hands over.
//
//   "Ana Moro, an adviser to the mayor, said ..."     words "Ana Moro", phrase with the apposition
//   "\"...,\" said the mayor on Monday."                words "the mayor", inverted
//   "the envoy, who said ..."                          words "who", antecedent "the envoy"
//
// Linear in the phrase.
#pragma once

#include <optional>

#include "claims/cues.h"

namespace stemma::claims {

struct Source {
  TokenSpan words;        // the noun phrase or pronoun
  TokenSpan antecedent;   // of "who"; empty otherwise
  TokenSpan phrase;       // words with what describes them
  TokenSpan region;       // phrase with what stands between it and the cue
  bool inverted = false;  // it follows its verb
  bool borrowed = false;  // the subject of another cue: "said A and denied B", ", adding"
};

/// What the model found, if it found a source.
std::optional<Source> source_of(const SentenceView& s, const SentenceTree& tree, const Cue& cue,
                                const Roles& roles);

}  // namespace stemma::claims
