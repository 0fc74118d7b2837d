// JSON as text. What is no UTF-8 in it is replaced: nothing from outside makes this throw.
//
//   json_text(Json{{"id", "s1"}})       == R"({"id":"s1"})"
//   json_text(Json{{"id", "s1"}}, 2)    // over several lines, two spaces a level
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace stemma::library {

template <class Json>
std::string json_text(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace stemma::library
