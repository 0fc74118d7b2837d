// Cues and their roles, as the model of attributions reads one sentence.
//
//   "\"We stay,\" the mayor said."    cue "said", source "the mayor", content "\"We stay,\""
//
// Invariants: sorted by cue; spans lie in the sentence, content spans are in order; a source is
// absent where the model finds none. Linear in the sentence: a role is looked for within kReach
// tokens of its cue.
#pragma once

#include <vector>

#include "claims/attribution_features.h"
#include "claims/attribution_model.h"

namespace stemma::claims {

inline constexpr std::uint32_t kRoleReach = 120;  // tokens to either side of a cue

struct Roles {
  std::uint32_t head = 0;  // of the cue
  float score = 0;         // log-odds of the cue
  std::vector<TokenSpan> cue;
  std::vector<TokenSpan> source;
  std::vector<TokenSpan> content;
};

std::vector<Roles> find_roles(const SentenceView& s, const SentenceTree& tree,
                              const AttributionModel& model, const language::WordVectors& vectors);

}  // namespace stemma::claims
