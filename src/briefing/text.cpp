#include "briefing/render.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {

std::string render_text(const Briefing& briefing, const TextOptions& options) {
  const Lookup lookup(briefing);
  const TextContext context{lookup, options.full};
  TextPage page(options.columns, options.colour);
  write_head(page, context);
  write_changes(page, context);
  write_warnings(page, context);
  write_shared(page, context);
  write_only_here(page, context);
  write_deeds(page, context);
  write_figures(page, context);
  write_timeline(page, context);
  return page.take();
}

}  // namespace stemma::briefing
