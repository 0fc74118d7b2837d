// stemma add: files into a library; stemma refresh: what is stale worked out anew.
#include "library/add.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <utility>
#include <vector>

#include "briefing/compose.h"
#include "console.h"
#include "fetch/curl_transport.h"
#include "inputs.h"
#include "intake/text_language.h"
#include "library/update.h"
#include "library_verbs.h"
#include "progress.h"
#include "verbs.h"

namespace stemma::app {
namespace {

int failed(const Error& error) {
  complain(error);
  return error.code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
}

/// All that is worked out of reports.
int bring_up_to_date(Library& library, const briefing::Models& models, unsigned jobs) {
  const auto story_model = stories::Model::load();
  if (!story_model) return failed(story_model.error());
  Progress analysing("analysing", "reports");
  Progress finding("finding stories", "reports");
  library::UpdateOptions options;
  options.jobs = jobs;
  options.on_refreshed = [&](const library::Refreshed& so_far) {
    analysing.show(so_far.done, so_far.done, so_far.total);
  };
  options.on_placed = [&](const library::PlacedCount& so_far) {
    analysing.clear();
    finding.show(so_far.done, so_far.done, so_far.total);
  };
  const auto done = library::update(library, {models.language, models.grounding, models.claims},
                                    *story_model, options);
  analysing.clear();
  finding.clear();
  if (!done) return failed(done.error());
  const std::uint64_t analysed = done->refreshed.done - done->refreshed.unread;
  if (analysed > 0) fmt::print(stderr, "{} analysed\n", analysed);
  return kDone;
}

/// "3 in French, 1 in German: kept, not analysed"; most first.
std::string unread_line(const std::map<std::string, std::uint64_t>& unread) {
  std::vector<std::pair<std::string, std::uint64_t>> order(unread.begin(), unread.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string line;
  for (const auto& [language, count] : order)
    line +=
        fmt::format("{}{} in {}", line.empty() ? "" : ", ", count, intake::language_name(language));
  return line + ": kept, not analysed";
}

/// Who asks, and where it may lead.
fetch::CurlOptions web_options(const Arguments& arguments) {
  fetch::CurlOptions options;
  const std::string contact = arguments.find("contact").value_or("");
  options.user_agent =
      fmt::format("stemma/" STEMMA_VERSION " ({})",
                  contact.empty() ? "reads news reports" : "reads news reports; +" + contact);
  std::erase_if(options.user_agent, [](char c) { return c < ' ' || c > '~'; });
  options.allow_private = arguments.has("allow-private");
  options.proxies = fetch::Proxies::from_environment();
  return options;
}

}  // namespace

int run_add(const Arguments& arguments) {
  const library::Sources sources = library::find_sources(arguments.positional);
  for (const Error& problem : sources.problems) complain(problem);
  auto models = briefing::Models::load();
  if (!models) return failed(models.error());
  auto opened = open_library(arguments, {.create = true, .read_only = false, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);

  std::uint64_t total = 0;
  for (const library::Source& source : sources.files) total += source.bytes;
  Progress progress("adding", "reports");
  library::AddOptions options;
  options.intake = intake_options(arguments);
  options.jobs = arguments.number("jobs");
  options.standard_input = &std::cin;
  fetch::CurlTransport transport(web_options(arguments));
  fetch::SystemClock clock;
  options.web.transport = &transport;
  options.web.clock = &clock;
  options.web.options.delay = std::chrono::seconds(arguments.number("delay"));
  options.web.pages = arguments.number("pages");
  const bool verbose = arguments.has("verbose");
  options.on_skipped = [&](const Error& problem) {
    if (!verbose) return;
    progress.clear();
    complain(problem);
  };
  options.on_unread = [&](const std::string& source, const std::string& language) {
    if (!verbose) return;
    progress.clear();
    complain(fmt::format("{}: in {}; kept, not analysed", source, intake::language_name(language)));
  };
  options.on_progress = [&](const library::Added& so_far) {
    progress.show(so_far.new_reports + so_far.new_versions + so_far.known, so_far.bytes, total);
  };
  const auto added = library::add(library, sources.files, models->intake, options);
  progress.clear();
  if (!added) return failed(added.error());
  fmt::print(stderr, "{} new, {} changed, {} known, {} skipped{}\n", added->new_reports,
             added->new_versions, added->known, added->skipped,
             added->skipped > 0 && !verbose ? " (-v says why)" : "");
  if (!added->unread.empty())
    fmt::print(stderr, "{}{}\n", unread_line(added->unread), verbose ? "" : " (-v says which)");
  if (!arguments.has("no-analysis")) {
    if (const int code = bring_up_to_date(library, *models, options.jobs); code != kDone)
      return code;
  }
  return added->skipped > 0 || !sources.problems.empty() ? kUsageOrInput : kDone;
}

int run_refresh(const Arguments& arguments) {
  auto models = briefing::Models::load();
  if (!models) return failed(models.error());
  auto opened = open_library(arguments, {});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  return bring_up_to_date(std::get<Library>(opened), *models, arguments.number("jobs"));
}

}  // namespace stemma::app
