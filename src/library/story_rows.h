// Stories as rows: what an earlier process placed comes back into memory, and changes go out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "library/sqlite.h"
#include "stemma/story.h"
#include "stories/stories.h"

namespace stemma::library {

class StoryRows {
 public:
  explicit StoryRows(Connection& db);

  /// Changes with every change of stories.
  Result<std::int64_t> step();

  /// Makes `stories` hold what it must before it places anything: numbers, and what users said.
  std::optional<Error> open(stories::Stories& stories, std::int64_t maker);
  /// The reports of the days around one that it has not been handed yet.
  std::optional<Error> load_around(stories::Stories& stories, std::int32_t day, std::int64_t maker);
  std::optional<Error> load_size(stories::Stories& stories, StoryId story);

  /// REQUIRES for all: a transaction.
  std::optional<Error> write(const stories::Arrival& arrival, std::int64_t version,
                             const stories::Placement& placement, std::int64_t maker,
                             std::string_view now);
  /// A report of the story has another text.
  std::optional<Error> touch(StoryId story, std::string_view now) { return count(story, 0, now); }
  std::optional<Error> begin_story(StoryId story, std::string_view now);
  /// Every report of `from` goes to `to`, and its number is no more.
  std::optional<Error> merge(StoryId from, StoryId to, std::string_view now);
  std::optional<Error> move(const std::vector<ReportNumber>& reports, StoryId from, StoryId to,
                            std::string_view now);
  std::optional<Error> tell(std::string_view kind, StoryId story, std::optional<StoryId> from,
                            std::optional<ReportNumber> report,
                            const std::vector<ReportNumber>& moved, std::string_view reason,
                            std::string_view now);
  std::optional<Error> end_step();

 private:
  std::optional<Error> count(StoryId story, std::int64_t more, std::string_view now);
  Result<std::string> reason_of(const StoryChange& change);

  Connection& db_;
  Statement step_;
  Statement day_;
  Statement size_;
  Statement place_;
  Statement begin_;
  Statement count_;
  Statement move_;
  Statement merge_;
  Statement end_;
  Statement tell_;
  Statement title_;
  Statement next_step_;
};

/// "s12", as stories are called in all that people read.
std::string story_name(StoryId story);

}  // namespace stemma::library
