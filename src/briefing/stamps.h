// What a library knows of the reports of a story, for its digest.
#pragma once

#include <span>
#include <vector>

#include "briefing/story_digest.h"
#include "library/story_list.h"

namespace stemma::briefing {

/// Run parallel to the reports. Earlier texts that cannot be read are left out: findings are then
/// taken to be as new as the text that is there now.
std::vector<Stamp> stamps_of(Library& library, std::span<const library::StoryReport> reports);

}  // namespace stemma::briefing
