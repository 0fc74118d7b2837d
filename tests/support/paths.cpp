#include "support/paths.h"

#include <cstdlib>

namespace stemma::testing {

std::filesystem::path source_dir() { return STEMMA_SOURCE_DIR; }

std::optional<std::filesystem::path> shared_dir() {
  const char* override_path = std::getenv("STEMMA_SHARED");
  const std::filesystem::path path = override_path != nullptr
                                         ? std::filesystem::path(override_path)
                                         : source_dir().parent_path() / "shared";
  if (std::filesystem::is_directory(path / "gold")) return path;
  return std::nullopt;
}

}  // namespace stemma::testing
