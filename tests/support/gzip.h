// Bytes packed as a server or an archive would pack them.
#pragma once

#include <string>

namespace stemma::testing {

std::string gzipped(const std::string& bytes);

}  // namespace stemma::testing
