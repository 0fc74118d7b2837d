// stemma extract: what each report says, by itself.
#include <fmt/format.h>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {

int run_extract(const Arguments& arguments) {
  auto models = briefing::Models::load();
  if (!models) {
    complain(models.error());
    return kInternal;
  }
  Inputs inputs = read_inputs(arguments, models->intake);
  if (inputs.reports.empty()) {
    complain("no report could be read, so there is nothing to extract");
    return kUsageOrInput;
  }

  std::string out;
  if (arguments.get("format") == "text") {
    if (inputs.reports.size() > 1) {
      complain("--format text takes one report at a time, so that offsets stay true");
      return kUsageOrInput;
    }
    out = inputs.reports.front().text;
  } else {
    for (Report& report : inputs.reports) {
      std::vector<Report> alone;
      alone.push_back(std::move(report));
      out += briefing::render_extract(briefing::compose(
          std::move(alone), *models, {.threads = arguments.number("threads"), .on_stage = {}}));
    }
  }
  const int delivered = deliver(out, arguments);
  return delivered == kDone && !inputs.all_read ? kUsageOrInput : delivered;
}

}  // namespace stemma::app
