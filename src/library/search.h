// Full-text search over a library; query.h tells what a search may say.
//
//   auto hits = search(library, "grid AND outlet:courier", {.limit = 20});
#pragma once

#include <string_view>
#include <vector>

#include "stemma/library.h"

namespace stemma::library {

struct SearchOptions {
  std::size_t limit = 20;
  bool newest_first = false;  // by when they were taken in, whatever the words weigh
  bool all_versions = false;  // also those that a later text at their address has replaced
};

/// Best first: by the words, rare ones and those in titles weighing more; then newest first.
Result<std::vector<Hit>> search(Library& library, std::string_view query,
                                const SearchOptions& options);

}  // namespace stemma::library
