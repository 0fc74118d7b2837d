// The tables of a library as JSON lines or CSV, ordered by id: two libraries that hold the same
// give the same bytes, in whatever order they took it in.
//
//   export_table(library, "claims", ExportFormat::kCsv, [&](std::string_view lines) { ... });
//
// Ids: a report 3fa9c1d2e4b50617, its second version 3fa9c1d2e4b50617.2, claims and the like of
// that 3fa9c1d2e4b50617.2.c17. A span is {"begin", "end", "text"}, in CSV the columns *_begin,
// *_end and *_text; lists of spans are cells "120-134 140-150" and their texts joined by " ... ".
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "stemma/library.h"

namespace stemma::library {

enum class ExportFormat { kJsonl, kCsv };

/// "reports", "versions", "claims", ...
std::span<const std::string_view> export_tables();

/// Calls write with whole lines, some at a time. kUsage for a table that there is not.
std::optional<Error> export_table(Library& library, std::string_view table, ExportFormat format,
                                  const std::function<void(std::string_view)>& write);

}  // namespace stemma::library
