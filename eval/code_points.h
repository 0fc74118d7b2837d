// Offsets in gold files count code points; ours count bytes.
//
//   const CodePoints places(text);
//   ByteRange range = {places.byte(begin), places.byte(end)};
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace stemma::eval {

class CodePoints {
 public:
  explicit CodePoints(std::string_view text) {
    for (std::uint32_t at = 0; at < text.size(); at += utf8::decode(text, at).length) {
      bytes_.push_back(at);
    }
    bytes_.push_back(static_cast<std::uint32_t>(text.size()));
  }

  std::uint64_t count() const { return bytes_.size() - 1; }
  /// Where code point `n` begins; the text's size if it has fewer.
  std::uint32_t byte(std::uint64_t n) const {
    return bytes_[std::min<std::uint64_t>(n, bytes_.size() - 1)];
  }

 private:
  std::vector<std::uint32_t> bytes_;
};

}  // namespace stemma::eval
