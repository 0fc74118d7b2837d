// Which claims tell of the same thing.
#pragma once

#include <vector>

#include "collation/batch.h"

namespace stemma::collation {

/// Groups of claims, each ascending, in the order of their first claim. Every claim of the batch is
/// in exactly one. Two claims meet only where lineage aligned their sentences and their contents
/// match; groups join only while their members still resemble one another, so that a chain of small
/// likenesses cannot tie unlike claims together.
std::vector<std::vector<ClaimId>> group_claims(const Batch& batch);

}  // namespace stemma::collation
