// stemma stories, merge, split, undo: what stories a library has, and putting them in order by
// hand.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "briefing/story_desk.h"
#include "console.h"
#include "library/add.h"
#include "library/story_list.h"
#include "library/story_rows.h"
#include "library/story_words.h"
#include "library_verbs.h"
#include "progress.h"
#include "story_words.h"
#include "verbs.h"

namespace stemma::app {
namespace {

using Json = nlohmann::ordered_json;
using briefing::StoryDesk;
using library::StoryLine;

/// A story with what is known of it as a whole.
struct Listed {
  StoryLine line;
  std::optional<unsigned> origins;
  std::optional<unsigned> contested;
};

std::string text_of(const Listed& listed) {
  std::string out = story_head(listed.line);
  if (listed.origins)
    out += fmt::format("; {}, {} contested", plural(*listed.origins, "origin"), *listed.contested);
  return out + fmt::format("\n       {}\n", story_title(listed.line));
}

Json json_of(const Listed& listed) {
  Json out = story_json(listed.line);
  out["origins"] = listed.origins ? Json(*listed.origins) : Json();
  out["contested"] = listed.contested ? Json(*listed.contested) : Json();
  return out;
}

/// Reads the stories that have not been read before, and sorts by what that shows.
std::optional<Error> read_and_sort(std::vector<Listed>& stories, StoryDesk& desk, bool by_origins) {
  Progress progress("reading", "stories");
  std::uint64_t done = 0;
  for (Listed& listed : stories) {
    const auto digest = desk.digest(listed.line.story);
    if (!digest) return digest.error();
    listed.origins = digest->value("origins", 0u);
    listed.contested = digest->value("contested", 0u);
    ++done;
    progress.show(done, done, stories.size());
  }
  std::stable_sort(stories.begin(), stories.end(), [&](const Listed& a, const Listed& b) {
    return by_origins ? *a.origins > *b.origins : *a.contested > *b.contested;
  });
  return std::nullopt;
}

/// Opens the library for a change, makes it, and says what was done.
template <class Work>
int change_stories(const Arguments& arguments, Work work) {
  auto opened = open_library(arguments, {});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  const Result<std::string> said = work(std::get<Library>(opened));
  if (!said) return story_failure(said.error());
  return deliver(*said, arguments);
}

}  // namespace

int run_stories(const Arguments& arguments) {
  auto opened = open_library_to_keep(arguments);
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  const std::string& sort = arguments.get("sort");
  const bool read = sort == "origins" || sort == "contested";
  library::StoryListOptions options;
  options.sort = sort == "largest" ? library::StorySort::kLargest : library::StorySort::kNewest;
  options.limit = read ? std::numeric_limits<std::uint32_t>::max() : arguments.number("limit");
  options.least = arguments.number("least");
  options.since = arguments.find("since").value_or("");
  const auto lines = library::list_stories(library, options);
  if (!lines) return story_failure(lines.error());
  std::vector<Listed> stories;
  for (const StoryLine& line : *lines) stories.push_back({line, {}, {}});
  if (read) {
    StoryDesk desk(library, arguments.number("threads"));
    if (const auto error = read_and_sort(stories, desk, sort == "origins"))
      return story_failure(*error);
    stories.resize(std::min<std::size_t>(stories.size(), arguments.number("limit")));
  }
  std::string out;
  Json all = Json::array();
  for (const Listed& listed : stories) {
    if (arguments.get("format") == "text") out += text_of(listed);
    if (arguments.get("format") == "jsonl") out += dump(json_of(listed), -1);
    if (arguments.get("format") == "json") all.push_back(json_of(listed));
  }
  if (arguments.get("format") == "json") out = dump(all, 1);
  const int delivered = deliver(out, arguments);
  return delivered == kDone && stories.empty() ? kNothingFound : delivered;
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
