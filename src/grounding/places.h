// Finds the places of a report: which names, what each does in its sentence, and where it is.
//
//   find_places(report, analysis, gazetteer, tables, knowledge, grounding.places);
//   // "Moscow said ... in Paris, Texas": Moscow (actor), Paris at 33.66 -95.56 (location), Texas
//
// Linear in the text. Safe from any thread.
#pragma once

#include <vector>

#include "grounding/gazetteer.h"
#include "grounding/place_ranker.h"
#include "grounding/place_spans.h"
#include "stemma/grounding.h"

namespace stemma::grounding {

void find_places(const Report& report, const Analysis& analysis, const Gazetteer& gazetteer,
                 const PlaceTables& tables, const language::Knowledge& knowledge,
                 std::vector<PlaceValue>& places);

}  // namespace stemma::grounding
