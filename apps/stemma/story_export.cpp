#include "story_export.h"

#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "base/csv.h"
#include "briefing/story_desk.h"
#include "library/json_text.h"
#include "library/story_rows.h"
#include "progress.h"

namespace stemma::app {
namespace {

using Json = nlohmann::ordered_json;
using briefing::StoryDesk;

/// Columns in order; those named twice over in a cell are lists.
constexpr std::string_view kLineage[] = {"story", "from",       "from_supplied", "to",     "kind",
                                         "share", "confidence", "passages",      "reasons"};
constexpr std::string_view kReadings[] = {"id",     "story",       "relation", "origins",
                                          "voices", "voice_names", "claims",   "variants"};

std::string cell(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return csv_cell(value.get<std::string>());
  if (!value.is_array()) return csv_cell(value.dump());
  const bool words = std::all_of(value.begin(), value.end(), [](const Json& item) {
    return item.is_string() && item.get_ref<const std::string&>().find(' ') == std::string::npos;
  });
  if (!words) return csv_cell(library::json_text(value));
  std::string list;
  for (const Json& item : value) list += (list.empty() ? "" : " ") + item.get<std::string>();
  return csv_cell(list);
}

}  // namespace

std::optional<Error> export_of_stories(Library& library, std::string_view table, bool csv,
                                       unsigned threads,
                                       const std::function<void(std::string_view)>& write) {
  const bool readings = table == "readings";
  const std::span<const std::string_view> columns =
      readings ? std::span<const std::string_view>(kReadings)
               : std::span<const std::string_view>(kLineage);
  library::StoryListOptions options;
  options.limit = std::numeric_limits<std::uint32_t>::max();
  const auto lines = library::list_stories(library, options);
  if (!lines) return lines.error();
  std::set<StoryId> stories;
  for (const library::StoryLine& line : *lines) stories.insert(line.story);
  if (csv) write(fmt::format("{}\n", fmt::join(columns, ",")));
  StoryDesk desk(library, threads);
  Progress progress("reading", "stories");
  std::uint64_t done = 0;
  for (const StoryId story : stories) {
    const auto digest = desk.digest(story);
    if (!digest) return digest.error();
    std::size_t number = 0;
    for (Json row : digest->value(std::string(table), Json::array())) {
      row["story"] = library::story_name(story);
      if (readings) row["id"] = fmt::format("{}.n{}", library::story_name(story), ++number);
      std::string line;
      Json ordered;
      for (const std::string_view column : columns) {
        const std::string name(column);
        if (csv)
          line += (line.empty() ? "" : ",") + cell(row.value(name, Json()));
        else
          ordered[name] = row.value(name, Json());
      }
      write((csv ? line : library::json_text(ordered)) + "\n");
    }
    ++done;
    progress.show(done, done, stories.size());
  }
  return std::nullopt;
}

}  // namespace stemma::app
