// What the user names, as files: files themselves, the files below a folder, those that a pattern
// matches, "-" for standard input, and addresses of the web.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stemma/result.h"

namespace stemma::library {

struct Source {
  std::string path;         // "-": standard input; or an address
  std::uint64_t bytes = 0;  // 0 where it is not known
};

struct Sources {
  std::vector<Source> files;    // in the order named; those of a folder by name
  std::vector<Error> problems;  // what was named and is not there
};

/// Links to folders inside folders are not followed; hidden files inside them are left out.
Sources find_sources(std::span<const std::string> named);

}  // namespace stemma::library
