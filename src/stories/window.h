// The reports that a new one may be like: those of the days around it, among the last that came.
// Everything that stories hold in memory for each report is here, so this bounds it.
//
//   Window window;
//   window.insert({.report = 7, .day = 19000, .story = s, .sketch = sketch});
//   window.having(words, {18990, 19010});               // how many of those days have each word
//   window.like(sketch, {18990, 19010}, 64);            // the 64 that share most of its rare words
//
// Answers hang on what lies in the days asked for alone, whatever else is held.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "stemma/story.h"
#include "stories/sketch.h"
#include "stories/word_lists.h"

namespace stemma::stories {

struct Live {
  ReportNumber report = 0;
  std::int32_t day = 0;
  StoryId story;
  Sketch sketch;
};

class Window {
 public:
  /// REQUIRES: the report is not there.
  void insert(Live live);
  void erase(ReportNumber report);
  /// Forgets all up to a number.
  void forget_until(ReportNumber report);

  std::size_t size() const { return live_.size(); }
  bool contains(ReportNumber report) const { return live_.contains(report); }
  /// REQUIRES: contains(report).
  const Live& at(ReportNumber report) const { return live_.at(report); }
  void set_story(ReportNumber report, StoryId story);
  void set_standing(ReportNumber report, const Standing& standing);

  std::size_t reports(Days days) const;
  /// By word.
  std::vector<std::size_t> having(std::span<const WordCount> words, Days days) {
    return words_.counts(words, days);
  }
  /// The reports of those days that share most weight in the words that tell most of the sketch.
  std::vector<ReportNumber> like(const Sketch& sketch, Days days, std::size_t most);
  /// Ascending; of any day.
  const std::set<ReportNumber>& of_story(StoryId story) const;

 private:
  void leave(const Live& live);  // its story

  std::unordered_map<ReportNumber, Live> live_;
  std::set<ReportNumber> numbers_;  // of what is live
  WordLists words_;
  std::map<std::int32_t, std::size_t> by_day_;
  std::map<StoryId, std::set<ReportNumber>> by_story_;
};

}  // namespace stemma::stories
