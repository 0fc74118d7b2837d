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
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
  }
  Inputs inputs = read_inputs(arguments, models->intake);
  if (inputs.reports.empty()) {
    complain("no report could be read, so there is nothing to brief on");
    return kUsageOrInput;
  }

  briefing::ComposeOptions options;
  options.threads = arguments.number("threads");
  if (arguments.has("verbose")) {
    options.on_stage = [](std::string_view stage, double seconds) {
      fmt::print(stderr, "{:<10} {:8.1f} ms\n", stage, seconds * 1000);
    };
  }
  const Briefing b = briefing::compose(std::move(inputs.reports), *models, options);

  const std::string& format = arguments.get("format");
  const std::string text = format == "json"   ? briefing::render_json(b)
                           : format == "html" ? briefing::render_html(b)
                                              : briefing::render_text(b, text_options(arguments));
  const int delivered = deliver(text, arguments);
  return delivered == kDone && !inputs.all_read ? kUsageOrInput : delivered;
}

}  // namespace stemma::app
