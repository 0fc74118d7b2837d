// The lineage of two texts of one report: the later was made from the earlier, whatever the texts
// show.
#pragma once

#include <span>

#include "stemma/analysis.h"
#include "stemma/lineage.h"

namespace stemma::briefing {

/// One edge, from the first report to the second, with all close alignments as its passages; hidden
/// sources are gone. REQUIRES: the lineage and the analyses are of two reports.
Lineage as_versions(Lineage lineage, std::span<const Analysis> analyses);

}  // namespace stemma::briefing
