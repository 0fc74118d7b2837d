// What must have been done to one text to make another of it: sentences reworded, written in, cut,
// moved. Each step has a price, about the negative logarithm of how often desks do it, so that the
// cheapest way through a family is the likeliest: copies repeat the changes of the text that they
// were made from, and a text that lacks them costs more (parsimony; Maas 1957 calls such changes
// indicative errors, Hennig 1966 shared derived characters).
//
//   double price = price_of_descent(context, relation, parent, child);
//   if (price < price_of_descent(context, other, parent_of_other, child)) ...
//
// Deterministic; linear in the two reports' sentences and pairs.
#pragma once

#include "lineage/context.h"

namespace stemma::lineage {

double price_of_descent(const Context& context, const PairRelation& relation, ReportId parent,
                        ReportId child);

}  // namespace stemma::lineage
