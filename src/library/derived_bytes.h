// What the stages found in one report, as bytes that can be kept, and back.
//
//   const std::string bytes = pack(analysis, grounding, claims, report);
//   std::optional<Derived> again = unpack(bytes, report);   // the same; or nothing
//
// unpack(pack(...), report) is what was packed but for the claims' ids, which their batch gives,
// and for the report that all name, which is the one given. The report's text is needed for either,
// since words that can be read off it are not packed. Of bytes that are damaged or of another text
// comes nothing, or findings whose indices and ranges are within bounds and whose trees are trees:
// no stage fails on them. Whether they are the right ones is for a checksum to say. Pure; any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "library/derived.h"
#include "stemma/report.h"

namespace stemma::library {

/// More bytes than these are not read.
inline constexpr std::size_t kMostPacked = std::size_t{4} << 20U;

std::string pack(const Analysis& analysis, const Grounding& grounding,
                 const std::vector<Claim>& claims, const Report& report);
std::optional<Derived> unpack(std::string_view bytes, const Report& report);

}  // namespace stemma::library
