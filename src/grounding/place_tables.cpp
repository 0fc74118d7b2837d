#include "grounding/place_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/lexicon.h"

namespace stemma::grounding {

const std::array<std::string_view, kSpotFeatures> kSpotNames = {"always",
                                                                "mention_place",
                                                                "mention_unknown",
                                                                "mention_organisation",
                                                                "mention_person",
                                                                "mention_group",
                                                                "in_place",
                                                                "in_unknown",
                                                                "opens_organisation",
                                                                "closes_organisation",
                                                                "in_organisation",
                                                                "in_person",
                                                                "partly_mention",
                                                                "tagged_place",
                                                                "tagged_organisation",
                                                                "tagged_person",
                                                                "tagged_other",
                                                                "place_elsewhere",
                                                                "person_elsewhere",
                                                                "largest",
                                                                "country_or_region",
                                                                "district_name",
                                                                "area_name",
                                                                "only_people",
                                                                "only_other_names",
                                                                "after_in",
                                                                "after_locative",
                                                                "beside_qualifier",
                                                                "is_qualifier",
                                                                "opens_sentence",
                                                                "several_words",
                                                                "proper_noun",
                                                                "modifier",
                                                                "before_capital",
                                                                "after_capital",
                                                                "given_name",
                                                                "common_word",
                                                                "before_street",
                                                                "after_title"};

const std::array<std::string_view, kRankFeatures> kRankNames = {
    "population",    "largest_so_named", "country",       "region",        "district",
    "area",          "capital",          "region_seat",   "district_seat", "section",
    "by_other_name", "by_short_name",    "by_people",     "qualified",     "qualified_elsewhere",
    "unqualified",   "qualifies",        "country_share", "region_share",  "district_share",
    "near_share",    "nothing_near",     "holds_share"};

namespace {

template <std::size_t N>
bool set_weight(std::array<float, N>& weights, const std::array<std::string_view, N>& names,
                std::string_view name, std::string_view value) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return false;
  float& weight = weights[static_cast<std::size_t>(it - names.begin())];
  return std::from_chars(value.data(), value.data() + value.size(), weight).ec == std::errc{};
}

}  // namespace

Result<PlaceTables> PlaceTables::load() {
  PlaceTables tables;
  const Result<Lexicon> cues = Lexicon::load("place_cues", 2);
  if (!cues) return cues.error();
  for (const Lexicon::Row& row : cues->rows()) {
    if (row[1] == "locative")
      tables.locatives.insert(row[0]);
    else if (row[1] == "street")
      tables.streets.insert(row[0]);
    else if (row[1] == "actor_verb")
      tables.actor_verbs.insert(row[0]);
    else if (row[1] == "connector")
      tables.connectors.insert(row[0]);
    else
      return Error{ErrorCode::kMalformed, "an unknown class",
                   fmt::format("place_cues: {}", row[1])};
  }
  const Result<Lexicon> verbs = Lexicon::load("reporting_verbs", 5);
  if (!verbs) return verbs.error();
  for (const Lexicon::Row& row : verbs->rows()) tables.actor_verbs.insert(row[0]);
  const Result<Lexicon> weights = Lexicon::load("place_weights", 3);
  if (!weights) return weights.error();
  for (const Lexicon::Row& row : weights->rows()) {
    const bool known = row[0] == "spot"     ? set_weight(tables.spot, kSpotNames, row[1], row[2])
                       : row[0] == "first"  ? set_weight(tables.rank[0], kRankNames, row[1], row[2])
                       : row[0] == "second" ? set_weight(tables.rank[1], kRankNames, row[1], row[2])
                                            : false;
    if (!known)
      return Error{ErrorCode::kMalformed, "an unknown feature",
                   fmt::format("place_weights: {} {}", row[0], row[1])};
  }
  return tables;
}

}  // namespace stemma::grounding
