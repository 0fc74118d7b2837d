// The two reports that the project started from: one story, told by a source that nobody supplied.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "intake/intake.h"
#include "lineage/batch.h"
#include "support/paths.h"

namespace stemma::lineage {
namespace {

TEST(Seeds, TwoReportsOneHiddenOrigin) {
  const auto shared = testing::shared_dir();
  if (!shared || !std::filesystem::exists(*shared / "seeds")) GTEST_SKIP() << "no shared data here";
  auto intake = intake::Model::load();
  ASSERT_TRUE(intake);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(*shared / "seeds")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Report> reports;
  for (const auto& file : files) {
    for (Report& report : intake::read_file(file.string(), *intake, {}).reports) {
      reports.push_back(std::move(report));
    }
  }
  ASSERT_EQ(reports.size(), 2U);
  const Batch batch = trace_reports(std::move(reports));
  expect_invariants(batch);
  const Lineage& l = batch.lineage;
  const auto close = std::count_if(l.alignments.begin(), l.alignments.end(),
                                   [](const Alignment& a) { return a.close; });
  EXPECT_GE(close, 19);
  EXPECT_LE(close, 25);
  EXPECT_LE(l.alignments.size(), 30U);
  ASSERT_EQ(l.origins.size(), 1U);
  const Node& origin = l.nodes[l.origins[0].index()];
  EXPECT_EQ(origin.kind, NodeKind::kHidden);
  EXPECT_NE(origin.label.find("Reuters"), std::string::npos) << origin.label;
  EXPECT_GE(origin.evidence.size(), 2U);
  EXPECT_EQ(l.edges.size(), 2U);
}

}  // namespace
}  // namespace stemma::lineage
