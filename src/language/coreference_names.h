// Which names of a report are names of one thing: "Ana Moro" and "Moro", "Office of Rivers and
// Lakes" and "ORL", "Sela Security Council" and "the Security Council", "U.N." and "United
// Nations".
//
// Sieves from sure to less sure, each over an index, so that cost is linear in the names: same
// form; known aliases; given and last name; acronym; a short form that only one longer name has.
// A short form that several longer names share belongs to none of them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/mentions_words.h"

namespace stemma::language {

struct NameCluster {
  std::vector<std::uint32_t> mentions;  // indices into Analysis::mentions, ascending
  EntityType type = EntityType::kUnknown;
  Gender gender = Gender::kUnknown;
  std::vector<std::string> kinds;  // nouns that may take it up: "council", "think tank"
  bool ambiguous = false;          // a surname that several people of the report share
};

/// All name mentions, each in exactly one cluster. Clusters are in order of their first mention.
std::vector<NameCluster> cluster_names(const WordView& view, const Analysis& analysis,
                                       const Knowledge& knowledge);

/// Words [first, begin) that tell the title or role of the name that begins at word `begin`.
std::uint32_t role_start(const WordView& view, const Knowledge& knowledge, std::uint32_t begin);

}  // namespace stemma::language
