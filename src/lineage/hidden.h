// A source that nobody supplied, inferred from its children.
#pragma once

#include <span>

#include "lineage/parents.h"

namespace stemma::lineage {

/// Adds a hidden node over its children, named after the newsroom that they credit where they do,
/// and an edge to each child.
void add_hidden(const Context& context, std::span<const PairRelation> relations,
                const HiddenSource& source, Descents& descents, Lineage& lineage);

}  // namespace stemma::lineage
