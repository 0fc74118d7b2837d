// Times: data-driven cases, and the properties that hold for any text.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "grounding/calendar.h"
#include "grounding/grounding.h"
#include "grounding_support.h"
#include "support/cases.h"

namespace stemma::grounding {
namespace {

std::string describe(const Report& report, const Grounding& g) {
  std::string out;
  for (const TimeValue& t : g.times)
    out += fmt::format("{}{} | {} | {}", out.empty() ? "" : "; ", slice(report.text, t.range),
                       to_string(t.type), t.value);
  return out;
}

// Each line of a case is a text of its own; the line of the same number is what it holds.
TEST(Times, Cases) {
  const Models models;
  for (const testing::Case& c : testing::read_cases("grounding/times.txt")) {
    SCOPED_TRACE(c.where + " " + c.name);
    const auto show = [&](const std::string& line) {
      const Read read = models.read(
          line, c.settings.contains("published") ? c.settings.at("published") : std::string());
      return describe(read.report, read.grounding);
    };
    EXPECT_EQ(testing::line_by_line(c.input, show), c.expect);
  }
}

TEST(Times, IntervalsAndBasesSayWhatIsMeant) {
  const Models models;
  const auto only = [&](std::string text, std::string published) {
    const Read r = models.read(std::move(text), std::move(published));
    EXPECT_EQ(r.grounding.times.size(), 1u);
    return r.grounding.times.empty() ? TimeValue{} : r.grounding.times.front();
  };
  TimeValue t = only("Ministers met on Saturday.", "2022-12-07");
  EXPECT_EQ(t.interval, (DayInterval{"2022-12-03", "2022-12-03"}));
  EXPECT_EQ(t.basis, "Saturday on or before publication, 2022-12-07");

  t = only("Gear will arrive over the next two days.", "2022-12-07T09:00:00Z");
  EXPECT_EQ(t.interval, (DayInterval{"2022-12-08", "2022-12-09"}));

  t = only("Bodies were found at the end of October.", "2022-12-07");
  EXPECT_EQ(t.interval, (DayInterval{"2022-10-21", "2022-10-31"}));

  t = only("Rain fell last week.", "2022-12-07");
  EXPECT_EQ(t.interval, (DayInterval{"2022-11-28", "2022-12-04"}));

  // A part of a stated year: the length has the days that it takes of it, from either end.
  const auto first_of = [&](std::string text) {
    const Read r = models.read(std::move(text), "2022-12-07");
    EXPECT_EQ(r.grounding.times.size(), 2u);
    return r.grounding.times.empty() ? TimeValue{} : r.grounding.times.front();
  };
  EXPECT_EQ(first_of("Rain fell in the first two weeks of 2021.").interval,
            (DayInterval{"2021-01-04", "2021-01-17"}));
  EXPECT_EQ(first_of("Rain fell in the last four months of 2021.").interval,
            (DayInterval{"2021-09-01", "2021-12-31"}));
  EXPECT_EQ(first_of("Rain fell in the first 20 months of 2021.").interval, std::nullopt);

  // Nothing settles it: no interval, and the basis says what would.
  t = only("Ministers met on Saturday.", "");
  EXPECT_FALSE(t.interval);
  EXPECT_NE(t.basis.find("publication date"), std::string::npos);

  // A publication date that is no date is none.
  t = only("Ministers met on Saturday.", "2022-02-31");
  EXPECT_EQ(t.value, "XXXX-WXX-6");
}

TEST(Times, EveryDayOfACenturyReadsBack) {
  const Models models;
  using std::chrono::days;
  const Day first = *civil_day(1999, 12, 28);
  std::string text;
  for (int i = 0; i < 400; ++i)
    text += fmt::format("It fell on {} again. ", iso(first + days(i * 91)));
  const Read r = models.read(text, "");
  ASSERT_EQ(r.grounding.times.size(), 400u);
  for (int i = 0; i < 400; ++i) {
    const TimeValue& t = r.grounding.times[std::size_t(i)];
    EXPECT_EQ(t.value, iso(first + days(i * 91)));
    EXPECT_EQ(t.value, slice(r.report.text, t.range));
    EXPECT_EQ(t.interval, (DayInterval{t.value, t.value}));
  }
}

// Whatever stands beside whatever, times keep their order and their place, and the days of each run
// forward.
TEST(Times, OddTextsKeepTheInvariants) {
  const Models models;
  const std::string_view pieces[] = {"from ",        "between ",
                                     "to ",          "and ",
                                     "the ",         "of ",
                                     "in ",          "at ",
                                     "next ",        "last ",
                                     "this ",        "first ",
                                     "two ",         "twenty one ",
                                     "31 ",          "30th ",
                                     "12 ",          "99 ",
                                     "2031 ",        "1000 ",
                                     "2199 ",        "9999-12-31 ",
                                     "24:00 ",       "11:59 p.m. ",
                                     "0:01 am ",     "three twenty ",
                                     "3-8 ",         "-",
                                     ", ",           "/ ",
                                     "Monday ",      "Fri ",
                                     "February ",    "May ",
                                     "Dec-",         "Jan ",
                                     "weekend ",     "Easter ",
                                     "Labour Day ",  "week ",
                                     "weeks ",       "months ",
                                     "years ",       "a year ",
                                     "ago ",         "later ",
                                     "before ",      "after ",
                                     "now ",         "tonight ",
                                     "morning ",     "every day ",
                                     "the rest of ", "the end of ",
                                     "1e30 ",        "99999999999 ",
                                     "2.5 ",         "half an hour ",
                                     "from now ",    "1p.m. ",
                                     "quarter ",     "Q4-",
                                     "summer ",      "couple of ",
                                     "30 February ", ". "};
  std::uint32_t seed = 7;
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) {
      seed = seed * 1664525 + 1013904223;
      text += pieces[(seed >> 16) % std::size(pieces)];
    }
    for (const char* published : {"", "2031-03-07T23:59:00Z", "1000-01-01", "2199-12-31"})
      EXPECT_TRUE(holds(models.read(text, published))) << published << ": " << text;
  }
}

TEST(Times, LongestSentencesStayLinear) {
  const Models models;
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "the end of the early late two hundred and ";
  const Read r = models.read(text, "2022-12-07");
  EXPECT_TRUE(holds(r));
}

}  // namespace
}  // namespace stemma::grounding
