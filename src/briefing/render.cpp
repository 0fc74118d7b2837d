#include "briefing/render.h"

namespace stemma::briefing {

std::string render_text(const Briefing&, const TextOptions&) { return {}; }
std::string render_json(const Briefing&) { return "{}"; }
std::string render_extract(const Briefing&) { return "{}\n"; }
std::string render_html(const Briefing&) { return {}; }

}  // namespace stemma::briefing
