// Stories kept up to date: every report of a library that is not in a story yet, or is there by an
// older text or another stemma, goes to its story.
//
//   Result<PlacedCount> placed = place(library, *stories::Model::load(), {});
//
// Reports go in the order in which they came, in small steps that are each written wholly or not at
// all, so the stories are the same however often it was stopped and started. When another process
// changes stories meanwhile, they are read anew. The work of a step is bounded by the window
// (stories/stories.h), not by what the library holds.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "stemma/library.h"
#include "stories/stories.h"

namespace stemma::library {

struct PlacedCount {
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

struct PlaceOptions {
  unsigned jobs = 1;                                    // threads; 0 = all cores
  std::function<std::string()> now;                     // UTC; empty: the system's clock
  std::function<void(const PlacedCount&)> on_progress;  // after every step
};

Result<PlacedCount> place(Library& library, const stories::Model& model,
                          const PlaceOptions& options);

/// How many reports and versions wait.
Result<std::uint64_t> count_unplaced(Library& library);

}  // namespace stemma::library
