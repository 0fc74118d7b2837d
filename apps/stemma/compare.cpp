// stemma compare: two texts side by side, from files or from a library.
#include "compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "console.h"
#include "inputs.h"
#include "library/store.h"
#include "library_verbs.h"
#include "story_words.h"
#include "text_options.h"
#include "verbs.h"

namespace stemma::app {
namespace {

constexpr unsigned kWidest = 160;  // two columns of text

/// --library says so; where STEMMA_LIBRARY alone names one, what is a file is meant as a file.
bool of_library(const Arguments& arguments) {
  if (arguments.has("library")) return true;
  const auto is_file = [](const std::string& name) {
    std::error_code ignored;
    return name == "-" || std::filesystem::exists(name, ignored);
  };
  return !library_path(arguments).empty() &&
         std::none_of(arguments.positional.begin(), arguments.positional.end(), is_file);
}

int compare_in_library(const Arguments& arguments) {
  if (arguments.positional.size() != 2) {
    complain(
        fmt::format("compare takes two reports, and these are {}", arguments.positional.size()));
    return kUsageOrInput;
  }
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  auto a = library::find_version(library, arguments.positional[0]);
  if (!a) return story_failure(a.error());
  auto b = library::find_version(library, arguments.positional[1]);
  if (!b) return story_failure(b.error());
  if (a->id == b->id) {
    complain(fmt::format("{} and {} are one text, {}; `stemma versions {}` lists all texts of it",
                         arguments.positional[0], arguments.positional[1], a->id,
                         a->report.substr(0, 8)));
    return kUsageOrInput;
  }
  const auto models = briefing::Models::load();
  if (!models) return story_failure(models.error());
  const auto compared =
      compare_versions(library, std::move(*a), std::move(*b), *models, arguments.number("threads"));
  if (!compared) return story_failure(compared.error());
  return deliver(show(*compared, arguments), arguments);
}

}  // namespace

Result<Compared> compare_versions(Library& library, library::Version a, library::Version b,
                                  const briefing::Models& models, unsigned threads) {
  Compared compared;
  compared.sides.versions = a.report == b.report;
  if (compared.sides.versions && b.number < a.number) std::swap(a, b);
  std::vector<Report> reports;
  for (const library::Version* version : {&a, &b}) {
    auto report = library::load_version(library.db(), version->row);
    if (!report) return report.error();
    reports.push_back(std::move(*report));
  }
  compared.sides.ids = {a.id, b.id};
  compared.sides.added = {a.added, b.added};
  compared.briefing = briefing::compose(
      std::move(reports), models,
      {.threads = threads, .words = {}, .versions = compared.sides.versions, .on_stage = {}});
  return compared;
}

std::string show(const Compared& compared, const Arguments& arguments) {
  const std::string& format = arguments.get("format");
  if (format == "html") return briefing::render_compare_html(compared.briefing, compared.sides);
  if (format == "json") return briefing::render_compare_json(compared.briefing, compared.sides);
  return briefing::render_compare_text(compared.briefing, text_options(arguments, kWidest),
                                       compared.sides);
}

int run_compare(const Arguments& arguments) {
  if (of_library(arguments)) return compare_in_library(arguments);
  auto opened = open_job(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Job& job = std::get<Job>(opened);
  if (job.inputs.reports.size() != 2) {
    complain(fmt::format("compare takes two reports, and these are {}", job.inputs.reports.size()));
    return kUsageOrInput;
  }
  Compared compared;
  compared.briefing =
      briefing::compose(std::move(job.inputs.reports), job.models,
                        {.threads = arguments.number("threads"), .words = {}, .on_stage = {}});
  return deliver(show(compared, arguments), job, arguments);
}

}  // namespace stemma::app
