// A stream of reports falls into stories.
//
// Each report is compared with those that share a telling word; then the stories nearest to it are
// laid out anew together with it, by average linkage, so that a late report may join stories or
// part them. Other stories stay as they are.
//
// Threads: one at a time. Deterministic in the order of arrival.
#pragma once

#include <span>
#include <vector>

#include "stemma/story.h"
#include "stories/terms.h"

namespace stemma::stories {

struct StoriesOptions {
  /// The mean likeness that holds a story together; fixed on training data (docs/stories.md).
  double bar = .22;
};

class Stories {
 public:
  /// REQUIRES: the model lives on.
  explicit Stories(const Model& model, const StoriesOptions& options = {});

  /// What the report changed, its own place first.
  std::vector<StoryChange> add(const Report& report);

  std::size_t reports() const { return story_of_.size(); }
  StoryId story_of(std::uint32_t report) const { return story_of_[report]; }
  /// In the order of arrival; empty for a story that is no more.
  std::span<const std::uint32_t> reports_of(StoryId story) const { return members_[story.index()]; }

 private:
  /// That a report is somewhat like another, judged when `judged` reports had come.
  struct Like {
    std::uint32_t other = 0;
    std::uint32_t judged = 0;
    double value = 0;
  };

  void find_likes(std::uint32_t report);
  double value_of(std::uint32_t report, Like& like) const;
  std::vector<std::uint32_t> neighbourhood(std::uint32_t report) const;
  std::vector<std::vector<std::uint32_t>> lay_out(const std::vector<std::uint32_t>& reports);
  void rename(std::vector<std::vector<std::uint32_t>> groups, std::uint32_t cause,
              std::vector<StoryChange>& changes);
  std::string reason_for(std::uint32_t report, const std::vector<std::uint32_t>& group) const;

  StoriesOptions options_;
  TermTable terms_;
  std::vector<std::vector<Like>> likes_;             // by report; others ascend
  std::vector<StoryId> story_of_;                    // by report
  std::vector<std::vector<std::uint32_t>> members_;  // by story, ascending
};

}  // namespace stemma::stories
