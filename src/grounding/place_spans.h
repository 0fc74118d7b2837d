// Names of the gazetteer in a report, with what speaks for their being places.
//
//   std::vector<PlaceSpan> spans = find_place_spans(report, analysis, gazetteer, tables,
//   knowledge);
//   // "a man from Paris, Texas" -> "Paris" (beside: Texas), "Texas"
//
// The longest name wins; spans are in order and do not overlap. Linear in the tokens.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "grounding/gazetteer.h"
#include "grounding/place_tables.h"
#include "language/mentions_knowledge.h"
#include "stemma/analysis.h"
#include "stemma/report.h"

namespace stemma::grounding {

struct PlaceSpan {
  ByteRange range;
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;
  SentenceId sentence;
  std::string key;
  std::span<const std::uint32_t> refs;  // places so named, never empty
  std::uint32_t shut = 0;               // references with these marks cannot be written so
  std::uint32_t beside = kNoRecord;     // index of the span that says which: "Texas"
  std::uint32_t qualifies = kNoRecord;  // index of the span that this one says it for
  bool part_of_name = false;            // within the name of something else
  bool people = false;                  // an adjective or a people
  bool ruled_out = false;               // "Port" of "Port Sela", "North": no place by itself
  std::array<float, kSpotFeatures> features{};
};

/// How sure the weights are that it is a place: above 0 is yes.
float place_score(const PlaceSpan& span, const SpotWeights& weights);

std::vector<PlaceSpan> find_place_spans(const Report& report, const Analysis& analysis,
                                        const Gazetteer& gazetteer, const PlaceTables& tables,
                                        const language::Knowledge& knowledge);

}  // namespace stemma::grounding
