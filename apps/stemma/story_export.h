// Lineage and readings of all stories of two reports or more, as lines: what is not kept in tables
// but in the digest of each story (briefing/story_desk.h), which is made where it is missing.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "stemma/library.h"

namespace stemma::app {

/// REQUIRES: table is "lineage" or "readings". Lists are cells with spaces between ids in CSV.
std::optional<Error> export_of_stories(Library& library, std::string_view table, bool csv,
                                       unsigned threads,
                                       const std::function<void(std::string_view)>& write);

}  // namespace stemma::app
