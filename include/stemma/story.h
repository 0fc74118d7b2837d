// Stories: which reports tell of one happening, as they stream in, and how that came about.
//
//   stories::Stories stories(model);
//   for (const Arrival& arrival : stream)
//     for (const StoryChange& change : stories.place(arrival).changes) tell(change);
//
// Invariants: every report is in exactly one story; a story's number never comes to mean another
// story: when two merge, the one with more reports stays, and when one splits, its larger part
// does.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "stemma/evidence.h"

namespace stemma {

using StoryId = Id<struct StoryTag>;

/// A report among all that stories have ever seen, by when it first came.
using ReportNumber = std::uint32_t;

enum class StoryChangeKind : std::uint8_t {
  kNew,     // a report that is alone
  kJoined,  // a report came to a story
  kMerged,  // `from` is now part of `story`
  kSplit,   // what is `moved` was part of `from`, which lives on
};
std::string_view to_string(StoryChangeKind kind);

struct StoryChange {
  StoryChangeKind kind = StoryChangeKind::kNew;
  StoryId story;
  std::optional<StoryId> from;      // of kMerged and kSplit; of others, where the report was before
  ReportNumber report = 0;          // whose arrival or new text did it
  std::vector<ReportNumber> moved;  // of kSplit, ascending
  // Why: to kNew and kJoined, the report most like it; to the others the mean over all pairs of the
  // two parts.
  double likeness = 0;
  std::optional<ReportNumber> nearest;
  std::vector<std::string> words;  // that it shares with the nearest, the most telling first
};

}  // namespace stemma
