// The grades of a story's pairs of sentences as bytes that can be kept, and back, by the versions
// that they are of: which report of a batch that is changes with the batch.
//
//   const std::string bytes = pack_grades(made, versions);      // by report of the batch
//   std::optional<GradeBook> known = unpack_grades(bytes, other_versions);
//
// What is of versions that are not in the other batch, or of two that stand there the other way
// round, is left out. Nothing of bytes that are no grades. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lineage/grade_book.h"

namespace stemma::library {

std::string pack_grades(const lineage::GradeBook& grades, std::span<const std::int64_t> versions);
std::optional<lineage::GradeBook> unpack_grades(std::string_view bytes,
                                                std::span<const std::int64_t> versions);

}  // namespace stemma::library
