// What must have been done to one text to make another of it: sentences reworded, written in, cut,
// moved. Each step has a price, about the negative logarithm of how often desks do it, so that the
// cheapest way through a family is the likeliest: copies repeat the changes of the text that they
// were made from, and a text that lacks them costs more (parsimony; Maas 1957 calls such changes
// indicative errors, Hennig 1966 shared derived characters).
//
//   Descent d = descend(context, relation, parent, child);
//   if (d.price() < other.price()) ...
//
// Deterministic; linear in the two reports' sentences and pairs.
#pragma once

#include "lineage/context.h"

namespace stemma::lineage {

struct Descent {
  double reworded = 0;  // shared sentences whose words differ
  double written = 0;   // sentences of the child that the parent lacks
  double cut = 0;       // sentences of the parent that the child lacks
  double moved = 0;     // shared sentences out of order
  double fuller = 0;    // shared sentences that tell more in the child

  double price() const { return reworded + written + cut + moved + fuller; }
};

Descent descend(const Context& context, const PairRelation& relation, ReportId parent,
                ReportId child);

}  // namespace stemma::lineage
