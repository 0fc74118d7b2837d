// Where a report may have passages from that its parent lacks.
//
//   std::vector<ReportId> seconds = second_parents(context, descents, child, written, rank);
//
// A second parent has three or more of the sentences that the child would otherwise have written by
// itself, and a seventh of its words. The four that have most of them, and in the nearest words,
// are given, best first; where two are as good, by `rank`.
#pragma once

#include <span>
#include <vector>

#include "lineage/context.h"
#include "lineage/descent.h"

namespace stemma::lineage {

std::vector<ReportId> second_parents(const Context& context, const Descents& descents,
                                     ReportId child, std::span<const Written> written,
                                     std::span<const std::uint32_t> rank);

}  // namespace stemma::lineage
