#include "library/compress.h"

#include <zstd.h>

namespace stemma::library {
namespace {

constexpr int kLevel = 6;  // a third smaller than level 1 on news, and far from being felt
constexpr std::size_t kMaxText = std::size_t{1} << 32;

}  // namespace

std::string compress(std::string_view text) {
  std::string frame(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), kLevel);
  frame.resize(ZSTD_isError(size) ? 0 : size);  // fails only for want of memory
  return frame;
}

Result<std::string> decompress(std::string_view frame, std::size_t size) {
  const Error damaged{ErrorCode::kMalformed, "a text in the library is damaged; bring back a copy",
                      "library"};
  if (size >= kMaxText || ZSTD_getFrameContentSize(frame.data(), frame.size()) != size)
    return damaged;
  std::string text(size, '\0');
  if (ZSTD_decompress(text.data(), size, frame.data(), frame.size()) != size) return damaged;
  return text;
}

}  // namespace stemma::library
