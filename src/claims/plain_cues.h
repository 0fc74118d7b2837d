// Plain cues: words that the lexicons know to report, standing in the parse as such words do. They
// need little more from the model; and where it finds no content for one, the parse tells it.
//
//   "The mayor said the bridge was safe."   "said": a subject and a clause
//   "according to the mayor"                a phrase of the lexicon
//   "the governor's claim that ..."         a noun with an owner and a clause
//
// Words in quotation marks are none: there, the quoted person speaks. Linear in the sentence.
#pragma once

#include <vector>

#include "claims/roles.h"

namespace stemma::claims {

/// Of each token, whether it heads a plain cue.
std::vector<bool> plain_cues(const SentenceView& s, const SentenceTree& tree);

/// Source and content by the parse, for roles that lack them.
void fill_from_parse(const SentenceView& s, const SentenceTree& tree, Roles& roles);

}  // namespace stemma::claims
