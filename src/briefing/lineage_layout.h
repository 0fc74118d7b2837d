// Where the boxes of a lineage stand: sources on the left, what was made of them to the right.
//
// A tidy tree over each node's main parent (the edge with the largest share): leaves take rows from
// top to bottom, a parent stands in the middle of its children, or beside the first of many.
// Further parents are drawn as curves across. Reports that share nothing with others come last.
// Deterministic; no recursion.
#pragma once

#include <cstdint>
#include <vector>

#include "stemma/lineage.h"

namespace stemma::briefing {

struct NodePlace {
  std::uint32_t layer = 0;  // longest way from an origin
  double row = 0;           // boxes of one layer are at least one row apart
};

struct LineageLayout {
  std::vector<NodePlace> places;  // by node
  std::uint32_t layers = 0;
  std::uint32_t rows = 0;
};

LineageLayout lay_out(const Lineage& lineage);

}  // namespace stemma::briefing
