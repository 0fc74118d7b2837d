// Briefings of a library's stories: made when they are asked for, and kept in the library for the
// next time.
//
//   StoryDesk desk(library, 2);
//   auto page = desk.page(story, "text 100", [](const Briefing& b) { return render_text(b); });
//
// A story of which nothing new came, asked for in the same way, costs one look-up. Where something
// came, what was found in the other reports is kept too (library/story_memory.h); the briefing is
// that of compose() over the reports, to the letter. Models are loaded when something must be made.
// A library that cannot be written is as good, but forgets.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "briefing/compose.h"
#include "library/story_list.h"

namespace stemma::briefing {

/// Reports that one briefing takes in: of a larger story those that were published last.
inline constexpr std::size_t kMostInBriefing = 60;

class StoryDesk {
 public:
  /// REQUIRES: the library lives on.
  StoryDesk(Library& library, unsigned threads) : library_(library), threads_(threads) {}

  using Render = std::function<std::string(const Briefing&)>;
  /// What `render` makes of the story's briefing; `how` says all that it hangs on besides.
  Result<std::string> page(StoryId story, const std::string& how, const Render& render);

  /// briefing/story_digest.h; an empty object for a story of one report.
  Result<nlohmann::ordered_json> digest(StoryId story);

  /// Loaded when they are first asked for; the desk's for as long as it lives.
  Result<const Models*> models();

  /// Its reports, as many as a briefing takes in, by publication.
  Result<std::vector<library::StoryReport>> reports(StoryId story);

 private:
  using Make =
      std::function<std::string(const Briefing&, const std::vector<library::StoryReport>&)>;
  Result<std::string> kept_or_made(StoryId story, const std::string& what, const Make& make);
  Result<const Briefing*> briefing_of(StoryId story,
                                      const std::vector<library::StoryReport>& reports);

  Library& library_;
  unsigned threads_;
  std::optional<Models> models_;
  std::optional<StoryId> story_;  // that the briefing below is of
  Briefing briefing_;
};

}  // namespace stemma::briefing
