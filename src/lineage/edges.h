// Families turned into the nodes and edges of a Lineage, with kinds, shares, confidence and reasons
// in words. The last step of lineage.
#pragma once

#include <span>

#include "lineage/parents.h"

namespace stemma::lineage {

/// Adds hidden nodes and all edges, sorted by (to, from). REQUIRES: lineage has its report nodes,
/// and alignments[i] is context.pairs[i].
void add_edges(const Context& context, std::span<const PairRelation> relations,
               const Families& families, Descents& descents, Lineage& lineage);

}  // namespace stemma::lineage
