// Texts as they lie in the file: zstd frames that state their length.
#pragma once

#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::library {

std::string compress(std::string_view text);

/// kMalformed if it is no whole frame of exactly `size` bytes: nothing is allotted on the word of a
/// damaged file alone.
Result<std::string> decompress(std::string_view frame, std::size_t size);

}  // namespace stemma::library
