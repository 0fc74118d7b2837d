// All that is worked out of the reports of a library, brought up to date: their analysis
// (refresh.h) and their stories (place.h). Neither needs the other, so where there are threads for
// it they go side by side; the stories' work is one after the other, so it would leave cores idle.
//
//   auto done = update(library, models, story_models, {.jobs = 0});
//
// What is written is the same on any number of threads, and as whole as what each of them writes.
#pragma once

#include <functional>

#include "library/place.h"
#include "library/refresh.h"

namespace stemma::library {

struct UpdateOptions {
  unsigned jobs = 1;                 // threads; 0 = all cores; 1: one after the other
  std::function<std::string()> now;  // UTC; empty: the system's clock
  /// Both are called on the caller's thread, from time to time; the second once the first has
  /// ended.
  std::function<void(const Refreshed&)> on_refreshed;
  std::function<void(const PlacedCount&)> on_placed;
};

struct Updated {
  Refreshed refreshed;
  PlacedCount placed;
};

Result<Updated> update(Library& library, const AnalysisModels& models,
                       const stories::Model& story_model, const UpdateOptions& options);

}  // namespace stemma::library
