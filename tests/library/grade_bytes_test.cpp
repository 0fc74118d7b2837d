// Grades come back by the versions that they are of, wherever these stand in the batch.
#include "library/grade_bytes.h"

#include <gtest/gtest.h>

#include <random>

namespace stemma::library {
namespace {

using lineage::GradeBook;

const std::vector<std::int64_t> kVersions = {40, 7, 300};

GradeBook some_grades() {
  return {{{ReportId{0}, ReportId{1}},
           {{SentenceId{0}, SentenceId{5}, 1.25F},
            {SentenceId{0}, SentenceId{9}, 0},
            {SentenceId{300}, SentenceId{2}, 5}}},
          {{ReportId{1}, ReportId{2}}, {{SentenceId{4}, SentenceId{4}, 3.3333F}}}};
}

TEST(GradeBytes, ComeBackAsTheyWere) {
  EXPECT_EQ(unpack_grades(pack_grades(some_grades(), kVersions), kVersions), some_grades());
  EXPECT_EQ(unpack_grades(pack_grades({}, {}), kVersions), GradeBook{});
}

TEST(GradeBytes, FollowTheirVersions) {
  const std::vector<std::int64_t> more = {1, 40, 2, 7, 3};  // 300 has gone
  EXPECT_EQ(
      unpack_grades(pack_grades(some_grades(), kVersions), more),
      (GradeBook{{{ReportId{1}, ReportId{3}}, some_grades().at({ReportId{0}, ReportId{1}})}}));
}

TEST(GradeBytes, OfTwoThatStandTheOtherWayRoundAreLeftOut) {
  const std::vector<std::int64_t> turned = {7, 40, 300};
  EXPECT_EQ(
      unpack_grades(pack_grades(some_grades(), kVersions), turned),
      (GradeBook{{{ReportId{0}, ReportId{2}}, some_grades().at({ReportId{1}, ReportId{2}})}}));
}

TEST(GradeBytes, DamagedGiveNothingOrGrades) {
  const std::string bytes = pack_grades(some_grades(), kVersions);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(unpack_grades(std::string_view(bytes).substr(0, size), kVersions)) << size;
  EXPECT_FALSE(unpack_grades(bytes + 'x', kVersions));
  std::mt19937 random(20310307);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (int round = 0; round < 64; ++round) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(random());
      const auto grades = unpack_grades(damaged, kVersions);
      if (!grades) continue;
      for (const auto& [reports, of_pair] : *grades) {
        EXPECT_LT(reports.first, reports.second);
        EXPECT_LT(reports.second.index(), kVersions.size());
        for (const auto& g : of_pair) EXPECT_TRUE(g.grade >= 0 && g.grade <= 5);
      }
    }
  }
}

}  // namespace
}  // namespace stemma::library
