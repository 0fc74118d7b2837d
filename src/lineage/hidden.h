// A source that nobody supplied, inferred from its children.
#pragma once

#include <span>

#include "lineage/parents.h"

namespace stemma::lineage {

/// Adds a hidden node over `children`, named after the newsroom that they credit where they do, and
/// an edge to each child. REQUIRES: at least two children, ascending.
void add_hidden(const Context& context, std::span<const PairRelation> relations,
                std::span<const ReportId> children, Lineage& lineage);

}  // namespace stemma::lineage
