#include "briefing/render.h"

namespace stemma::briefing {

std::string render_html(const Briefing&) { return {}; }

}  // namespace stemma::briefing
