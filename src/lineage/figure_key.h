// Figures as terms: "6,700", "6700" and the value 6700 have one key.
//
//   figure_key("6,700") == value_key(6700)     // "#6700"
//
// Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace stemma::lineage {

std::string value_key(double value);

/// Of a token that begins with a digit: "24th" is "#24". One without a figure keeps its letters.
std::string figure_key(std::string_view norm);

}  // namespace stemma::lineage
