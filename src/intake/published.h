// When a report was published, from its metadata or its own words. Never a guess: no file times,
// no year added to "March 7", no choice between 3 July and 7 March.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/furniture.h"

namespace stemma::intake {

/// A date as metadata gives it.
struct DateClaim {
  std::string value;
  std::string where;  // "meta article:published_time", "field \"published\""
};

/// The first claim that is a date wins; failing that, the best date that the furniture states.
/// What could not be used is said in `notes`.
std::optional<Published> find_published(const std::vector<DateClaim>& metadata,
                                        const Furnishings& found, std::string_view text,
                                        const Rules& rules, std::vector<std::string>& notes);

/// The best day that the furniture states without a year: "XXXX-03-11".
std::optional<Published> find_published_in_part(const Furnishings& found);

}  // namespace stemma::intake
