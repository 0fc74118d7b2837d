// Reports that were put together from several others.
//
//   std::vector<ParentLink> second = find_merges(context, relations, descents, options, parents);
//
// A report whose first parent is known has a second one where it carries a good many sentences of
// another report that neither its first parent nor that one's own parents have.
#pragma once

#include <span>
#include <vector>

#include "lineage/parents.h"

namespace stemma::lineage {

/// `options`: every parent that a report could have, the likeliest first. `parents`: by child, none
/// or one each; gets the second parents too. One second parent a child at most.
std::vector<ParentLink> find_merges(const Context& context, std::span<const PairRelation> relations,
                                    const Descents& descents, std::span<const ParentLink> options,
                                    std::vector<std::vector<ReportId>>& parents);

}  // namespace stemma::lineage
