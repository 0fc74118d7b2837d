// stemma versions: the texts of one report, and what was changed from one to the next.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "briefing/display.h"
#include "compare.h"
#include "console.h"
#include "intake/text_language.h"
#include "library/texts.h"
#include "library_verbs.h"
#include "story_words.h"
#include "verbs.h"

namespace stemma::app {
namespace {

using Json = nlohmann::ordered_json;

/// A version with what it changed of the one before.
struct Listed {
  library::Version version;
  library::WordChange change;  // of the first, all words came in
  bool other_title = false;
};

Result<std::vector<Listed>> list_versions(Library& library,
                                          const std::vector<library::Version>& versions) {
  library::Texts texts(library.db());
  std::vector<Listed> listed;
  std::string before;
  for (const library::Version& version : versions) {
    const auto text = texts.of(version.row);
    if (!text) return text.error();
    const bool other = !listed.empty() && listed.back().version.title != version.title;
    listed.push_back({version, library::count_changed_words(before, *text), other});
    before = *text;
  }
  return listed;
}

std::string as_text(const std::vector<Listed>& listed) {
  const library::Version& newest = listed.back().version;
  std::string out = fmt::format("{}  {}{}{}\n", newest.report,
                                newest.outlet.empty() ? "-" : briefing::clean(newest.outlet),
                                newest.url.empty() ? "" : "  ", briefing::clean(newest.url));
  for (const Listed& one : listed) {
    const library::Version& version = one.version;
    const bool first = version.number == listed.front().version.number;
    const std::string change = first ? "" : fmt::format("+{} -{}", one.change.in, one.change.out);
    const std::string title = !first && !one.other_title ? "the same title"
                              : version.title.empty()    ? "(no title)"
                                                         : briefing::clean(version.title);
    const bool read = version.language.empty() || version.language == "en";
    out += fmt::format(
        "{:>4}  {}  {:>5} words {:<11}  {}{}{}\n", fmt::format(".{}", version.number),
        briefing::minute_of(version.added), one.change.words, change, title,
        version.same_as == 0 ? "" : fmt::format("  (the text of .{} again)", version.same_as),
        read ? "" : fmt::format("  (in {}, not read)", intake::language_name(version.language)));
  }
  return out;
}

Json as_json(const std::vector<Listed>& listed) {
  Json out;
  out["report"] = listed.back().version.report;
  out["url"] = listed.back().version.url;
  out["versions"] = Json::array();
  for (const Listed& one : listed) {
    const library::Version& version = one.version;
    const bool first = version.number == listed.front().version.number;
    out["versions"].push_back(
        {{"id", version.id},
         {"number", version.number},
         {"added", version.added},
         {"published", version.published.empty() ? Json() : Json(version.published)},
         {"outlet", version.outlet},
         {"title", version.title},
         {"language", version.language},
         {"bytes", version.bytes},
         {"same_as", version.same_as == 0 ? Json() : Json(version.same_as)},
         {"words", one.change.words},
         {"words_in", first ? Json() : Json(one.change.in)},
         {"words_out", first ? Json() : Json(one.change.out)},
         {"title_changed", first ? Json() : Json(one.other_title)}});
  }
  return out;
}

}  // namespace

int run_versions(const Arguments& arguments) {
  auto opened = open_library(arguments, {.create = false, .read_only = true, .vfs = {}});
  if (const int* exit_code = std::get_if<int>(&opened)) return *exit_code;
  Library& library = std::get<Library>(opened);
  const std::string& name = arguments.positional[0];
  const auto versions = library::versions_of(library, name);
  if (!versions) return story_failure(versions.error());
  const auto later = library::find_version(library, name);
  if (!later) return story_failure(later.error());
  const auto listed = list_versions(library, *versions);
  if (!listed) return story_failure(listed.error());

  const std::string& format = arguments.get("format");
  const bool page = format == "html";
  const bool first = later->number == versions->front().number;
  if (first && (page || arguments.has("diff"))) {
    complain(
        fmt::format("{} is the first text; there is none before it to compare it with", later->id));
    if (page) return kNothingFound;
  }
  std::string diff;
  if ((page || arguments.has("diff")) && !first) {
    const auto models = briefing::Models::load();
    if (!models) return story_failure(models.error());
    const auto earlier = std::find_if(
        versions->begin(), versions->end(),
        [&](const library::Version& version) { return version.number + 1 == later->number; });
    const auto compared =
        compare_versions(library, *earlier, *later, *models, arguments.number("threads"));
    if (!compared) return story_failure(compared.error());
    diff = show(*compared, arguments);
  }
  if (page) return deliver(diff, arguments);
  if (format == "text")
    return deliver(as_text(*listed) + (diff.empty() ? "" : "\n") + diff, arguments);
  Json out = as_json(*listed);
  out["diff"] = diff.empty() ? Json() : Json::parse(diff, nullptr, false);
  return deliver(dump(out, 2), arguments);
}

}  // namespace stemma::app
