// What a report changed in substance when its text was changed: a figure, who did it, on whose
// word.
//
//   std::string json = render_revision(briefing, stamps);   // of two texts of one report
//
// Pure: of one briefing.
#pragma once

#include <array>
#include <string>

#include "briefing/story_digest.h"

namespace stemma::briefing {

/// One JSON object: "counts" as in docs/compare.schema.json, and "news", worst first, each as in
/// render_digest() with the kind "revision" and the kind of change as "variant". Details that were
/// only added or left out are counted and no news.
/// REQUIRES: the briefing is of two texts of one report, the earlier first, as
/// ComposeOptions::versions; stamps are theirs.
std::string render_revision(const Briefing& briefing, const std::array<Stamp, 2>& stamps);

}  // namespace stemma::briefing
