// The form by which names of places are found: folded, without stops and apostrophes, hyphens as
// spaces, "Saint", "Mount" and "Fort" shortened as headlines do.
//
//   place_key("St. John's") == place_key("Saint Johns") == "st johns"
//   place_key("W. Va.") == place_key("W.Va.")  ->  "w va", "wva": written both ways in lexicons
//
// Pure function; safe from any thread. The packer and the reader share it.
#pragma once

#include <string>
#include <string_view>

namespace stemma::grounding {

std::string place_key(std::string_view name);

}  // namespace stemma::grounding
