// tests/collation/warnings.txt: one report in, its warnings out.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "collation/pipeline.h"
#include "support/cases.h"

namespace stemma::testing {
namespace {

TEST(Warnings, AreFewAndRight) {
  const Pipeline pipeline;
  for (const Case& c : read_cases("collation/warnings.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const Batch batch = pipeline.run({c.input});
    EXPECT_EQ(broken_promise(batch), "");
    std::string told;
    for (const Warning& warning : batch.collation.warnings)
      if (warning.kind != WarningKind::kDateUnknown)
        told += fmt::format("{} | {}\n", to_string(warning.kind), batch.words(warning.evidence));
    if (c.expect == "none") {
      EXPECT_EQ(told, "");
      continue;
    }
    const std::size_t bar = c.expect.find(" | ");
    ASSERT_NE(bar, std::string::npos);
    EXPECT_TRUE(told.starts_with(c.expect.substr(0, bar + 3))) << told;
    EXPECT_NE(told.find(c.expect.substr(bar + 3)), std::string::npos) << told;
    EXPECT_EQ(std::count(told.begin(), told.end(), '\n'), 1) << told;
  }
}

TEST(Warnings, AMissingDateIsTold) {
  const Pipeline pipeline;
  const Batch batch = pipeline.run({"The bridge was opened on Wednesday. It is made of stone."});
  ASSERT_EQ(batch.collation.warnings.size(), 1U);
  EXPECT_EQ(batch.collation.warnings[0].kind, WarningKind::kDateUnknown);
}

}  // namespace
}  // namespace stemma::testing
