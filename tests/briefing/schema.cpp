#include "briefing/schema.h"

#include <gtest/gtest.h>

#include <fstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "support/paths.h"

namespace stemma::testing {

using Json = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

Json schema(const std::string& file) {
  std::ifstream in(source_dir() / "docs" / file);
  return Json::parse(in);
}

std::string complaints(const Json& schema_document, const Json& document) {
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(Adapter(schema_document), schema);
  valijson::Validator validator;
  valijson::ValidationResults results;
  if (validator.validate(schema, Adapter(document), &results)) return {};
  std::string out = "invalid";
  valijson::ValidationResults::Error error;
  for (int i = 0; i < 5 && results.popError(error); ++i) {
    out += "\n";
    for (const std::string& step : error.context) out += step;
    out += ": " + error.description;
  }
  return out;
}

std::size_t check_spans(const Json& value, const std::vector<Report>& reports) {
  std::size_t count = 0;
  if (value.is_object() && value.contains("begin") && value.contains("end")) {
    const auto index = std::stoul(value.at("report").get<std::string>().substr(1)) - 1;
    const ByteRange range{value.at("begin").get<std::uint32_t>(),
                          value.at("end").get<std::uint32_t>()};
    EXPECT_EQ(value.at("text").get<std::string>(), slice(reports.at(index).text, range));
    ++count;
  }
  if (value.is_structured()) {
    for (const Json& child : value) count += check_spans(child, reports);
  }
  return count;
}

}  // namespace stemma::testing
