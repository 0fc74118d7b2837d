// Stories in a library: found, kept, put in order by hand, and the same however the work was cut.
#include "library/place.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "library/sqlite.h"
#include "library/store.h"
#include "library/story_list.h"
#include "library/story_words.h"
#include "library/support.h"

namespace stemma::library {
namespace {

constexpr const char* kNow = "2031-03-09T08:00:00Z";

std::string line(int number, const std::string& title, const std::string& text,
                 const std::string& day = "2031-03-07") {
  return fmt::format(
      R"({{"url": "https://courier.example/{}", "outlet": "Courier {}", "title": "{}", )"
      R"("date": "{}", "text": "{}"}})"
      "\n",
      number, number % 3, title, day, text);
}

std::string pumps(int number, const std::string& day = "2031-03-07") {
  return line(
      number, "Pumps fail in Port Sela",
      fmt::format("The pumps of the old town of Port Sela stood still, man {} said.", number), day);
}

std::string herring(int number, const std::string& day = "2031-03-07") {
  return line(
      number, "Herring talks break down",
      fmt::format("Talks over herring quotas broke down in Dolna, delegate {} said.", number), day);
}

class PlaceTest : public LibraryTest {
 protected:
  static std::uint64_t run(Library& library) {
    static const auto kModel = stories::Model::load();
    PlaceOptions options;
    options.now = [] { return std::string("2031-03-07T09:30:00Z"); };
    const auto placed = place(library, *kModel, options);
    EXPECT_TRUE(placed.ok()) << placed.error().describe();
    EXPECT_EQ(*count_unplaced(library), 0u);
    return placed.ok() ? placed->done : 0;
  }

  static std::vector<StoryLine> list(Library& library) {
    StoryListOptions options;
    options.sort = StorySort::kLargest;
    options.least = 1;
    const auto lines = list_stories(library, options);
    EXPECT_TRUE(lines.ok());
    return *lines;
  }

  static std::vector<std::string> ids(Library& library, StoryId story) {
    std::vector<std::string> out;
    const auto reports = story_reports(library, story);
    EXPECT_TRUE(reports.ok());
    for (const StoryReport& report : *reports) out.push_back(report.id);
    return out;
  }

  /// Every report is in one story that is there, and the counts are right.
  static void expect_whole(Library& library) {
    EXPECT_EQ(count(library, "placed"), count(library, "reports"));
    EXPECT_EQ(count(library,
                    "stories s WHERE reports <> (SELECT count(*) FROM placed WHERE story = s.id)"),
              0);
    EXPECT_EQ(count(library, "stories WHERE (reports = 0) <> (merged_into IS NOT NULL)"), 0);
  }
};

TEST_F(PlaceTest, ReportsFallIntoStoriesOnce) {
  Library library = open();
  add_lines(library, pumps(1) + herring(2) + pumps(3) + herring(4) + pumps(5));
  EXPECT_EQ(*count_unplaced(library), 5u);
  EXPECT_EQ(run(library), 5u);
  EXPECT_EQ(run(library), 0u);
  const auto lines = list(library);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].reports, 3u);
  EXPECT_EQ(lines[0].outlets, 3u);
  EXPECT_EQ(lines[0].title, "Pumps fail in Port Sela");
  EXPECT_EQ(lines[0].first_day, "2031-03-07");
  expect_whole(library);
  const auto history = story_history(library, lines[0].story);
  ASSERT_EQ(history->size(), 3u);
  EXPECT_EQ((*history)[0].kind, "new");
  EXPECT_EQ((*history)[1].kind, "joined");
  EXPECT_NE((*history)[1].reason.find("pumps"), std::string::npos) << (*history)[1].reason;
}

TEST_F(PlaceTest, InOneGoOrInManyTheStoriesAreTheSame) {
  std::vector<std::string> lines;
  for (int i = 0; i < 60; ++i) {
    const std::string day = fmt::format("2031-03-{:02}", 1 + (i * 7) % 28);
    lines.push_back(i % 2 == 0 ? pumps(i, day) : herring(i, day));
  }
  Library whole = open("whole");
  for (const std::string& one : lines) add_lines(whole, one);
  run(whole);
  Library parts = open("parts");
  for (const std::string& one : lines) {
    add_lines(parts, one);
    run(parts);
  }
  EXPECT_EQ(table(parts, "stories"), table(whole, "stories"));
  EXPECT_EQ(table(parts, "story_changes"), table(whole, "story_changes"));
  EXPECT_GT(count(whole, "stories WHERE reports > 1"), 2);
  expect_whole(parts);
}

TEST_F(PlaceTest, WhatLiesYearsBackIsNotReadAgain) {
  /// Of placing one report where others were placed long before.
  const auto steps = [&](const std::string& name, int others) {
    Library library = open(name);
    std::string lines;
    for (int i = 0; i < others; ++i)
      lines += herring(i, fmt::format("{}-{:02}-07", 1980 + i / 12, 1 + i % 12));
    add_lines(library, lines);
    run(library);
    add_lines(library, pumps(others));
    int count = 0;
    const auto more = [](void* counter) {
      ++*static_cast<int*>(counter);
      return 0;
    };
    sqlite3_progress_handler(library.db().get(), 10, more, &count);
    run(library);
    sqlite3_progress_handler(library.db().get(), 0, nullptr, nullptr);
    return count;
  };
  const int of_few = steps("few", 10);
  EXPECT_GT(of_few, 0);
  EXPECT_LT(steps("many", 500), 3 * of_few);
}

TEST_F(PlaceTest, AnotherMakerGoesThroughAllAndKeepsTheNumbers) {
  Library library = open();
  for (int i = 0; i < 8; ++i) add_lines(library, i % 2 == 0 ? pumps(i) : herring(i));
  run(library);
  const std::string before = table(library, "stories");
  ASSERT_FALSE(library.db().run("UPDATE makers SET fingerprint = 'old' WHERE stage = 'stories'"));
  EXPECT_EQ(*count_unplaced(library), 8u);
  EXPECT_EQ(run(library), 8u);
  EXPECT_EQ(table(library, "stories"), before);
  expect_whole(library);
}

TEST_F(PlaceTest, ANewTextAtAnAddressMayMoveItsReport) {
  Library library = open();
  add_lines(library, pumps(1) + pumps(2) + herring(3));
  run(library);
  add_lines(library, herring(2));
  EXPECT_EQ(run(library), 1u);
  const auto lines = list(library);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].title, "Herring talks break down");
  EXPECT_EQ(lines[0].reports, 2u);
  expect_whole(library);
}

TEST_F(PlaceTest, WhatIsMergedByHandStaysSo) {
  Library library = open();
  for (int i = 0; i < 3; ++i) add_lines(library, pumps(i) + herring(10 + i));
  run(library);
  auto lines = list(library);
  ASSERT_EQ(lines.size(), 2u);
  const auto word = merge_stories(library, lines[0].story, lines[1].story, kNow);
  ASSERT_TRUE(word.ok()) << word.error().describe();
  EXPECT_FALSE(merge_stories(library, lines[0].story, lines[1].story, kNow).ok());
  for (int i = 20; i < 30; ++i) add_lines(library, i % 2 == 0 ? pumps(i) : herring(i));
  run(library);
  lines = list(library);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].story, word->story);
  EXPECT_EQ(lines[0].reports, 16u);
  EXPECT_EQ(*find_story(library, fmt::format("s{}", word->other.value)), word->story);
  expect_whole(library);

  const auto undone = undo_word(library, std::nullopt, kNow);
  ASSERT_TRUE(undone.ok()) << undone.error().describe();
  lines = list(library);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1].story, word->other);
  EXPECT_EQ(lines[1].reports, 3u) << "those that came from there; later ones stay";
  expect_whole(library);
  EXPECT_FALSE(undo_word(library, std::nullopt, kNow).ok());
}

TEST_F(PlaceTest, WhatIsSplitByHandStaysSo) {
  Library library = open();
  for (int i = 0; i < 4; ++i) add_lines(library, pumps(i));
  run(library);
  auto lines = list(library);
  ASSERT_EQ(lines.size(), 1u);
  const StoryId story = lines[0].story;
  const auto before = ids(library, story);
  EXPECT_FALSE(split_story(library, story, before, kNow).ok()) << "all of it";
  EXPECT_FALSE(split_story(library, story, std::vector<std::string>{"nope"}, kNow).ok());
  const std::vector<std::string> part = {before[1].substr(0, 12)};
  const auto word = split_story(library, story, part, kNow);
  ASSERT_TRUE(word.ok()) << word.error().describe();
  EXPECT_EQ(ids(library, word->other), std::vector<std::string>{before[1]});
  for (int i = 20; i < 26; ++i) add_lines(library, pumps(i));
  run(library);
  lines = list(library);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].reports + lines[1].reports, 10u);
  const auto stay = ids(library, story);
  EXPECT_EQ(std::count(stay.begin(), stay.end(), before[0]), 1);
  EXPECT_EQ(std::count(stay.begin(), stay.end(), before[1]), 0);
  EXPECT_FALSE(merge_stories(library, story, word->other, kNow).ok()) << "undo is the way";
  expect_whole(library);
  ASSERT_TRUE(undo_word(library, word->number, kNow).ok());
  EXPECT_EQ(ids(library, story).size(), 10u);
  expect_whole(library);
}

TEST_F(PlaceTest, WordsAreTakenBackInTurn) {
  Library library = open();
  for (int i = 0; i < 3; ++i) add_lines(library, pumps(i) + herring(10 + i));
  run(library);
  const auto lines = list(library);
  const auto merged = merge_stories(library, lines[0].story, lines[1].story, kNow);
  ASSERT_TRUE(merged.ok());
  const std::vector<std::string> one = {ids(library, merged->story)[0]};
  ASSERT_TRUE(split_story(library, merged->story, one, kNow).ok());
  EXPECT_FALSE(undo_word(library, merged->number, kNow).ok());
  ASSERT_TRUE(undo_word(library, std::nullopt, kNow).ok());
  ASSERT_TRUE(undo_word(library, merged->number, kNow).ok());
  expect_whole(library);
  EXPECT_EQ(list(library).size(), 2u);
}

/// The same without a day of publication; `before` stands at the head of the text.
std::string undated(int number, const std::string& before = "") {
  return fmt::format(
      R"({{"url": "https://courier.example/{}", "outlet": "Courier", "title": "Pumps fail in Port )"
      R"(Sela", "text": "{}The pumps of the old town of Port Sela stood still, man {} said."}})"
      "\n",
      number, before, number);
}

std::string day_of(Library& library, int number) {
  Statement query(library.db(),
                  "SELECT date(day * 86400, 'unixepoch') FROM placed JOIN reports ON "
                  "reports.id = report WHERE url = 'https://courier.example/' || ?");
  return query.bind(1, number).step() ? std::string(query.text(0)) : "none";
}

TEST_F(PlaceTest, AReportWithoutADateCountsAsOfTheDayItCame) {
  Library library = open();
  add_lines(library, pumps(1, "2031-03-01") + undated(2) + pumps(3, "2031-03-02"));
  run(library);
  EXPECT_EQ(day_of(library, 2), "2031-03-07");
  EXPECT_EQ(list(library).size(), 1u);
}

// A folder of a story of long ago: with its undated reports it is one story, however it came in.
TEST_F(PlaceTest, InAnArchiveItCountsAsOfTheDaysOfThoseThatCameWithIt) {
  const std::string first = undated(1) + pumps(2, "2019-05-03");
  const std::string second = pumps(3, "2019-05-04") + undated(4);
  Library at_once = open();
  add_lines(at_once, first + second);
  run(at_once);
  Library in_turn = open("turn.stemma");
  for (const std::string& lines : {first, second}) {
    add_lines(in_turn, lines);
    run(in_turn);
  }
  for (Library* library : {&at_once, &in_turn}) {
    const auto stories = list(*library);
    ASSERT_EQ(stories.size(), 1u);
    EXPECT_EQ(stories[0].first_day, "2019-05-03");
    EXPECT_EQ(stories[0].last_day, "2019-05-04");
    EXPECT_EQ(day_of(*library, 4).substr(0, 7), "2019-05");
    // Reports of a day that is only taken to be theirs stand behind those that state it.
    EXPECT_NE(ids(*library, stories[0].story).front(),
              public_id_of("url:https://courier.example/1"));
  }
}

TEST_F(PlaceTest, ADayWithoutItsYearIsKept) {
  Library library = open();
  add_lines(library, undated(1, "PORT SELA, February 27 (Meridian) - "));
  run(library);
  EXPECT_EQ(day_of(library, 1), "2031-02-27");
  Library archive = open("archive.stemma");
  add_lines(archive, pumps(1, "2019-05-04") + undated(2, "PORT SELA, May 3 (Meridian) - "));
  run(archive);
  EXPECT_EQ(day_of(archive, 2), "2019-05-03");
}

// Texts are read before the right to write is taken; by then another process may have been quicker.
TEST_F(PlaceTest, WhatAnotherProcessPlacedMeanwhileIsNotPlacedAgain) {
  Library library = open();
  add_lines(library, pumps(1) + herring(2) + pumps(3));
  Library other = open();
  bool first = true;
  PlaceOptions options;
  options.now = [&] {
    if (first) {
      first = false;
      EXPECT_EQ(run(other), 3u);
      add_lines(other, herring(4));
    }
    return std::string("2031-03-07T09:30:00Z");
  };
  const auto placed = place(library, *stories::Model::load(), options);
  ASSERT_TRUE(placed.ok()) << placed.error().describe();
  EXPECT_EQ(placed->done, 1u);
  expect_whole(library);
  EXPECT_EQ(count(library, "story_changes"), 4);
}

TEST_F(PlaceTest, StoriesAreNamed) {
  Library library = open();
  add_lines(library, pumps(1));
  run(library);
  EXPECT_TRUE(find_story(library, "s1").ok());
  EXPECT_TRUE(find_story(library, "1").ok());
  for (const char* wrong : {"", "s", "s2", "x1", "s1x", "99999999999999"})
    EXPECT_FALSE(find_story(library, wrong).ok()) << wrong;
}

}  // namespace
}  // namespace stemma::library
