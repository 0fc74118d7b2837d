// The made-up story in examples/, against what examples/README.md says is true of it.
#include <gtest/gtest.h>

#include <set>

#include "intake/intake.h"
#include "lineage/batch.h"
#include "lineage/dates.h"
#include "support/paths.h"

namespace stemma::lineage {
namespace {

std::vector<Report> read_examples(const std::vector<std::string>& names) {
  auto intake = intake::Model::load();
  EXPECT_TRUE(intake);
  std::vector<Report> reports;
  for (const std::string& name : names) {
    const auto path = testing::source_dir() / "examples" / name;
    for (Report& report : intake::read_file(path.string(), *intake, {}).reports) {
      reports.push_back(std::move(report));
    }
  }
  EXPECT_EQ(reports.size(), names.size());
  return reports;
}

TEST(Example, TenReportsFiveOrigins) {
  const Batch batch = trace_reports(read_examples(
      {"01-meridian-wire.txt", "02-port-sela-courier.txt", "03-harbour-news.txt",
       "04-newsbrisk.txt", "05-dolna-gazette.txt", "06-meridian-update.txt", "07-ledger-denial.txt",
       "08-tidewater-post.html", "09-radio-tarsia.jsonl", "10-herring-talks.txt"}));
  expect_invariants(batch);
  std::set<std::pair<std::uint32_t, std::uint32_t>> edges;
  for (const Edge& edge : batch.lineage.edges) edges.emplace(edge.from.value, edge.to.value);
  const std::set<std::pair<std::uint32_t, std::uint32_t>> expected = {
      {0, 1}, {0, 2}, {0, 3}, {0, 5}, {0, 7}};
  EXPECT_EQ(edges, expected);
  EXPECT_EQ(batch.lineage.origins, (std::vector<NodeId>{{0}, {4}, {6}, {8}, {9}}));
  ASSERT_NE(find_edge(batch.lineage, 0, 1), nullptr);
  EXPECT_EQ(find_edge(batch.lineage, 0, 1)->kind, EdgeKind::kCopy);
  ASSERT_NE(find_edge(batch.lineage, 0, 3), nullptr);
  EXPECT_EQ(find_edge(batch.lineage, 0, 3)->kind, EdgeKind::kRewrite);
  // The wire and its update state their days; the years come from their relatives.
  const auto inferred = infer_published(batch.reports, batch.analyses, batch.lineage);
  ASSERT_TRUE(inferred[0] && inferred[5]);
  EXPECT_EQ(inferred[0]->value, "2031-03-11");
  EXPECT_EQ(inferred[5]->value, "2031-03-13");
  for (const Edge& edge : batch.lineage.edges) {
    std::set<std::vector<Evidence>> seen;
    for (const Reason& reason : edge.reasons) {
      if (reason.evidence.empty()) continue;
      EXPECT_TRUE(seen.insert(reason.evidence).second) << "twice: " << reason.note;
    }
  }
}

TEST(Example, WithoutTheWireItsChildrenHaveAHiddenSource) {
  const Batch batch = trace_reports(read_examples({"03-harbour-news.txt", "04-newsbrisk.txt"}));
  expect_invariants(batch);
  ASSERT_EQ(batch.lineage.origins.size(), 1U);
  EXPECT_EQ(batch.lineage.nodes[batch.lineage.origins[0].index()].label,
            "a Meridian story (not supplied)");
}

TEST(Example, OneCountryIsNotOneStory) {
  const Batch batch =
      trace_reports(read_examples({"05-dolna-gazette.txt", "10-herring-talks.txt"}));
  EXPECT_TRUE(batch.lineage.edges.empty());
  EXPECT_EQ(batch.lineage.origins.size(), 2U);
}

}  // namespace
}  // namespace stemma::lineage
