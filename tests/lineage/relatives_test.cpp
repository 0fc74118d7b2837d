// Which reports of a batch are compared at all: in a small one all, in a large one the likely ones.
#include "lineage/relatives.h"

#include <gtest/gtest.h>

#include "batch.h"

namespace stemma::lineage {
namespace {

/// Stories of four reports each; those of one story share its names and little else.
std::vector<Report> stories(std::size_t count) {
  const char* const endings[] = {" sank off Sela before dawn.", ", an old tug, ran aground.",
                                 " was towed to the harbour on Tuesday.", " lost its pilot."};
  std::vector<Report> reports;
  for (std::size_t i = 0; i < 4 * count; ++i) {
    const std::string number = std::to_string(i / 4);
    Report report;
    report.id = ReportId{static_cast<std::uint32_t>(i)};
    report.text = "The Merrin" + number + " of owner Brandt" + number + endings[i % 4];
    reports.push_back(std::move(report));
  }
  return reports;
}

ReportId id(std::uint32_t value) { return ReportId{value}; }

TEST(Relatives, AllOfASmallBatchAreRelated) {
  const auto reports = stories(5);
  const auto relatives = Relatives::find(reports, model(), 1, {.many = 20, .each = 2});
  for (std::uint32_t b = 1; b < 20; ++b) EXPECT_TRUE(relatives.related(id(0), id(b)));
}

TEST(Relatives, OfALargeBatchTheLikelyOnesAre) {
  const auto reports = stories(50);
  const auto relatives = Relatives::find(reports, model(), 1, {.many = 100, .each = 4});
  std::size_t others = 0;
  for (std::uint32_t a = 0; a < reports.size(); ++a) {
    for (std::uint32_t b = a + 1; b < reports.size(); ++b) {
      const bool related = relatives.related(id(a), id(b));
      EXPECT_EQ(related, relatives.related(id(b), id(a)));
      if (a / 4 == b / 4) {
        EXPECT_TRUE(related) << a << ' ' << b;
      } else {
        others += related ? 1 : 0;
      }
    }
  }
  EXPECT_LE(others, 4 * reports.size());  // of 19,600 pairs
}

TEST(Relatives, AreTheSameOnAnyNumberOfThreads) {
  const auto reports = stories(50);
  const auto one = Relatives::find(reports, model(), 1, {.many = 100, .each = 3});
  const auto four = Relatives::find(reports, model(), 4, {.many = 100, .each = 3});
  for (std::uint32_t a = 0; a < reports.size(); ++a) {
    for (std::uint32_t b = 0; b < reports.size(); ++b) {
      if (a == b) continue;
      EXPECT_EQ(one.related(id(a), id(b)), four.related(id(a), id(b)));
    }
  }
}

}  // namespace
}  // namespace stemma::lineage
