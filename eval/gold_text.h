// Gold files as text: read whole, split into lines and columns.
//
//   const auto bytes = read_gold(path);
//   for (std::string_view line : split(*bytes, '\n')) use(split(line, '\t'));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::eval {

/// kNotFound where there is no such file.
Result<std::string> read_gold(const std::string& path);

/// The parts between the marks, empty ones too: one more than there are marks. Views into `text`.
std::vector<std::string_view> split(std::string_view text, char mark);

inline std::vector<std::string_view> columns(std::string_view line) { return split(line, '\t'); }

}  // namespace stemma::eval
