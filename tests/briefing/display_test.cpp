#include "briefing/display.h"

#include <gtest/gtest.h>

#include "briefing/dates.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

TEST(Display, CleanGivesOneLineWithoutControls) {
  EXPECT_EQ(clean("  two\n\t words \x1b[31m"), "two words [31m");
  EXPECT_EQ(clean("a\xE2\x80\xAE"
                  "b\xE2\x81\xA9"
                  "c"),
            "abc");
  EXPECT_EQ(clean(" \n "), "");
}

TEST(Display, WidthCountsColumns) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("漢字"), 4u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
}

TEST(Display, ShortenNeverExceedsTheColumns) {
  for (const char* text :
       {"a rather long sentence", "漢字だけの文", "oneverylongword", "", "a b c"}) {
    for (std::size_t columns = 1; columns < 30; ++columns) {
      const std::string cut = shorten(text, columns);
      EXPECT_LE(display_width(cut), columns) << text;
      EXPECT_EQ(cut == text, display_width(text) <= columns) << text;
    }
  }
  EXPECT_EQ(shorten("a rather long sentence", 12), "a rather …");
}

TEST(Display, TidyGivesBackTheMarksThatACutTookAway) {
  EXPECT_EQ(tidy("we will wait,”"), "“we will wait,”");
  EXPECT_EQ(tidy("“It was a train."), "“It was a train.”");
  EXPECT_EQ(tidy("we will wait,\""), "\"we will wait,\"");
  EXPECT_EQ(tidy("called it “a debt”, and left,"), "called it “a debt”, and left");
  EXPECT_EQ(tidy(""), "");
}

TEST(Display, CountsAndLists) {
  EXPECT_EQ(count_of(1, "report", "reports"), "1 report");
  EXPECT_EQ(count_of(1200, "report", "reports"), "1,200 reports");
  EXPECT_EQ(join_and({"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(print(std::vector<ReportId>{{0}, {2}, {3}, {4}, {8}, {9}}), "r1, r3–r5, r9 and r10");
}

TEST(Dates, ReadAsEditorsWriteThem) {
  EXPECT_EQ(print_day("2031-03-11"), "11 March 2031");
  EXPECT_EQ(print_day("2031-03-11T20:15:00+01:00"), "11 March 2031, 20:15");
  EXPECT_EQ(print_day("2031-13-11"), "2031-13-11");
  EXPECT_EQ(print_day("soon"), "soon");
  EXPECT_EQ(print_days({"2031-03-11", "2031-03-11"}), "Tuesday 11 March 2031");
  EXPECT_EQ(print_days({"2031-03-10", "2031-03-16"}), "10–16 March 2031");
  EXPECT_EQ(print_days({"2031-02-01", "2031-02-28"}), "February 2031");
  EXPECT_EQ(print_days({"2031-01-01", "2031-12-31"}), "2031");
  EXPECT_EQ(print_days({"2031-02-24", ""}), "from 24 February 2031");
  EXPECT_EQ(print_days({"", "2031-02-24"}), "until 24 February 2031");
  EXPECT_EQ(print_days({"2030-12-30", "2031-01-02"}), "30 December 2030 – 2 January 2031");
}

}  // namespace
}  // namespace stemma::briefing
