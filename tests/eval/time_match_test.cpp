// The scorer of phrase cases: what is equal, what is right by a named convention, and what is near
// and still wrong.
#include "eval/time_match.h"

#include <gtest/gtest.h>

namespace stemma::eval {
namespace {

struct Case {
  std::string phrase;
  std::string value;  // as found, over the whole phrase
  std::string days;   // "first..last", or empty
  std::string gold;   // "begin..end"; an empty side is open; a timex where there is no ".."
  std::string verdict;
  Second grain = 0;
};

Stretch stretch(const std::string& text) {
  const std::size_t dots = text.find("..");
  Stretch s{parse_second(text.substr(0, dots)), parse_second(text.substr(dots + 2))};
  s.daily = text.size() < 20 && text[2] == ':';
  return s;
}

std::string verdict(const Case& c) {
  TimeValue t;
  t.range = {0, std::uint32_t(c.phrase.size())};
  t.value = c.value;
  t.type = c.value.starts_with('P') && c.value.find('_') == std::string::npos ? TimeType::kDuration
                                                                              : TimeType::kDate;
  if (!c.days.empty()) t.interval = DayInterval{c.days.substr(0, 10), c.days.substr(12)};
  PhraseGold g;
  g.phrase = c.phrase;
  g.reference = *parse_second("2031-03-07T10:30:00");  // a Friday
  if (c.gold.find("..") == std::string::npos) {
    g.timexes = {c.gold};
  } else {
    g.readings = {stretch(c.gold)};
    g.readings[0].grain = c.grain;
  }
  return match_times(std::span(&t, 1), g);
}

TEST(TimeMatch, Cases) {
  const std::string kFeb = "2031-02-01..2031-02-28";
  const std::string kMorning = "2031-03-07..2031-03-07";
  const Case cases[] = {
      {"7 March", "2031-03-07", kMorning, "2031-03-07..2031-03-08", "right"},
      {"7 March", "2031-03-07", kMorning, "2031-03-08..2031-03-09", "wrong"},
      {"a year and a half", "P1Y6M", "", "P18M", "right"},
      {"30 days", "P30D", "", "P1M", "wrong"},
      {"fiscal 2030", "2030", "", "FY2030", "wrong"},
      // A clock on the day of the report; "at 3" is not the afternoon's where that is said.
      {"3 p.m.", "2031-03-07T15:00", kMorning, "T15",
       "right: the day or the year of the report, where none is named"},
      {"3 a.m.", "2031-03-07T15:00", kMorning, "T03", "wrong"},
      // Now, and a second later.
      {"now", "PRESENT_REF", "", "2031-03-07T10:30:00..2031-03-07T10:30:00",
       "right: now, by its name"},
      {"a second on", "PRESENT_REF", "", "2031-03-07T10:30:01..2031-03-07T10:30:01", "wrong"},
      // One end.
      {"by February", "2031-02", kFeb, "2031-03-07T10:30:00..2031-03-01", "right: one end said"},
      {"by February", "2031-02", kFeb, "2031-01-01..2031-03-01", "wrong"},
      {"before February", "2031-02", kFeb, "..2031-02-01", "right: one end said"},
      // The unit counted in.
      {"a month ago", "2031-02", kFeb, "2031-02-07..2031-02-08", "right: in the unit counted"},
      {"a month ago", "2031-02", kFeb, "2031-02-09..2031-02-10", "wrong"},
      {"a month ago", "2031-02", kFeb, "2031-02-07..2031-04-07", "wrong"},
      // Lengths: the right one, on the right side.
      {"the last two weeks", "P2W", "2031-02-22..2031-03-07", "2031-02-17..2031-03-03",
       "right: as a length"},
      {"the last two weeks", "P2W", "2031-02-22..2031-03-07", "2031-03-10..2031-03-24", "wrong"},
      {"the last two weeks", "P2W", "", "2031-02-16..2031-03-03", "wrong"},
      // Vague numbers, in their unit.
      {"a few hours", "PTXH", "", "2031-03-07T07:30:00..2031-03-07T07:30:00",
       "right: vague numbers kept vague"},
      {"a few hours", "PXD", "", "2031-03-07T07:30:00..2031-03-07T07:30:00", "wrong"},
      {"a couple of hours", "PTXH", "", "2031-03-07T08:30:00..2031-03-07T08:30:00", "wrong"},
      // Weekends, seasons, parts.
      {"the weekend", "2031-W10-WE", "2031-03-08..2031-03-09", "2031-03-07T18:00:00..2031-03-10",
       "right: weekends without their Friday night"},
      {"the weekend", "2031-W10-WE", "2031-03-08..2031-03-09", "2031-03-05T18:00:00..2031-03-10",
       "wrong"},
      {"that summer", "2031-SU", "2031-06-01..2031-08-31", "2031-06-21..2031-09-23",
       "right: seasons by month"},
      {"that summer", "2031-SU", "2031-06-01..2031-08-31", "2031-07-21..2031-09-23", "wrong"},
      {"the beginning of February", "2031-02", "2031-02-01..2031-02-10", "2031-02-01..2031-02-09",
       "right: but for vague edges"},
      {"the rest of February", "2031-02", "2031-02-01..2031-02-10", "2031-02-01..2031-02-09",
       "wrong"},
      {"this morning", "2031-03-07TMO", kMorning, "2031-03-07T06:00:00..2031-03-07T12:00:00",
       "right: part of the day by its name"},
      {"this morning", "2031-03-07TMO", kMorning, "2031-03-08T06:00:00..2031-03-08T12:00:00",
       "wrong"},
      {"this morning", "2031-03-07TMO", kMorning, "2031-03-07T15:00:00..2031-03-07T16:00:00",
       "wrong"},
      // Ranges.
      {"2014 to 2018", "2014/2018", "2014-01-01..2018-12-31", "2014-01-01..2018-01-01",
       "right: a range through its last period"},
      {"2014 to 2018", "2014/2018", "2014-01-01..2018-12-31", "2014-01-01..2017-01-01", "wrong"},
      {"9 to 11", "2031-03-07T09:00/2031-03-07T11:00", kMorning,
       "2031-03-07T09:00:00..2031-03-07T12:00:00", "right: a range through its last period",
       60 * 60},
      {"9 to 11", "2031-03-07T09:00/2031-03-07T11:00", kMorning,
       "2031-03-07T09:00:00..2031-03-07T12:00:00", "wrong"},
      // The one before, where nothing tells.
      {"Monday", "2031-03-03", "2031-03-03..2031-03-03", "2031-03-10..2031-03-11",
       "right: the one before, where nothing tells"},
      {"next Monday", "2031-03-03", "2031-03-03..2031-03-03", "2031-03-10..2031-03-11", "wrong"},
      {"Monday", "2031-03-03", "2031-03-03..2031-03-03", "2031-03-17..2031-03-18", "wrong"},
      {"12 to 16 September", "2030-09-12/2030-09-16", "2030-09-12..2030-09-16",
       "2031-09-12..2031-09-17", "right: the one before, where nothing tells"},
      {"12 to 16 September", "2030-09-12", "2030-09-12..2030-09-12", "2031-09-12..2031-09-17",
       "wrong"},
      {"12 September 2031", "2030-09-12", "2030-09-12..2030-09-12", "2031-09-12..2031-09-13",
       "wrong"},
      {"at 3:30", "2031-03-07T03:30", kMorning, "2031-03-07T15:30:00..2031-03-07T15:30:00",
       "right: the one before, where nothing tells"},
      {"at 3:30 pm", "2031-03-07T03:30", kMorning, "2031-03-07T15:30:00..2031-03-07T15:30:00",
       "wrong"},
  };
  for (const Case& c : cases) EXPECT_EQ(verdict(c), c.verdict) << c.phrase << " | " << c.gold;
}

TimeValue found(std::uint32_t begin, std::uint32_t end, std::string value, std::string first,
                std::string last) {
  TimeValue t;
  t.range = {begin, end};
  t.value = std::move(value);
  t.interval = DayInterval{std::move(first), std::move(last)};
  return t;
}

// Both ends of a range must lie where their words put them.
TEST(TimeMatch, VagueEndsOfARange) {
  PhraseGold g;
  g.phrase = "from the end of March to the middle of September";
  const TimeValue times[] = {found(5, 21, "2030-03", "2030-03-21", "2030-03-31"),
                             found(25, 48, "2030-09", "2030-09-11", "2030-09-20")};
  g.readings = {stretch("2030-04-01..2030-09-16")};
  EXPECT_EQ(match_times(times, g), "right: but for vague edges");
  for (const char* wrong : {"2030-03-01..2030-09-16", "2030-04-01..2030-10-01"}) {
    g.readings = {stretch(wrong)};
    EXPECT_EQ(match_times(times, g), "wrong") << wrong;
  }
  g.phrase = "from March to September with more words on";
  g.readings = {stretch("2030-04-01..2030-09-16")};
  EXPECT_EQ(match_times(times, g), "wrong");
}

// "Easter at 10:30": the set has the day apart from the hours outside of its phrase.
TEST(TimeMatch, ADayWithTheHoursBesideIt) {
  PhraseGold g;
  g.phrase = "Easter";
  g.readings = {stretch("2031-04-13..2031-04-14")};
  TimeValue t = found(0, 15, "2031-04-13T10:30", "2031-04-13", "2031-04-13");
  EXPECT_EQ(match_times(std::span(&t, 1), g), "right: a day with the hours beside it");
  g.readings = {stretch("2031-04-14..2031-04-15")};
  EXPECT_EQ(match_times(std::span(&t, 1), g), "wrong");
  g.readings = {stretch("2031-04-13..2031-04-14")};
  t.range.end = 6;  // the hours come from nowhere
  EXPECT_EQ(match_times(std::span(&t, 1), g), "wrong");
}

// An hour that nobody read is not made good by the part of the day beside it.
TEST(TimeMatch, NumbersLeftUnreadAreWrong) {
  TimeValue t;
  t.range = {2, 9};
  t.value = "2031-03-07TNI";
  t.type = TimeType::kTime;
  t.interval = DayInterval{"2031-03-07", "2031-03-07"};
  PhraseGold g;
  g.phrase = "8 tonight";
  g.reference = *parse_second("2031-03-07T10:30:00");
  g.readings = {stretch("2031-03-07T20:00:00..2031-03-07T20:00:00")};
  EXPECT_EQ(match_times(std::span(&t, 1), g), "wrong");
  g.phrase = "- tonight";
  EXPECT_EQ(match_times(std::span(&t, 1), g), "right: part of the day by its name");
  // Two times of which one is right are not the one that the case has.
  g.timexes = {"2031-03-07TNI"};
  EXPECT_EQ(match_times(std::span(&t, 1), g), "right");
  const TimeValue two[] = {t, t};
  g.readings.clear();
  EXPECT_EQ(match_times(two, g), "wrong");
}

}  // namespace
}  // namespace stemma::eval
