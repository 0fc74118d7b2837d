// Files that travel inside the executable: lexicons and the briefing's assets.
//
//   std::string_view rows = *embedded_file("lexicons/reporting_verbs.tsv");
//
// Views are good for the life of the program. Safe from any thread.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace stemma {

/// Every embedded file: its path below the project's root, and its bytes.
std::span<const std::pair<std::string_view, std::string_view>> embedded_files();

/// The bytes of one, or nothing if no such file was built in.
std::optional<std::string_view> embedded_file(std::string_view name);

}  // namespace stemma
