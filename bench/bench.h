// How fast each stage is: words and megabytes a second over given reports, one thread.
//
//   for (const bench::StageSpeed& s : bench::measure(inputs, models, 1.0)) ...
//
// A stage is timed by itself, on the finished output of the stages before it, again and again until
// `seconds` have passed; the fastest round counts, since noise only ever slows a round down.
#pragma once

#include <string>
#include <vector>

#include "briefing/compose.h"

namespace stemma::bench {

struct StageSpeed {
  std::string stage;
  double seconds = 0;  // of the fastest round
  double words_per_second = 0;
  double megabytes_per_second = 0;  // 10^6 bytes of report text
  std::size_t rounds = 0;
};

struct Bench {
  std::size_t reports = 0;
  std::size_t words = 0;
  std::size_t bytes = 0;
  std::vector<StageSpeed> stages;  // the stages, then "all" for a whole compose()
};

/// `raw` holds the inputs' bytes and names, read again by the intake rounds.
Bench measure(const std::vector<std::pair<std::string, std::string>>& raw,
              const intake::Options& options, const briefing::Models& models, double seconds);

}  // namespace stemma::bench
