// A user's word about two reports recounts the lineage.
#include "briefing/user_words.h"

#include <gtest/gtest.h>

namespace stemma::briefing {
namespace {

/// Reports r1 to r<count>, hidden sources after them, and edges as pairs of nodes.
Lineage lineage_of(std::uint32_t reports, std::uint32_t hidden,
                   const std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  Lineage lineage;
  for (std::uint32_t i = 0; i < reports + hidden; ++i) {
    Node node;
    node.id = NodeId{i};
    node.kind = i < reports ? NodeKind::kReport : NodeKind::kHidden;
    if (i < reports) node.report = ReportId{i};
    lineage.nodes.push_back(node);
  }
  std::vector<bool> child(reports + hidden, false);
  for (const auto& [from, to] : edges) {
    Edge edge;
    edge.from = NodeId{from};
    edge.to = NodeId{to};
    lineage.edges.push_back(edge);
    child[to] = true;
  }
  for (std::uint32_t i = 0; i < reports + hidden; ++i)
    if (!child[i]) lineage.origins.push_back(NodeId{i});
  return lineage;
}

std::size_t origins(const Lineage& lineage) { return lineage.origins.size(); }

TEST(UserWords, SameGivesTwoReportsOneOrigin) {
  const UserWord word{ReportId{0}, ReportId{1}, true};
  const Lineage joined = heed({{word}}, lineage_of(3, 0, {{1, 2}}));
  EXPECT_EQ(origins(joined), 1u);
  EXPECT_EQ(origins_of(joined, ReportId{0}), origins_of(joined, ReportId{2}));
  EXPECT_EQ(joined.edges.front().reasons.front().note,
            "By your word, r1 and r2 are of one origin.");
  EXPECT_EQ(origins(heed({{word}}, joined)), 1u);
  EXPECT_EQ(heed({{word}}, joined).nodes.size(), joined.nodes.size());
}

TEST(UserWords, SameMakesUseOfASourceThatIsThere) {
  const Lineage joined =
      heed({{{ReportId{0}, ReportId{2}, true}}}, lineage_of(3, 1, {{3, 0}, {3, 1}}));
  EXPECT_EQ(joined.nodes.size(), 4u);
  EXPECT_EQ(origins(joined), 1u);
}

TEST(UserWords, DistinctCutsWhatBothShare) {
  const UserWord word{ReportId{0}, ReportId{1}, false};
  // A copy of its source; both copies of a third; both from a hidden one, which then goes.
  EXPECT_EQ(origins(heed({{word}}, lineage_of(2, 0, {{0, 1}}))), 2u);
  EXPECT_EQ(origins(heed({{word}}, lineage_of(2, 0, {{1, 0}}))), 2u);
  const Lineage third = heed({{word}}, lineage_of(3, 0, {{2, 0}, {2, 1}}));
  EXPECT_EQ(origins(third), 2u);
  EXPECT_EQ(origins_of(third, ReportId{0}), std::vector<NodeId>{NodeId{2}});
  const Lineage hidden = heed({{word}}, lineage_of(2, 1, {{2, 0}, {2, 1}}));
  EXPECT_EQ(hidden.nodes.size(), 2u);
  EXPECT_EQ(origins(hidden), 2u);
}

TEST(UserWords, DistinctKeepsTheOwnChildren) {
  const Lineage parted =
      heed({{{ReportId{0}, ReportId{1}, false}}}, lineage_of(3, 0, {{0, 1}, {1, 2}}));
  EXPECT_EQ(origins(parted), 2u);
  EXPECT_EQ(origins_of(parted, ReportId{2}), std::vector<NodeId>{NodeId{1}});
}

TEST(UserWords, WithoutWordsNothingChanges) {
  const Lineage before = lineage_of(3, 1, {{3, 0}, {3, 1}});
  const Lineage after = heed({}, before);
  EXPECT_EQ(after.nodes.size(), before.nodes.size());
  EXPECT_EQ(after.edges.size(), before.edges.size());
}

TEST(UserWords, ReportsAreFoundByWhatTellsThemApart) {
  std::vector<Report> reports(3);
  reports[0].source = "in/a.txt";
  reports[1].source = "in/b.txt";
  reports[1].outlet = reports[2].outlet = "Sela Herald";
  EXPECT_EQ(find_report(reports, "r2"), ReportId{1});
  EXPECT_EQ(find_report(reports, "b.txt"), ReportId{1});
  EXPECT_EQ(find_report(reports, "in/a.txt"), ReportId{0});
  EXPECT_EQ(find_report(reports, "Sela Herald"), std::nullopt);
  EXPECT_EQ(find_report(reports, "r4"), std::nullopt);
  EXPECT_EQ(find_report(reports, ""), std::nullopt);
}

}  // namespace
}  // namespace stemma::briefing
