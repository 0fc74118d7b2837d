// The lineage as a drawing. In the page it takes its colours from the page's style sheet; alone
// (render_lineage_svg in render.h) it carries its own.
#pragma once

#include <string>

#include "briefing/lookup.h"

namespace stemma::briefing {

/// The <svg> element for the page: nodes link to "#text-r1", edges to "#edge-1".
std::string draw_lineage(const Lookup& lookup);

}  // namespace stemma::briefing
