// The likely relatives of a report among very many: copies, cuts, merges, rewrites, and reports of
// the same happening. A window of time over a stream: what is older is forgotten.
//
//   TermReader reader(model);                         // report_terms.h
//   RelativeIndex index({.window_days = 30});
//   RelativeIndex::Workspace workspace;               // one a thread
//   const ReportTerms terms = reader.read(report);
//   for (const Relative& r : index.find(terms, workspace)) compare(report, r.report);
//   const std::uint32_t id = index.add(terms, day);   // 0, 1, 2 ...
//
// How: of each report the terms that tell most (English rarity x rarity in the window) are posted,
// `terms_kept` at most. A look-up reads the shortest of its terms' lists first and stops after
// `postings_read` postings, so that terms that half of the stream has cost nothing; the reports met
// with most weight, `compared` of them, are then weighed term by term. So a look-up costs the same
// however many reports there are, and memory is bounded by the reports in the window, some
// 12 bytes a kept term and 60 a term that one report alone has (2.5 KB a report as measured,
// docs/performance.md). A rewrite keeps names, figures and rare words: that is why terms find what
// runs of words do not.
//
// Invariants: results depend on the sequence of add() and expire() alone. Memory does not grow with
// reports that have left the window.
// Threads: any number of find() at once, each with its own Workspace; add() and expire() alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <utility>
#include <vector>

#include "lineage/key_table.h"
#include "lineage/postings.h"
#include "lineage/report_terms.h"

namespace stemma::lineage {

struct RelativeOptions {
  std::uint32_t window_days = 30;        // a report is forgotten when this many days have passed
  std::size_t most_reports = 1'000'000;  // in the window; the oldest give way
  std::size_t terms_kept = 128;          // of a report
  std::size_t postings_read = 40'000;    // by one look-up
  std::size_t compared = 128;            // reports weighed by one look-up
};

struct Relative {
  std::uint32_t report = 0;  // what add() returned
  /// Of the telling terms of the lighter of the two, by weight, what the other has too. 0..1: near
  /// 1 for a copy or an excerpt, .3 to .8 for a rewrite or a merge, under .1 for most reports of
  /// one field that have no matter in common.
  float share = 0;
  float likeness = 0;  // the same over the geometric mean of both, 0..1
};

/// What is asked of a look-up.
struct RelativeQuery {
  std::size_t most = 32;     // reports returned
  float least_share = 0.1F;  // of those returned
};

class RelativeIndex {
 public:
  using Day = std::chrono::sys_days;

  /// Scratch space of a look-up; may be used with any index, by one thread at a time.
  class Workspace;

  explicit RelativeIndex(const RelativeOptions& options = {}) : options_(options) {}

  /// `day` is the day of arrival, not the date that the report bears: one that lies before the
  /// latest day seen counts as that day, so that an old or a false date cannot empty the window.
  /// Returns the number of the report: how many were added before it. Forgets what is too old.
  /// REQUIRES: fewer than 2^32 - 1 reports in an index's life.
  std::uint32_t add(const ReportTerms& terms, Day day);

  /// Likest first; of two as like the later one. Empty for a report that says nothing telling.
  std::vector<Relative> find(const ReportTerms& terms, Workspace& workspace,
                             const RelativeQuery& query = {}) const;

  /// Moves the window on without a report. A day before the latest changes nothing.
  void expire(Day today);

  std::size_t size() const { return reports_.size(); }  // in the window
  bool holds(std::uint32_t report) const {
    return report >= first_ && report - first_ < reports_.size();
  }
  /// Bytes held, counted, not asked of the allocator.
  std::size_t memory() const;

 private:
  using TermNumber = std::uint32_t;

  /// A term of the report that is looked up.
  struct Asked {
    TermNumber term;
    float worth;  // weight x rarity
    std::uint32_t postings;
  };

  /// Reports that have the term, posted or not, are counted over the last half of the window and
  /// the half before it: close to the window's, at eight bytes a term.
  struct Term {
    std::uint64_t key = 0;
    std::uint32_t lately = 0;
    std::uint32_t before = 0;
    float log_having = 0;  // logarithm of both and one
    bool in_use = false;
    Postings postings;
  };

  struct Kept {
    TermNumber term;
    float weight;  // as the report has it, without the window's rarity
  };
  struct Indexed {
    Day day;
    std::vector<Kept> terms;  // ascending
  };

  float ask(const ReportTerms& terms, Workspace& workspace) const;
  void read_postings(Workspace& workspace) const;
  void choose(Workspace& workspace) const;
  TermNumber number_of(std::uint64_t key);
  float rarity(const Term& term) const;
  static void count(Term& term, std::uint32_t lately, std::uint32_t before);
  void forget_first();
  void turn();  // of the two halves of the window

  RelativeOptions options_;
  KeyTable numbers_;
  std::deque<Term> terms_;
  std::vector<TermNumber> free_;  // numbers of terms that are no more
  std::deque<Indexed> reports_;
  std::uint32_t first_ = 0;  // number of the oldest report in the window
  Day today_{std::chrono::days(std::numeric_limits<int>::min())};
  Day turned_ = today_;       // when the last half began
  std::uint32_t lately_ = 0;  // reports in the halves
  std::uint32_t before_ = 0;
  float log_reports_ = 0;  // logarithm of both and two
};

class RelativeIndex::Workspace {
 public:
  /// What the last look-up cost.
  std::size_t postings_read() const { return postings_read_; }

 private:
  friend class RelativeIndex;
  std::vector<Asked> asked_;
  std::vector<float> met_;  // by report of the window: weight met so far; all 0 between look-ups
  std::vector<std::uint32_t> touched_;
  std::vector<float> worth_;
  std::vector<std::pair<float, std::uint32_t>> chosen_;  // weight met, report
  std::size_t postings_read_ = 0;
};

}  // namespace stemma::lineage
