// stemma read, lineage: reports in; a briefing, or who copied whom.
#include <fmt/format.h>

#include <variant>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "console.h"
#include "inputs.h"
#include "text_options.h"
#include "verbs.h"

namespace stemma::app {
namespace {

/// Reads the reports named, heeding --same and --distinct; or, after saying what is wrong, the exit
/// code.
std::variant<Briefing, int> compose_job(Job& job, const Arguments& arguments) {
  briefing::ComposeOptions options;
  auto words = user_words(arguments, job.inputs.reports);
  if (!words) return kUsageOrInput;
  options.words = std::move(*words);
  options.threads = arguments.number("threads");
  if (arguments.has("verbose")) {
    options.on_stage = [](std::string_view stage, double seconds) {
      fmt::print(stderr, "{:<10} {:8.1f} ms\n", stage, seconds * 1000);
    };
  }
  return briefing::compose(std::move(job.inputs.reports), job.models, options);
}

/// Reads, composes and delivers what `render` makes of the briefing.
template <typename Render>
int run_composed(const Arguments& arguments, Render render) {
  auto opened = open_job(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Job& job = std::get<Job>(opened);
  auto composed = compose_job(job, arguments);
  if (const int* exit_code = std::get_if<int>(&composed)) return *exit_code;
  Output out(arguments);
  render(std::get<Briefing>(composed), [&](std::string_view part) { out.write(part); });
  const int delivered = out.close();
  return delivered == kDone && !job.inputs.all_read ? kUsageOrInput : delivered;
}

}  // namespace

int run_read(const Arguments& arguments) {
  return run_composed(arguments, [&](const Briefing& b, const briefing::Sink& write) {
    const std::string& format = arguments.get("format");
    if (format == "json") return briefing::render_json(b, write);
    if (format == "html") return write(briefing::render_html(b));
    if (format == "svg") return write(briefing::render_lineage_svg(b));
    if (format == "dot") return write(briefing::render_lineage_dot(b));
    return write(briefing::render_text(b, text_options(arguments, 100)));
  });
}

int run_lineage(const Arguments& arguments) {
  return run_composed(arguments, [&](const Briefing& b, const briefing::Sink& write) {
    const std::string& format = arguments.get("format");
    if (format == "json") return write(briefing::render_lineage_json(b));
    if (format == "svg") return write(briefing::render_lineage_svg(b));
    if (format == "dot") return write(briefing::render_lineage_dot(b));
    return write(briefing::render_lineage_text(b, text_options(arguments, 100)));
  });
}

}  // namespace stemma::app
