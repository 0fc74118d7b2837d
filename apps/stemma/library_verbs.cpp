#include "library_verbs.h"

#include <fmt/format.h>

#include <cstdlib>

#include "console.h"
#include "intake/text_language.h"
#include "library/export.h"
#include "library/export_web.h"
#include "library/search.h"
#include "library/search_feed.h"
#include "story_export.h"
#include "story_words.h"
#include "verbs.h"

namespace stemma::app {

std::string library_path(const Arguments& arguments) {
  if (const auto given = arguments.find("library")) return *given;
  const char* named = std::getenv("STEMMA_LIBRARY");
  return named != nullptr ? named : "";
}

std::variant<Library, int> open_library(const Arguments& arguments, const Library::Options& how) {
  const std::string path = library_path(arguments);
  if (path.empty()) {
    complain("which library? name its file with --library FILE, or in STEMMA_LIBRARY");
    return kUsageOrInput;
  }
  auto library = Library::open(path, how);
  if (library) return std::move(*library);
  complain(library.error());
  return library.error().code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
}

namespace {

int failed(const Error& error) {
  complain(error);
  return error.code == ErrorCode::kInternal ? kInternal : kUsageOrInput;
}

std::string as_text(const std::vector<library::Hit>& hits) {
  std::string out;
  for (const library::Hit& hit : hits) {
    std::string passage = hit.passage;
    for (char& c : passage) c = c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    // Only what stands out: the reports of a library are English, and have claims, unless said.
    const std::string language =
        hit.language.empty() || hit.language == "en"
            ? ""
            : fmt::format("  (in {}, not read)", intake::language_name(hit.language));
    out += fmt::format("{}  {}  {}{}\n    {}\n    [{}-{}] {}\n", hit.version,
                       hit.published.empty() ? "no date   " : hit.published.substr(0, 10),
                       hit.outlet.empty() ? "-" : hit.outlet, language,
                       hit.title.empty() ? "(no title)" : hit.title, hit.range.begin, hit.range.end,
                       passage);
  }
  return out;
}

}  // namespace

int run_search(const Arguments& arguments) {
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  std::string query;
  for (const std::string& word : arguments.positional) query += (query.empty() ? "" : " ") + word;
  const std::string& format = arguments.get("format");
  const bool atom = format == "atom";
  const auto hits = library::search(std::get<Library>(opened), query,
                                    {.limit = arguments.number("limit"),
                                     .newest_first = atom || arguments.has("newest"),
                                     .all_versions = arguments.has("all")});
  if (!hits) return failed(hits.error());
  const int delivered = deliver(atom                ? library::search_atom(query, *hits)
                                : format == "jsonl" ? library::search_jsonl(*hits)
                                                    : as_text(*hits),
                                arguments);
  return delivered == kDone && hits->empty() && !atom ? kNothingFound : delivered;
}

int run_export(const Arguments& arguments) {
  auto opened = open_library_to_keep(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  const std::string& format = arguments.get("format");
  Output out(arguments);
  const auto write = [&](std::string_view part) { out.write(part); };
  for (const std::string& table : arguments.positional) {
    std::optional<Error> error;
    if (table == "lineage" || table == "readings") {
      error =
          export_of_stories(library, table, format == "csv", arguments.number("threads"), write);
    } else if (format == "jsonld" || format == "geojson" || format == "annotations") {
      error = library::export_web(library, table,
                                  format == "jsonld"    ? library::WebFormat::kJsonLd
                                  : format == "geojson" ? library::WebFormat::kGeoJson
                                                        : library::WebFormat::kAnnotations,
                                  write);
    } else {
      error = library::export_table(
          library, table,
          format == "csv" ? library::ExportFormat::kCsv : library::ExportFormat::kJsonl, write);
    }
    if (error) return failed(*error);
  }
  return out.close();
}

}  // namespace stemma::app
