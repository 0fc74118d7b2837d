// Which reports have a word: a list for each word's key, by day and report.
//
//   WordLists lists;
//   lists.insert(7, 19000, sketch.terms);
//   lists.within(key, {18990, 19010});       // the postings of those days
//   lists.counts(words, {18990, 19010});     // how many those are, of many words
//
// The lists of a long stream lie all over the memory, and a look-up mostly waits for it. So those
// of a report's words are asked for all together, and a list knows by itself where the days begin
// that it was last asked for, which are mostly the same again.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "lineage/key_table.h"
#include "stemma/story.h"
#include "stories/sketch.h"

namespace stemma::stories {

/// Days since 1970-01-01, both included.
struct Days {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

struct Posting {
  std::int32_t day = 0;
  ReportNumber report = 0;
  float weight = 0;
  friend bool operator<(const Posting& a, const Posting& b) {
    return a.day != b.day ? a.day < b.day : a.report < b.report;
  }
};

class WordLists {
 public:
  /// REQUIRES: the report is not there.
  void insert(ReportNumber report, std::int32_t day, std::span<const Term> terms);
  /// REQUIRES: it was inserted so.
  void erase(ReportNumber report, std::int32_t day, std::span<const Term> terms);
  /// What is forgotten, all reports up to a number: told term by term, then done at once.
  void mark(std::span<const Term> terms);
  void forget_marked(ReportNumber last, std::int32_t last_day);

  /// Valid until anything changes.
  std::span<const Posting> within(std::uint32_t key, Days days);
  /// By word.
  std::vector<std::size_t> counts(std::span<const WordCount> words, Days days);

 private:
  static constexpr std::int32_t kNever = std::numeric_limits<std::int32_t>::min();

  struct List {
    std::uint32_t key = 0;
    bool marked = false;
    std::uint32_t first = 0;     // postings before it are forgotten
    std::uint32_t asked_at = 0;  // where the days from asked_from on begin
    std::int32_t asked_from = kNever;
    std::int32_t last_day = kNever;  // of all
    std::vector<Posting> postings;   // ascending

    bool empty() const { return postings.size() == first; }
    void add(const Posting& posting);
    void remove(const Posting& posting);
    void forget_until(ReportNumber last, std::int32_t last_day);
    std::span<const Posting> within(Days days);
  };

  std::uint32_t list_of(std::uint32_t key);
  void drop_empty();

  lineage::KeyTable numbers_;  // of lists, by key
  std::vector<List> lists_;    // some are empty
};

}  // namespace stemma::stories
