// Stories: which reports tell of one happening, as they stream in, and how that came about.
//
//   stories::Stories stories(model);
//   for (const Report& report : stream)
//     for (const StoryChange& change : stories.add(report)) tell(change);
//   stories.story_of(7);
//
// Invariants: every report is in exactly one story; a story's number never comes to mean another
// story: when two merge, the one with more reports stays, and when one splits, its larger part
// does.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

using StoryId = Id<struct StoryTag>;

enum class StoryChangeKind : std::uint8_t {
  kNew,     // a report that is alone so far
  kJoined,  // a report came to a story
  kMerged,  // `from` is now part of `story`
  kSplit,   // `story` was part of `from`
};
std::string_view to_string(StoryChangeKind kind);

struct StoryChange {
  StoryChangeKind kind = StoryChangeKind::kNew;
  StoryId story;
  StoryId from;              // of kMerged and kSplit
  std::uint32_t report = 0;  // whose arrival did it, numbered from 0 as they came
  std::string reason;        // "likeness .41 to report 12: pumps, harbour, sela"
};

}  // namespace stemma
