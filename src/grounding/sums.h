// Figures that a text relates as whole and parts, and whether they add up.
//
//   "150,000 of those 300,000 reservists ... The remaining 150,000"  ->  300,000 = 150,000 +
//   150,000
//
// Only what the words relate: figures that happen to add up are no sum. Linear; pure.
#pragma once

#include <span>
#include <vector>

#include "grounding/quantities.h"
#include "stemma/grounding.h"

namespace stemma::grounding {

/// REQUIRES: one note a quantity, in the same order.
std::vector<FigureSum> find_sums(std::span<const Quantity> quantities,
                                 std::span<const QuantityNote> notes);

}  // namespace stemma::grounding
