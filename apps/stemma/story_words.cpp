#include "story_words.h"

#include <fmt/format.h>
#include <unistd.h>

#include "briefing/display.h"
#include "console.h"
#include "library/json_text.h"
#include "library/story_rows.h"
#include "library_verbs.h"

namespace stemma::app {

std::string plural(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string dump(const nlohmann::ordered_json& json, int indent) {
  return library::json_text(json, indent) + "\n";
}

std::string story_head(const library::StoryLine& line) {
  std::string head =
      fmt::format("{:<6} {}", library::story_name(line.story), plural(line.reports, "report"));
  if (line.outlets > 0) head += fmt::format(" of {}", plural(line.outlets, "outlet"));
  head += ", " + line.first_day;
  if (line.last_day != line.first_day) head += " to " + line.last_day;
  return head;
}

std::string story_title(const library::StoryLine& line) {
  return line.title.empty() ? "(no title)" : briefing::clean(line.title);
}

nlohmann::ordered_json story_json(const library::StoryLine& line) {
  return {{"id", library::story_name(line.story)},
          {"title", line.title},
          {"reports", line.reports},
          {"outlets", line.outlets},
          {"first_day", line.first_day},
          {"last_day", line.last_day},
          {"changed", line.changed}};
}

int story_failure(const Error& error) {
  complain(error);
  return error.code == ErrorCode::kInternal   ? kInternal
         : error.code == ErrorCode::kNotFound ? kNothingFound
                                              : kUsageOrInput;
}

std::variant<Library, int> open_library_to_keep(const Arguments& arguments) {
  const std::string path = library_path(arguments);
  const bool writable = !path.empty() && access(path.c_str(), W_OK) == 0;
  return open_library(arguments, {.create = false, .read_only = !writable, .vfs = {}});
}

}  // namespace stemma::app
