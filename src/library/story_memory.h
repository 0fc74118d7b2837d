// What was worked out for the briefing of a story, kept in parts, so that the next one, over nearly
// the same reports, works out only what is new.
//
//   auto memory = recall(library, story, reports);        // what is there of it
//   Briefing b = compose(texts, models, {}, &*memory);    // uses it, and fills in what was missing
//   (void)remember(library, story, reports, *memory);     // a library that is read only: no harm
//
// A row that is stale or damaged is as good as none. Of a story is kept what its last briefing was
// made of; beyond kMostKept bytes in the library those stories go that were not asked for longest.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "library/story_list.h"
#include "lineage/grade_book.h"

namespace stemma::library {

struct StoryMemory {
  struct Findings {
    std::string bytes;   // derived_bytes.h; empty: not known
    bool fresh = false;  // not in the library yet
  };
  std::vector<Findings> findings;  // by report
  lineage::GradeBook known;        // as the library has them
  lineage::GradeBook made;         // of the briefing that was made of it
};

inline constexpr std::int64_t kMostKept = std::int64_t{64} << 20U;

/// Whose findings are kept, by the reports of a story as it is now.
Result<StoryMemory> recall(Library& library, StoryId story, std::span<const StoryReport> reports);

/// REQUIRES: memory is of these reports.
std::optional<Error> remember(Library& library, StoryId story, std::span<const StoryReport> reports,
                              const StoryMemory& memory, std::int64_t most = kMostKept);

/// How many kept rows are damaged: they will be made again.
Result<std::uint64_t> count_damaged(Library& library);

}  // namespace stemma::library
