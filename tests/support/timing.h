// Processor time, for tests that a cost does not explode. Compare two sizes of one work, never a
// work with the clock: machines and sanitizers slow both alike.
#pragma once

#include <ctime>

namespace stemma::testing {

/// Seconds of processor time that the work takes.
template <class Work>
double cpu_seconds(const Work& work) {
  const std::clock_t begin = std::clock();
  work();
  return double(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace stemma::testing
