// The published schemas of stemma's JSON, as tests hold documents against them.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "stemma/report.h"

namespace stemma::testing {

/// A schema of docs/, by the name of its file.
nlohmann::json schema(const std::string& file);

/// The first complaints of the validator; empty if the document obeys the schema.
std::string complaints(const nlohmann::json& schema, const nlohmann::json& document);

/// Every span of the document is the slice of its report's text. Returns how many there are.
std::size_t check_spans(const nlohmann::json& value, const std::vector<Report>& reports);

}  // namespace stemma::testing
