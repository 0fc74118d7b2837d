// The same work on many items, on several threads, with the same result on any number of them.
#pragma once

#include <cstddef>
#include <functional>

namespace stemma {

/// Calls work(i) once for every i in [0, count), on up to `threads` threads (0 = all cores).
/// Returns when all are done. `work` must be safe to call at once for different i; results stay
/// the same on any number of threads if work(i) writes only to slot i.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& work);

}  // namespace stemma
