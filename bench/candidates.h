// The search of relatives over a long stream of reports: how many a second go in, how long a
// look-up takes, how much memory the window holds, and what is found.
//
//   Result<CandidateBench> bench = measure_candidates("GOLD/stream", 1'000'000, models);
//
// The stream is made by eval/report_stream while it is measured; making it is not timed. Timed
// is, for each report and from its raw text: `read` (words, stems, weights), `add` (into the index,
// with what leaves the window), and for one report in twenty `find`. One thread; its processor
// time.
#pragma once

#include <string>
#include <vector>

#include "briefing/compose.h"
#include "stemma/result.h"

namespace stemma::bench {

/// One part of the stream.
struct CandidateStretch {
  std::size_t reports = 0;     // so far
  std::size_t in_window = 0;   // when it ended
  double read_per_second = 0;  // reports
  double add_per_second = 0;
  double both_per_second = 0;  // read and add
  double find_median = 0;      // seconds
  double find_p99 = 0;
  double index_bytes = 0;        // counted by the index
  double process_bytes = 0;      // resident, with the stream's own
  double parents_of_copies = 0;  // share that a look-up returned; copies, cuts, updates, merges
  double parents_of_rewrites = 0;
  double parents_of_thorough = 0;  // every sentence in other words
};

struct CandidateBench {
  std::size_t bytes = 0;  // of text
  std::vector<CandidateStretch> stretches;
};

Result<CandidateBench> measure_candidates(const std::string& folder, std::size_t reports,
                                          const briefing::Models& models);

}  // namespace stemma::bench
