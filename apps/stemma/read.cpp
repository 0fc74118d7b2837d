// stemma read: several reports in, one briefing out.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {
namespace {

briefing::TextOptions text_options(const Arguments& arguments) {
  briefing::TextOptions options;
  options.full = arguments.has("full");
  const bool to_terminal = output_is_terminal() && !arguments.has("output");
  if (arguments.has("columns")) {
    options.columns = std::max(40u, arguments.number("columns"));
  } else if (const unsigned columns = to_terminal ? terminal_columns() : 0; columns > 0) {
    options.columns = std::clamp(columns, 40u, 100u);
  }
  const std::string& when = arguments.get("color");
  options.colour =
      when == "always" || (when == "auto" && to_terminal && std::getenv("NO_COLOR") == nullptr);
  return options;
}

}  // namespace

int run_read(const Arguments& arguments) {
  auto opened = open_job(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Job& job = std::get<Job>(opened);

  briefing::ComposeOptions options;
  options.threads = arguments.number("threads");
  if (arguments.has("verbose")) {
    options.on_stage = [](std::string_view stage, double seconds) {
      fmt::print(stderr, "{:<10} {:8.1f} ms\n", stage, seconds * 1000);
    };
  }
  const Briefing b = briefing::compose(std::move(job.inputs.reports), job.models, options);

  const std::string& format = arguments.get("format");
  const std::string text = format == "json"   ? briefing::render_json(b)
                           : format == "html" ? briefing::render_html(b)
                           : format == "svg"  ? briefing::render_lineage_svg(b)
                           : format == "dot"  ? briefing::render_lineage_dot(b)
                                              : briefing::render_text(b, text_options(arguments));
  return deliver(text, job, arguments);
}

}  // namespace stemma::app
