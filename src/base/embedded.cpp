#include "base/embedded.h"

namespace stemma {

std::optional<std::string_view> embedded_file(std::string_view name) {
  for (const auto& [path, bytes] : embedded_files()) {
    if (path == name) return bytes;
  }
  return std::nullopt;
}

}  // namespace stemma
