// What the headers promise of claims, checked on any text.
#pragma once

#include "claims/support.h"

namespace stemma::testing {

/// Fails the calling test for every broken promise.
void expect_invariants(const Extracted& extracted);

}  // namespace stemma::testing
