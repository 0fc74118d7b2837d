// The text of a source that nobody supplied, as far as its children keep it.
//
//   Witness lost = reconstruct(descents, children);
//
// A sentence stood in it if two children have it, or if it costs less that the others cut it than
// that the one who has it wrote it. Of its wordings the one is taken from which the fewest words
// had to be changed to make the others. The order is that of the child that keeps most.
// Deterministic; the same for every order of the children that `children` gives the same.
#pragma once

#include <span>

#include "lineage/descent.h"

namespace stemma::lineage {

/// REQUIRES: two children or more, none twice.
Witness reconstruct(const Descents& descents, std::span<const ReportId> children);

}  // namespace stemma::lineage
