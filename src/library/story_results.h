// What was worked out of whole stories, kept until a story or stemma itself changes.
//
//   const std::string key = story_key(reports);
//   auto kept = find_result(library, story, "digest", key);
//   if (kept.ok() && *kept) return **kept;
//   (void)keep_result(library, story, "digest", key, made);   // a library that is read only: no
//   harm
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "library/story_list.h"

namespace stemma::library {

/// Of the versions that a story is made of now.
std::string story_key(std::span<const StoryReport> reports);

/// Nothing where it was never made, or of other versions or by another stemma.
Result<std::optional<std::string>> find_result(Library& library, StoryId story,
                                               std::string_view what, const std::string& key);

/// One a story and `what`; the older goes.
std::optional<Error> keep_result(Library& library, StoryId story, std::string_view what,
                                 const std::string& key, std::string_view result);

}  // namespace stemma::library
