// How many origins the reports have, in sentences.
//
//   verdict_of(lookup).headline == "2 reports, 1 origin: a Meridian story, not supplied."
#pragma once

#include <string>
#include <vector>

#include "briefing/lookup.h"

namespace stemma::briefing {

struct Verdict {
  std::string headline;
  std::vector<std::string> lines;  // one an origin, the one behind most reports first
};

Verdict verdict_of(const Lookup& lookup);

/// The reasons of the lineage, each once, those for hidden sources first.
std::vector<const Reason*> reasons_of(const Lineage& lineage);

}  // namespace stemma::briefing
