// stemma stories, merge, split, undo: what stories a library has, and putting them in order by
// hand.
#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "console.h"
#include "library/add.h"
#include "library/story_list.h"
#include "library/story_rows.h"
#include "library/story_words.h"
#include "library_verbs.h"
#include "verbs.h"

namespace stemma::app {
namespace {

using Json = nlohmann::ordered_json;
using library::StoryLine;

int failed(const Error& error) {
  complain(error);
  return error.code == ErrorCode::kInternal   ? kInternal
         : error.code == ErrorCode::kNotFound ? kNothingFound
                                              : kUsageOrInput;
}

std::string days_words(const StoryLine& line) {
  return line.first_day == line.last_day ? line.last_day
                                         : fmt::format("{} to {}", line.first_day, line.last_day);
}

std::string plural(std::uint32_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string text_of(const StoryLine& line) {
  std::string head =
      fmt::format("{:<6} {}", library::story_name(line.story), plural(line.reports, "report"));
  if (line.outlets > 0) head += fmt::format(" of {}", plural(line.outlets, "outlet"));
  return fmt::format("{}, {}\n       {}\n", head, days_words(line),
                     line.title.empty() ? "(no title)" : line.title);
}

Json json_of(const StoryLine& line) {
  return {{"id", library::story_name(line.story)},
          {"title", line.title},
          {"reports", line.reports},
          {"outlets", line.outlets},
          {"first_day", line.first_day},
          {"last_day", line.last_day},
          {"changed", line.changed}};
}

std::string dump(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Opens the library for a change, makes it, and says what was done.
template <class Work>
int change_stories(const Arguments& arguments, Work work) {
  auto opened = open_library(arguments, {});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  const Result<std::string> said = work(std::get<Library>(opened));
  if (!said) return failed(said.error());
  return deliver(*said, arguments);
}

}  // namespace

int run_stories(const Arguments& arguments) {
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  library::StoryListOptions options;
  options.sort = arguments.get("sort") == "largest" ? library::StorySort::kLargest
                                                    : library::StorySort::kNewest;
  options.limit = arguments.number("limit");
  options.least = arguments.number("least");
  options.since = arguments.find("since").value_or("");
  const auto lines = library::list_stories(std::get<Library>(opened), options);
  if (!lines) return failed(lines.error());
  std::string out;
  Json all = Json::array();
  for (const StoryLine& line : *lines) {
    if (arguments.get("format") == "text") out += text_of(line);
    if (arguments.get("format") == "jsonl") out += dump(json_of(line), -1);
    if (arguments.get("format") == "json") all.push_back(json_of(line));
  }
  if (arguments.get("format") == "json") out = dump(all, 1);
  const int delivered = deliver(out, arguments);
  return delivered == kDone && lines->empty() ? kNothingFound : delivered;
}

int run_merge(const Arguments& arguments) {
  return change_stories(arguments, [&](Library& library) -> Result<std::string> {
    const auto a = library::find_story(library, arguments.positional[0]);
    if (!a) return a.error();
    const auto b = library::find_story(library, arguments.positional[1]);
    if (!b) return b.error();
    const auto word = library::merge_stories(library, *a, *b, library::utc_now());
    if (!word) return word.error();
    return fmt::format("{} is now part of {} (word {}; `stemma undo {}` takes it back)\n",
                       library::story_name(word->other), library::story_name(word->story),
                       word->number, word->number);
  });
}

int run_split(const Arguments& arguments) {
  return change_stories(arguments, [&](Library& library) -> Result<std::string> {
    const auto story = library::find_story(library, arguments.positional[0]);
    if (!story) return story.error();
    const auto word = library::split_story(
        library, *story, std::span(arguments.positional).subspan(1), library::utc_now());
    if (!word) return word.error();
    return fmt::format("{} was part of {} (word {}; `stemma undo {}` takes it back)\n",
                       library::story_name(word->other), library::story_name(word->story),
                       word->number, word->number);
  });
}

int run_undo(const Arguments& arguments) {
  std::optional<std::int64_t> number;
  if (!arguments.positional.empty()) {
    const std::string& text = arguments.positional.front();
    number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
    if (error != std::errc() || end != text.data() + text.size()) {
      complain(fmt::format("{}: a word is named by its number", text));
      return kUsageOrInput;
    }
  }
  return change_stories(arguments, [&](Library& library) -> Result<std::string> {
    const auto word = library::undo_word(library, number, library::utc_now());
    if (!word) return word.error();
    return fmt::format("word {} is taken back: {}, {}\n", word->number,
                       library::story_name(word->story), library::story_name(word->other));
  });
}

}  // namespace stemma::app
