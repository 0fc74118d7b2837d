// tests/collation/variants.txt: two short reports in, what differs out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "collation/pipeline.h"
#include "support/cases.h"

namespace stemma::testing {
namespace {

struct Expected {
  std::string kind;
  std::string a;
  std::string b;
};

std::string trim(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  while (!text.empty() && text.front() == ' ') text.erase(0, 1);
  return text;
}

std::vector<Expected> parse(const std::string& expect) {
  std::vector<Expected> rows;
  std::istringstream in(expect);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line == "none") continue;
    std::istringstream columns(line);
    Expected row;
    std::getline(columns, row.kind, '|');
    std::getline(columns, row.a, '|');
    std::getline(columns, row.b, '|');
    rows.push_back({trim(row.kind), trim(row.a), trim(row.b)});
  }
  return rows;
}

bool holds(const std::string& words, const std::string& part) {
  return part == "-" ? words == "-" : words.find(part) != std::string::npos;
}

TEST(Variants, AreFoundWhereTheyAreAndNowhereElse) {
  const Pipeline pipeline;
  for (const Case& c : read_cases("collation/variants.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const std::size_t bar = c.input.find("\n=====\n");
    ASSERT_NE(bar, std::string::npos);
    const Batch batch = pipeline.run_in_order({c.input.substr(0, bar), c.input.substr(bar + 7)});
    EXPECT_EQ(broken_promise(batch), "");
    std::vector<Expected> expected = parse(c.expect);
    std::string told;
    for (const Reading& reading : batch.collation.readings)
      for (const Variant& variant : reading.variants) {
        const std::string kind(to_string(variant.kind));
        const std::string a = batch.words(variant.a);
        const std::string b = batch.words(variant.b);
        const auto found = std::find_if(expected.begin(), expected.end(), [&](const Expected& e) {
          return e.kind == kind && holds(a, e.a) && holds(b, e.b);
        });
        if (found != expected.end()) {
          expected.erase(found);
        } else if (variant.kind != VariantKind::kAddition &&
                   variant.kind != VariantKind::kOmission) {
          told += fmt::format("{} | {} | {}\n", kind, a, b);
        }
      }
    EXPECT_EQ(told, "") << "not expected";
    for (const Expected& e : expected)
      ADD_FAILURE() << "not found: " << e.kind << " | " << e.a << " | " << e.b;
  }
}

/// The words that the second report is said to leave out, joined.
std::string left_out(const Batch& batch) {
  std::string words;
  for (const Reading& reading : batch.collation.readings)
    for (const Variant& variant : reading.variants)
      if (variant.kind == VariantKind::kOmission || variant.kind == VariantKind::kAddition)
        words += batch.words(variant.a) + batch.words(variant.b) + ";";
  return words;
}

TEST(Variants, ANameInAnotherSpellingIsNotLeftOut) {
  const Pipeline pipeline;
  const std::string first =
      "The mayor said on Monday that the convoy from Kiev was halted at the bridge over the Anse "
      "by heavy rain and would wait there for two days.";
  const std::string last =
      "The mayor said on Monday that the convoy was halted at the bridge over the Anse by heavy "
      "rain and would wait there for two days.";
  const auto run = [&](const std::string& end) {
    return left_out(pipeline.run_in_order({first, last + end}));
  };
  EXPECT_EQ(run(" Schools in Kyiv stayed open.").find("Kiev"), std::string::npos);
  EXPECT_NE(run(" Schools in Dolna stayed open.").find("Kiev"), std::string::npos);
}

}  // namespace
}  // namespace stemma::testing
