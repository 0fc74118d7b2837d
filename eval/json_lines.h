// Gold files that hold a JSON object a line.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>

#include "stemma/result.h"

namespace stemma::eval {

/// Calls visit(document) for every line, in order. An Error if the file cannot be read or is not
/// JSON lines. Views taken of a document are good until its next field is read.
template <class Visit>
std::optional<Error> for_each_json_line(const std::string& file, const Visit& visit) {
  simdjson::padded_string json;
  if (simdjson::padded_string::load(file).get(json) != simdjson::SUCCESS) {
    return Error{ErrorCode::kNotFound, "cannot read this gold file", file};
  }
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document_stream documents;
  if (parser.iterate_many(json).get(documents) != simdjson::SUCCESS) {
    return Error{ErrorCode::kMalformed, "not JSON lines", file};
  }
  for (auto document : documents) visit(document);
  return std::nullopt;
}

}  // namespace stemma::eval
