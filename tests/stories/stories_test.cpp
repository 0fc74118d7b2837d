// Made-up reports stream in: who joins whom, what is told of it, and what always holds.
#include "stories/stories.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

namespace stemma::stories {
namespace {

Report report(const std::string& title, const std::string& text) {
  Report r;
  r.title = title;
  r.text = text;
  return r;
}

/// Which story every report is in, by what the changes tell alone.
class Told {
 public:
  void heed(ReportNumber number, const Placement& placement) {
    for (const StoryChange& change : placement.changes) {
      ++kinds_[change.kind];
      switch (change.kind) {
        case StoryChangeKind::kNew:
        case StoryChangeKind::kJoined:
          EXPECT_EQ(change.report, number);
          story_[number] = change.story;
          break;
        case StoryChangeKind::kMerged:
          for (auto& [report, story] : story_) {
            if (story == *change.from) story = change.story;
          }
          ended_.insert(*change.from);
          break;
        case StoryChangeKind::kSplit:
          EXPECT_FALSE(change.moved.empty());
          for (const ReportNumber report : change.moved) {
            EXPECT_EQ(story_.at(report), *change.from);
            story_[report] = change.story;
          }
          break;
      }
      EXPECT_FALSE(ended_.contains(change.story)) << "a number means another story";
    }
    EXPECT_EQ(story_.at(number), placement.story);
  }
  StoryId of(ReportNumber number) const { return story_.at(number); }
  const std::map<ReportNumber, StoryId>& all() const { return story_; }
  int count(StoryChangeKind kind) const {
    const auto at = kinds_.find(kind);
    return at == kinds_.end() ? 0 : at->second;
  }

 private:
  std::map<ReportNumber, StoryId> story_;
  std::map<StoryChangeKind, int> kinds_;
  std::set<StoryId> ended_;
};

class StoriesTest : public ::testing::Test {
 protected:
  static const Model& model() {
    static const Result<Model> kModel = Model::load();
    return kModel.value();
  }

  Placement add(const std::string& title, const std::string& text, std::int32_t day = 100) {
    const ReportNumber number = next_++;
    const Placement placement =
        stories_.place({number, day, words_of(report(title, text), model()), {}});
    told_.heed(number, placement);
    return placement;
  }

  /// What a library would keep.
  void keep(ReportNumber number, std::int32_t day, const Placement& placement) {
    told_.heed(number, placement);
    kept_[number] = {day, placement.sketch};
    for (const StoryChange& change : placement.changes)
      last_story_ = std::max(last_story_, change.story.value);
  }

  Stories stories_{model()};
  ReportNumber next_ = 1;
  Told told_;
  std::map<ReportNumber, std::pair<std::int32_t, Sketch>> kept_;
  std::uint32_t last_story_ = 0;
};

const char* const kPumps = "The pumps of the old town of Port Sela stood still on Friday.";

TEST_F(StoriesTest, ReportsOfOneHappeningJoin) {
  const auto first = add("Pumps fail in Port Sela", kPumps);
  const auto second = add("Port Sela pumps stand still",
                          "Pumps failed in the old town of Port Sela, the harbour board said.");
  ASSERT_EQ(first.changes.size(), 1u);
  EXPECT_EQ(first.changes[0].kind, StoryChangeKind::kNew);
  ASSERT_EQ(second.changes.size(), 1u);
  EXPECT_EQ(second.changes[0].kind, StoryChangeKind::kJoined);
  EXPECT_EQ(second.story, first.story);
  EXPECT_EQ(second.changes[0].nearest, ReportNumber{1});
  EXPECT_NE(std::find(second.changes[0].words.begin(), second.changes[0].words.end(), "pumps"),
            second.changes[0].words.end());
}

TEST_F(StoriesTest, OtherHappeningsStayApart) {
  const auto first = add("Pumps fail in Port Sela", kPumps);
  EXPECT_NE(add("Herring talks fail", "Talks over herring quotas broke down in Dolna.").story,
            first.story);
}

TEST_F(StoriesTest, TheSameWordsOfAnotherWeekAreAnotherStory) {
  const auto first = add("Pumps fail in Port Sela", kPumps, 100);
  EXPECT_NE(add("Pumps fail in Port Sela", kPumps, 100 + kWindowDays + 1).story, first.story);
  EXPECT_EQ(add("Pumps fail in Port Sela", kPumps, 103).story, first.story);
  EXPECT_EQ(add("Pumps fail in Port Sela", kPumps, 99).story, first.story) << "late, but of then";
}

TEST_F(StoriesTest, ALateReportMayBringTwoStoriesTogether) {
  const auto a = add("Gate of Karsa dam", "Sluice gate Karsa broke; valley Lindow flooded.");
  const auto b = add("Rescue in Orvel", "Boats reached Orvel bakery; engineers Tarsia helped.");
  ASSERT_NE(a.story, b.story);
  const auto late = add("Karsa gate: Orvel rescue",
                        "Sluice gate Karsa broke; valley Lindow flooded. Boats reached Orvel "
                        "bakery; engineers Tarsia helped.");
  EXPECT_EQ(late.changes[0].kind, StoryChangeKind::kJoined);
  const bool merged = std::any_of(late.changes.begin(), late.changes.end(),
                                  [](const auto& c) { return c.kind == StoryChangeKind::kMerged; });
  EXPECT_TRUE(merged);
  EXPECT_EQ(told_.of(1), told_.of(2));
}

TEST_F(StoriesTest, FurnitureDoesNotJoinReports) {
  for (int run = 0; run < 2; ++run) {
    const std::string share = "Subscribe courier newsletter podcast masthead circulation desk.\n";
    Report a = report("Pumps fail", share + "Pumps of Port Sela stood still.");
    Report b = report("Herring talks", share + "Quotas were argued over in Dolna.");
    const auto size = static_cast<std::uint32_t>(share.size());
    if (run == 0) {
      a.furniture = {{{0, size}, FurnitureKind::kSubscription}};
      b.furniture = a.furniture;
    }
    Stories stories(model());
    const StoryId first = stories.place({1, 0, words_of(a, model()), {}}).story;
    EXPECT_EQ(stories.place({2, 0, words_of(b, model()), {}}).story == first, run == 1);
  }
}

TEST_F(StoriesTest, AnotherTextMayTakeAReportToAnotherStory) {
  const auto pumps = add("Pumps fail in Port Sela", kPumps);
  const auto herring = add("Herring talks fail", "Talks over herring quotas broke down in Dolna.");
  const auto third = add("Pumps still fail in Port Sela", kPumps);
  ASSERT_EQ(third.story, pumps.story);
  const auto same = stories_.place(
      {3, 100, words_of(report("Pumps fail in Port Sela", kPumps), model()), third.story});
  EXPECT_EQ(same.story, pumps.story);
  EXPECT_TRUE(same.changes.empty());
  const auto moved = stories_.place(
      {3, 100,
       words_of(report("Herring talks fail", "Talks over herring quotas broke down in Dolna."),
                model()),
       third.story});
  EXPECT_EQ(moved.story, herring.story);
  ASSERT_EQ(moved.changes.size(), 1u);
  EXPECT_EQ(moved.changes[0].from, pumps.story);
}

TEST_F(StoriesTest, WhatUsersPutApartStaysApartAndWhatTheyPutTogetherStays) {
  const auto first = add("Pumps fail in Port Sela", kPumps);
  const auto herring = add("Herring talks fail", "Talks over herring quotas broke down in Dolna.");
  // The user says: 2 belongs to the pumps; 3, which is much the same, does not.
  Stories stories(model());
  stories.set_next(StoryId{10});
  const auto words = [&](const std::string& title, const std::string& text) {
    return words_of(report(title, text), model());
  };
  stories.set_size(StoryId{1}, 2);
  stories.set_size(StoryId{2}, 1);
  stories.restore({1, 100, StoryId{1}, first.sketch});
  stories.restore({2, 100, StoryId{1}, herring.sketch});
  stories.restore({3, 100, StoryId{2}, first.sketch});
  stories.set_sides(1, StoryId{1}, {2, 4});
  stories.set_sides(2, StoryId{1}, {2});
  stories.set_sides(3, StoryId{2}, {5});
  stories.missing_days(100);
  for (ReportNumber number = 4; number < 12; ++number) {
    const auto placed = stories.place({number, 100, words("Pumps fail in Port Sela", kPumps), {}});
    EXPECT_EQ(placed.changes.size(), 1u) << "no story was parted or brought together";
    EXPECT_TRUE(placed.story == StoryId{1} || placed.story == StoryId{2});
  }
}

TEST_F(StoriesTest, LikenessToOtherStoriesIsMeasured) {
  const Placement alone = add("Pumps fail in Port Sela", kPumps);
  EXPECT_EQ(alone.sketch.standing.likest, 0);
  EXPECT_EQ(alone.sketch.standing.crowd, 0);
  const Standing own = add("Pumps fail again in Port Sela", kPumps).sketch.standing;
  EXPECT_GT(own.likest, .8) << "its own story";
  EXPECT_EQ(own.second, 0);
  EXPECT_EQ(own.crowd, 0);
  // Two stories hold the same words: one is the new report's own, one is its rival.
  Stories stories(model());
  stories.set_next(StoryId{10});
  for (ReportNumber number = 1; number < 4; ++number) {
    const StoryId story{number < 3 ? 1u : 2u};
    stories.set_size(story, number < 3 ? 2 : 1);
    stories.restore({number, 100, story, alone.sketch});
  }
  stories.missing_days(100);
  const Placement placed =
      stories.place({4, 100, words_of(report("Pumps fail in Port Sela", kPumps), model()), {}});
  const Standing& standing = placed.sketch.standing;
  EXPECT_NEAR(standing.likest, 1, .1);
  EXPECT_NEAR(standing.second, 1, .1);
  EXPECT_EQ(standing.fifth, 0);
  EXPECT_NEAR(standing.crowd, 1.0 / 4, .05) << "one rival of four";
}

TEST_F(StoriesTest, ManyReportsOfOneHappeningAreOneStory) {
  std::set<StoryId> stories;
  for (int i = 0; i < 60; ++i) {
    stories.insert(add(fmt::format("Pumps fail in Port Sela, reader {}", i),
                       std::string(kPumps) + fmt::format(" Man {} of street {} said so.", i, i % 7))
                       .story);
  }
  EXPECT_EQ(stories.size(), 1u);
}

std::string made_up(std::mt19937& random) {
  static const char* const kWords[] = {"pump",   "gate",  "dam",   "herring", "convoy",
                                       "bridge", "tram",  "grain", "salt",    "school",
                                       "roof",   "ferry", "mast",  "quay"};
  const unsigned topic = random() % 9;
  std::string text;
  for (int w = 0; w < 7; ++w)
    text += fmt::format("{}{} ", kWords[(topic + random() % 5) % 14], 2 * topic + random() % 3);
  return text;
}

TEST_F(StoriesTest, TheHistorySaysWhereEveryReportIs) {
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) add("", made_up(random), 100 + i / 20 + int(random() % 3));
  std::map<StoryId, int> sizes;
  for (const auto& [number, story] : told_.all()) ++sizes[story];
  EXPECT_GT(sizes.size(), 5u);
  EXPECT_LT(sizes.size(), 200u);
  EXPECT_GT(told_.count(StoryChangeKind::kMerged), 0);
  EXPECT_GT(told_.count(StoryChangeKind::kSplit), 0);
}

TEST_F(StoriesTest, HandedBackToANewProcessTheStreamGoesOnAsIfNothingHadBeen) {
  std::mt19937 random(5);
  for (int i = 0; i < 240; ++i) {
    const std::int32_t day = 100 + i / 15 + int(random() % 3);
    const Words words = words_of(report("", made_up(random)), model());
    const ReportNumber number = next_++;
    if (i % 40 == 39) {  // the process ends: all is read again from what was kept
      Stories fresh(model());
      fresh.set_newest(number - 1);
      std::map<StoryId, std::uint32_t> sizes;
      for (const auto& [report, story] : told_.all()) ++sizes[story];
      for (const auto& [story, size] : sizes) fresh.set_size(story, size);
      fresh.set_next(StoryId{last_story_ + 1});
      for (std::int32_t d = 90; d < 140; ++d) fresh.missing_days(d);
      for (const auto& [report, kept] : kept_) {
        auto bytes = sketch_from(to_bytes(kept.second));
        ASSERT_TRUE(bytes);
        fresh.restore({report, kept.first, told_.of(report), std::move(*bytes)});
      }
      const Placement was = stories_.place({number, day, words, {}});
      const Placement is = fresh.place({number, day, words, {}});
      EXPECT_EQ(is.story, was.story);
      EXPECT_EQ(to_bytes(is.sketch), to_bytes(was.sketch));
      ASSERT_EQ(is.changes.size(), was.changes.size());
      for (std::size_t c = 0; c < was.changes.size(); ++c) {
        EXPECT_EQ(is.changes[c].story, was.changes[c].story);
        EXPECT_EQ(is.changes[c].from, was.changes[c].from);
        EXPECT_EQ(is.changes[c].moved, was.changes[c].moved);
        EXPECT_EQ(is.changes[c].likeness, was.changes[c].likeness);
      }
      keep(number, day, was);
      continue;
    }
    keep(number, day, stories_.place({number, day, words, {}}));
  }
}

TEST(Sketch, BytesThatAreNoSketchAreRefused) {
  EXPECT_FALSE(sketch_from("12345"));
  EXPECT_FALSE(sketch_from(std::string(20, '\1'))) << "the same key twice";
  EXPECT_FALSE(sketch_from(std::string(8 + 6 * (kMostTerms + 1), '\0')));
  EXPECT_FALSE(sketch_from(""));
  EXPECT_FALSE(sketch_from(std::string(2, '\0'))) << "of the shape of another stemma";
  EXPECT_TRUE(sketch_from(std::string(8, '\0')));
}

TEST(Sketch, DaysAreReadOffTimes) {
  EXPECT_EQ(day_of("1970-01-01"), 0);
  EXPECT_EQ(day_of("2031-03-07T09:30:00Z"), 22345);
  for (const char* wrong : {"", "2031", "2031-3-7", "2031-02-30", "XXXX-03-07", "20310307"})
    EXPECT_FALSE(day_of(wrong)) << wrong;
}

}  // namespace
}  // namespace stemma::stories
