
#include "support.h"
#include "support/cases.h"
#include "support/timing.h"

namespace stemma::intake {
namespace {

class FurnitureTest : public IntakeTest {};

TEST_F(FurnitureTest, MarksWhatTheCasesSay) {
  for (const testing::Case& c : testing::read_cases("intake/cases/furniture.txt")) {
    const Report got = report(c.input);
    std::string marks;
    for (const Furniture& item : got.furniture) {
      if (!marks.empty()) marks += '\n';
      marks += std::string(to_string(item.kind)) + "|" + std::string(slice(got.text, item.range));
    }
    EXPECT_EQ(marks, c.expect) << c.where << ": " << c.name;
  }
}

TEST_F(FurnitureTest, ReadsTheDatesThatTheCasesSay) {
  for (const testing::Case& c : testing::read_cases("intake/cases/published.txt")) {
    const Report got = report(c.input);
    std::string date;
    if (got.published) {
      date = got.published->value + "|" + std::string(to_string(got.published->basis)) + "|";
      if (got.published->evidence) date += slice(got.text, *got.published->evidence);
    }
    EXPECT_EQ(date, c.expect) << c.where << ": " << c.name;
  }
}

TEST_F(FurnitureTest, SaysWhyADateWasLeftOpen) {
  const Report dateline = report("PORT SELA, March 7 (Meridian) - It rained.");
  ASSERT_EQ(dateline.notes.size(), 1u);
  EXPECT_NE(dateline.notes[0].find("no year"), std::string::npos);
  const Report ambiguous = report("Published: 03/07/2031\nIt rained.");
  ASSERT_EQ(ambiguous.notes.size(), 1u);
  EXPECT_NE(ambiguous.notes[0].find("either of two days"), std::string::npos);
}

TEST_F(FurnitureTest, TakesTitleOutletAndAddressFromAHeader) {
  const Report got = report(
      "Title: Bridge reopens\nSource: Harbour Post\nURL: https://post.example/bridge\n\n"
      "The bridge reopened on Friday.\n");
  EXPECT_EQ(got.title, "Bridge reopens");
  EXPECT_EQ(got.outlet, "Harbour Post");
  EXPECT_EQ(got.url, "https://post.example/bridge");
}

TEST_F(FurnitureTest, TakesTitleAndOutletFromAMasthead) {
  const Report got = report(
      "DOLNA GAZETTE\nFriday, 7 March 2031\n\nBridge reopens\n\nThe bridge reopened, he said.\n");
  EXPECT_EQ(got.title, "Bridge reopens");
  EXPECT_EQ(got.outlet, "Dolna Gazette");
  EXPECT_EQ(report("TRT NEWS\n7 March 2031\n\nBridge reopens\n\nIt reopened.").outlet, "TRT News");
}

TEST_F(FurnitureTest, KeepsADayWithoutItsYear) {
  const Report got = report("PORT SELA, March 7 (Meridian) - It rained.");
  EXPECT_FALSE(got.published);
  ASSERT_TRUE(got.published_in_part);
  EXPECT_EQ(got.published_in_part->value, "XXXX-03-07");
  EXPECT_EQ(got.published_in_part->basis, DateBasis::kStatedInText);
  ASSERT_TRUE(got.published_in_part->evidence);
  EXPECT_EQ(slice(got.text, *got.published_in_part->evidence), "March 7");
  EXPECT_FALSE(
      report("date 2031-03-08\nPORT SELA, March 7 (Meridian) - It rained.").published_in_part)
      << "a full date needs no part of one";
  EXPECT_FALSE(report("Published: 03/07/2031\nIt rained.").published_in_part) << "two readings";
}

/// The cost must grow with the text, not with its square: 40 times the text may take at most some
/// 400 times the time (a square would take 1,600).
TEST_F(FurnitureTest, IsLinearOnTheWorstLinesWeKnow) {
  const auto seconds = [&](const std::string& text) {
    return testing::cpu_seconds([&] { EXPECT_FALSE(report(text).text.empty()); });
  };
  for (const std::string_view unit :
       {"a. ", "Credit: ", "Dara Voss. Photo: ", "Loading Loading. ", "(AP ", "date 2031-03-07 ",
        "Voss ", "Reporting by A. ", "Ab:", "(", "\xE2\x80\x9C"}) {
    std::string small;
    while (small.size() < 5'000) small += unit;
    std::string large;
    while (large.size() < 200'000) large += unit;
    EXPECT_LT(seconds(large), 400 * std::max(seconds(small), 0.001)) << unit;
  }
}

}  // namespace
}  // namespace stemma::intake
