// stemma extract: what each report says, by itself.
#include <fmt/format.h>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "console.h"
#include "inputs.h"
#include "verbs.h"

namespace stemma::app {

int run_extract(const Arguments& arguments) {
  auto opened = open_job(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Job& job = std::get<Job>(opened);
  std::vector<Report>& reports = job.inputs.reports;

  if (arguments.get("format") == "text") {
    if (reports.size() > 1) {
      complain("--format text takes one report at a time, so that offsets stay true");
      return kUsageOrInput;
    }
    return deliver(reports.front().text, job, arguments);
  }
  Output out(arguments);
  for (Report& report : reports) {
    if (!out.ok()) break;
    std::vector<Report> alone;
    alone.push_back(std::move(report));
    briefing::render_extract(briefing::compose(std::move(alone), job.models,
                                               {.threads = arguments.number("threads"),
                                                .words = {},
                                                .collate = false,
                                                .on_stage = {}}),
                             [&](std::string_view piece) { out.write(piece); });
  }
  const int delivered = out.close();
  return delivered == kDone && !job.inputs.all_read ? kUsageOrInput : delivered;
}

}  // namespace stemma::app
