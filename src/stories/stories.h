// A stream of reports falls into stories.
//
//   Stories stories(model);
//   Placement placed = stories.place({.report = 0, .day = 19000, .words = words_of(report,
//   model)});
//
// Each report is compared with those of the days around it that share telling words; then the
// stories nearest to it are laid out anew together with it, by average linkage, so that a late
// report may join stories or part them. Other stories stay as they are, and so does what a story
// has outside those days.
//
// What was placed by an earlier process is handed back: for each of missing_days(day), restore()
// its reports above floor(). Then every answer is the same as in one process that never ended.
//
// What users said holds: a story with a report that they spoke of is held together whatever comes,
// and never falls together with one that they put apart from it.
//
// Threads: one at a time. Deterministic in the order of arrival. Memory is bounded by kMostLive.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "stemma/story.h"
#include "stories/linkage.h"
#include "stories/model.h"
#include "stories/pair_values.h"
#include "stories/sketch.h"
#include "stories/window.h"

namespace stemma::stories {

struct StoriesOptions {
  double bar = .25;  // the mean likeness that holds a story together: fixed on training data
};

inline constexpr std::int32_t kWindowDays = 14;     // a report is compared so far back and forth
inline constexpr std::uint32_t kMostLive = 50'000;  // and with no more than the last that came

/// A report on its way to its story.
struct Arrival {
  ReportNumber report = 0;
  std::int32_t day = 0;  // since 1970-01-01: of publication or, where that is not known, of arrival
  Words words;
  std::optional<StoryId> prior;  // where it was under another text or another stemma
};

struct Placement {
  StoryId story;
  Sketch sketch;
  std::vector<StoryChange> changes;  // its own place first; none where nothing changed
};

class Stories {
 public:
  /// REQUIRES: the model lives on.
  explicit Stories(const Model& model, const StoriesOptions& options = {});

  /// The number that the next story gets; from 1.
  void set_next(StoryId next) { next_ = next; }
  /// The newest report that was ever placed.
  void set_newest(ReportNumber newest) { newest_ = newest; }
  /// Reports up to here are no longer compared with.
  ReportNumber floor() const;

  /// Days around one of which nothing was handed back yet; they count as handed back from now on.
  std::vector<std::int32_t> missing_days(std::int32_t day);
  void restore(Live live);
  /// How many reports a story has in all. REQUIRES: told before its first report is restored.
  void set_size(StoryId story, std::uint32_t reports) { sizes_[story] = reports; }

  /// Which sides of what users said the report is on; tells also that its story is held.
  void set_sides(ReportNumber report, StoryId story, std::vector<Side> sides);

  /// REQUIRES: the days around it have been handed back.
  Placement place(const Arrival& arrival);

  /// Reports held in memory.
  std::size_t live() const { return window_.size(); }

 private:
  /// What is laid out as one: a report, or what there is of a story that stays whole.
  struct Unit {
    std::vector<ReportNumber> reports;  // ascending
    std::vector<ReportNumber> nearest;  // of them, to stand for all: at most kStandIns
    std::optional<StoryId> whole;
  };
  struct Group {
    std::vector<ReportNumber> reports;  // ascending
    std::vector<ReportNumber> nearest;  // of them: those that speak for all
    std::vector<StoryId> held;          // stories that are in it whole
  };

  /// A report that the one that came is compared with.
  struct Candidate {
    ReportNumber report = 0;
    Overlap overlap;
  };

  /// Two reports whose likeness is not known.
  struct Question {
    const Live* a = nullptr;
    const Live* b = nullptr;
    Overlap overlap;
  };

  static double near_in_time(double likeness, const Live& a, const Live& b);
  void answer(std::span<const Question> questions);
  double likeness_of(ReportNumber a, ReportNumber b);
  std::vector<double> rarities_of(std::span<const WordCount> words, Days days);
  std::vector<Candidate> candidates_of(ReportNumber report, Days days);
  Standing standing_of(const Arrival& arrival, std::span<const Candidate> candidates) const;
  double mean_likeness(std::span<const ReportNumber> a, std::span<const ReportNumber> b);
  std::vector<ReportNumber> members(StoryId story, Days days) const;
  bool held(StoryId story) const { return sides_.contains(story); }
  std::vector<Unit> neighbourhood(const Arrival& arrival, Days days,
                                  std::span<const Candidate> candidates);
  void compare(std::span<const Unit> units);
  std::vector<Group> lay_out(const Arrival& arrival, const std::vector<Unit>& units);
  void name(std::vector<Group> groups, const Arrival& arrival, Placement& placement);
  void forget();
  void explain(const Arrival& arrival, const Group& group, StoryChange& change);

  const Model& model_;
  StoriesOptions options_;
  Window window_;
  StoryId next_{1};
  std::optional<ReportNumber> newest_;
  ReportNumber forgotten_ = 0;
  std::set<std::int32_t> days_;             // that were handed back
  std::map<StoryId, std::uint32_t> sizes_;  // in all, of stories with live reports
  std::map<StoryId, std::map<ReportNumber, std::vector<Side>>> sides_;
  PairValues pairs_;  // likenesses found before
};

}  // namespace stemma::stories
