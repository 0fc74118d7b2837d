// What users say of stories: that two are one, that some reports of one are another. It holds
// whatever comes later (stories/stories.h), and can be undone.
//
//   merge_stories(library, StoryId{12}, StoryId{14}, now);               // word 1
//   split_story(library, StoryId{12}, {"3fa9c1d2e4b50617"}, now);        // word 2
//   undo_word(library, std::nullopt, now);                               // word 2 again
//
// Each is one transaction, kept in the history as well.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stemma/library.h"
#include "stemma/story.h"

namespace stemma::library {

/// What was done: word `number` changed the stories named.
struct SaidWord {
  std::int64_t number = 0;
  StoryId story;
  StoryId other;
};

/// A story that is there: what `name` ("s12", "12") says or, where that was merged, the story it
/// went into. kUsage for no name of a story, kNotFound for a story that there never was.
Result<StoryId> find_story(Library& library, std::string_view name);

/// `a` and `b` are one; the one with more reports keeps its number.
Result<SaidWord> merge_stories(Library& library, StoryId a, StoryId b, const std::string& now);

/// These reports of the story, named by id or the beginning of one, are another: a new one.
Result<SaidWord> split_story(Library& library, StoryId story, std::span<const std::string> reports,
                             const std::string& now);

/// Takes back a word, by default the last that is in force: its stories are apart, or one, as they
/// were; what has come since stays where it is.
Result<SaidWord> undo_word(Library& library, std::optional<std::int64_t> word,
                           const std::string& now);

}  // namespace stemma::library
