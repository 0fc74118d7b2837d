// What finding places knows besides the gazetteer: words that stand beside places
// (place_cues.tsv) and the learned weights of the two choices (place_weights.tsv, made by
// train/places): is this a place at all, and which of those so named.
//
// Features are numbers about 0 to 1, most of them 0 or 1. Adding one: a name here, its value in
// place_spans.cpp or place_ranker.cpp, and `make train`.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "stemma/result.h"

namespace stemma::grounding {

/// Does a name of the gazetteer, found in the text, name a place there?
enum SpotFeature : std::uint8_t {
  kAlways,
  kMentionPlace,  // the mention's words exactly, and its type
  kMentionUnknown,
  kMentionOrganisation,
  kMentionPerson,
  kMentionGroup,
  kInPlace,  // part of a longer name
  kInUnknown,
  kOpensOrganisation,
  kClosesOrganisation,  // "Bank of Velmar"
  kInOrganisation,
  kInPerson,
  kPartlyMention,
  kTaggedPlace,
  kTaggedOrganisation,
  kTaggedPerson,
  kTaggedOther,
  kPlaceElsewhere,  // the same name is tagged so in another sentence
  kPersonElsewhere,
  kLargest,  // log of the largest population so named
  kCountryOrRegion,
  kDistrictName,
  kAreaName,
  kOnlyPeople,  // an adjective or a people
  kOnlyOtherNames,
  kAfterIn,
  kAfterLocative,
  kBesideQualifier,  // ", Texas" follows
  kIsQualifier,      // it follows a place and a comma
  kOpensSentence,
  kSeveralWords,
  kProperNoun,
  kModifier,  // compound or nmod of another word
  kBeforeCapital,
  kAfterCapital,
  kGivenName,
  kCommonWord,
  kBeforeStreet,
  kAfterTitle,
  kSpotFeatures
};

/// Which of the places so named is it?
enum RankFeature : std::uint8_t {
  kPopulation,  // log
  kLargestSoNamed,
  kCountry,
  kRegion,
  kDistrict,
  kArea,
  kIsCapital,
  kIsRegionSeat,
  kIsDistrictSeat,
  kIsSection,
  kByOtherName,
  kByShortName,
  kByPeople,
  kQualified,           // lies in what stands beside it: "Paris, Texas"
  kQualifiedElsewhere,  // ... beside the same name elsewhere in the report
  kUnqualified,         // something stands beside it, and it lies elsewhere
  kQualifies,           // holds a place of the name that it stands beside
  kCountryShare,        // of the report's other places
  kRegionShare,
  kDistrictShare,
  kNearShare,  // within about 150 km
  kNothingNear,
  kHoldsShare,  // a region or district that others lie in
  kRankFeatures
};

extern const std::array<std::string_view, kSpotFeatures> kSpotNames;
extern const std::array<std::string_view, kRankFeatures> kRankNames;

using SpotWeights = std::array<float, kSpotFeatures>;
using RankWeights = std::array<float, kRankFeatures>;

struct PlaceTables {
  std::unordered_set<std::string_view> locatives;    // "near"
  std::unordered_set<std::string_view> streets;      // "road": the name before is a street's
  std::unordered_set<std::string_view> actor_verbs;  // lemmas whose subject acts or speaks
  std::unordered_set<std::string_view> connectors;   // lower-case words inside names: "upon"
  SpotWeights spot{};
  std::array<RankWeights, 2> rank{};  // without, then with what the first pass tells of the rest

  static Result<PlaceTables> load();
};

}  // namespace stemma::grounding
