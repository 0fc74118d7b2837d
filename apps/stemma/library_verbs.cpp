#include "library_verbs.h"

#include <fmt/format.h>

#include <cstdlib>

#include "console.h"
#include "library/export.h"
#include "library/search.h"
#include "verbs.h"

namespace stemma::app {

std::variant<Library, int> open_library(const Arguments& arguments, const Library::Options& how) {
  std::string path;
  if (const char* named = std::getenv("STEMMA_LIBRARY")) path = named;
  if (const auto given = arguments.find("library")) path = *given;
  if (path.empty()) {
    complain("which library? name its file with --library FILE, or in STEMMA_LIBRARY");
    return kUsageOrInput;
  }
  auto library = Library::open(path, how);
  if (library) return std::move(*library);
  complain(library.error());
  return library.error().code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
}

int run_search(const Arguments& arguments) {
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  std::string query;
  for (const std::string& word : arguments.positional) query += (query.empty() ? "" : " ") + word;
  const auto hits =
      library::search(std::get<Library>(opened), query,
                      {.limit = arguments.number("limit"), .all_versions = arguments.has("all")});
  if (!hits) {
    complain(hits.error());
    return hits.error().code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
  }
  std::string out;
  for (const library::Hit& hit : *hits) {
    std::string passage = hit.passage;
    for (char& c : passage) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    out += fmt::format("{}  {}  {}\n    {}\n    [{}-{}] {}\n", hit.version,
                       hit.published.empty() ? "no date   " : hit.published.substr(0, 10),
                       hit.outlet.empty() ? "-" : hit.outlet,
                       hit.title.empty() ? "(no title)" : hit.title, hit.range.begin, hit.range.end,
                       passage);
  }
  const int delivered = deliver(out, arguments);
  return delivered == kDone && hits->empty() ? kNothingFound : delivered;
}

int run_export(const Arguments& arguments) {
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  const auto format = arguments.get("format") == "csv" ? library::ExportFormat::kCsv
                                                       : library::ExportFormat::kJsonl;
  Output out(arguments);
  for (const std::string& table : arguments.positional) {
    const auto error = library::export_table(std::get<Library>(opened), table, format,
                                             [&](std::string_view lines) { out.write(lines); });
    if (error) {
      complain(*error);
      return error->code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
    }
  }
  return out.close();
}

}  // namespace stemma::app
