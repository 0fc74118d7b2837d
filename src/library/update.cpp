#include "library/update.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "library/sqlite.h"

namespace stemma::library {
namespace {

constexpr std::chrono::milliseconds kLookEvery(200);

Result<Updated> one_after_the_other(Library& library, const AnalysisModels& models,
                                    const stories::Model& story_model,
                                    const UpdateOptions& options) {
  const auto refreshed =
      refresh(library, models, {.jobs = options.jobs, .on_progress = options.on_refreshed});
  if (!refreshed) return refreshed.error();
  const auto placed =
      place(library, story_model,
            {.jobs = options.jobs, .now = options.now, .on_progress = options.on_placed});
  if (!placed) return placed.error();
  return Updated{*refreshed, *placed};
}

}  // namespace

Result<Updated> update(Library& library, const AnalysisModels& models,
                       const stories::Model& story_model, const UpdateOptions& options) {
  const unsigned threads =
      options.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.jobs;
  if (threads == 1) return one_after_the_other(library, models, story_model, options);

  // A connection belongs to one thread: the stories get their own.
  auto second = Library::open(library.db().path(), {});
  if (!second) return second.error();
  std::atomic<std::uint64_t> placed_now = 0;
  std::atomic<std::uint64_t> to_place = 0;
  std::future<Result<PlacedCount>> placing = std::async(std::launch::async, [&] {
    return place(*second, story_model,
                 {.jobs = 1, .now = options.now, .on_progress = [&](const PlacedCount& so_far) {
                    placed_now = so_far.done;
                    to_place = so_far.total;
                  }});
  });
  const auto refreshed =
      refresh(library, models, {.jobs = threads, .on_progress = options.on_refreshed});
  while (placing.wait_for(kLookEvery) != std::future_status::ready) {
    if (options.on_placed) options.on_placed({placed_now, to_place});
  }
  const auto placed = placing.get();
  if (!refreshed) return refreshed.error();
  if (!placed) return placed.error();
  return Updated{*refreshed, *placed};
}

}  // namespace stemma::library
