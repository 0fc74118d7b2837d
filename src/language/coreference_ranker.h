// Which noun phrases of a report corefer, by the model of coreference.
//
//   CorefGroups groups = group_phrases(analysis, phrases, vectors, states, model);
//   // groups.of[i]: phrases with the same number are one thing
//
// Each phrase in turn takes up the group of earlier phrases to which the model gives most
// probability, unless taking up nothing has more. Pure; linear in the phrases.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "language/coreference_model.h"

namespace stemma::language {

struct CorefGroups {
  std::vector<std::uint32_t> of;  // by phrase: the first phrase of its group
};

CorefGroups group_phrases(const Analysis& analysis, std::span<const CorefPhrase> phrases,
                          const WordVectors& vectors, const TokenStates& states,
                          const CorefModel& model);

}  // namespace stemma::language
