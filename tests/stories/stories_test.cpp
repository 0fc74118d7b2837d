// Made-up reports stream in: who joins whom, what is told of it, and what always holds.
#include "stories/stories.h"

#include <gtest/gtest.h>

#include <random>

namespace stemma::stories {
namespace {

Report report(const std::string& title, const std::string& text) {
  Report r;
  r.title = title;
  r.text = text;
  return r;
}

class StoriesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto model = Model::load();
    ASSERT_TRUE(model.ok()) << model.error().describe();
    model_ = std::move(*model);
    stories_.emplace(model_);
    add_background(*stories_);
  }

  /// A stream knows which words are common.
  static void add_background(Stories& stories) {
    for (const char* topic :
         {"barley prices", "chess finals", "museum roof", "tram line", "salt tax"}) {
      stories.add(report(
          std::string("A day of ") + topic,
          std::string("Much was said in Velmar about ") + topic + " by ministers and others."));
    }
  }

  std::vector<StoryChange> add(const std::string& title, const std::string& text) {
    return stories_->add(report(title, text));
  }

  std::optional<Stories> stories_;
  Model model_;
};

TEST_F(StoriesTest, ReportsOfOneHappeningJoin) {
  const auto first = add("Pumps fail in Port Sela",
                         "The pumps of the old town of Port Sela stood still on Friday.");
  const auto second = add("Port Sela pumps stand still",
                          "Pumps failed in the old town of Port Sela, the harbour board said.");
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].kind, StoryChangeKind::kNew);
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].kind, StoryChangeKind::kJoined);
  EXPECT_EQ(second[0].story, first[0].story);
  EXPECT_NE(second[0].reason.find("pumps"), std::string::npos) << second[0].reason;
}

TEST_F(StoriesTest, OtherHappeningsStayApart) {
  const auto first = add("Pumps fail in Port Sela", "The pumps of Port Sela stood still.");
  const auto second = add("Herring talks fail", "Talks over herring quotas broke down in Dolna.");
  EXPECT_EQ(second[0].kind, StoryChangeKind::kNew);
  EXPECT_NE(first[0].story, second[0].story);
}

TEST_F(StoriesTest, ALateReportMayBringTwoStoriesTogether) {
  const auto a = add("Gate of Karsa dam", "Sluice gate Karsa broke; valley Lindow flooded.");
  const auto b = add("Rescue in Orvel", "Boats reached Orvel bakery; engineers Tarsia helped.");
  ASSERT_NE(a[0].story, b[0].story);
  const auto late = add("Karsa gate: Orvel rescue",
                        "Sluice gate Karsa broke; valley Lindow flooded. Boats reached Orvel "
                        "bakery; engineers Tarsia helped.");
  EXPECT_EQ(late[0].kind, StoryChangeKind::kJoined);
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
    Stories stories(model_);
    add_background(stories);
    const StoryId first = stories.add(a)[0].story;
    EXPECT_EQ(stories.add(b)[0].story == first, run == 1);
  }
}

TEST_F(StoriesTest, EveryReportIsInOneStoryAndTheHistorySaysHow) {
  std::mt19937 random(3);
  const char* words[] = {"pump",  "gate", "dam",    "herring", "convoy", "bridge", "tram",
                         "grain", "salt", "school", "roof",    "ferry",  "mast",   "quay"};
  std::vector<StoryId> told;  // by report, from the changes alone
  Stories stories(model_);
  for (int i = 0; i < 150; ++i) {
    const unsigned topic = random() % 9;
    std::string text;
    for (int w = 0; w < 12; ++w)
      text += std::string(words[(topic + random() % 5) % 14]) + std::to_string(random() % 2) + " ";
    const auto changes = stories.add(report("", text));
    ASSERT_FALSE(changes.empty());
    EXPECT_TRUE(changes[0].kind == StoryChangeKind::kNew ||
                changes[0].kind == StoryChangeKind::kJoined);
    EXPECT_EQ(changes[0].story, stories.story_of(stories.reports() - 1));
    for (const StoryChange& change : changes) {
      EXPECT_FALSE(change.reason.empty());
      if (change.kind == StoryChangeKind::kMerged) {
        EXPECT_TRUE(stories.reports_of(change.from).empty());
      } else if (change.kind == StoryChangeKind::kSplit) {
        EXPECT_FALSE(stories.reports_of(change.from).empty());
      }
    }
    std::size_t members = 0;
    for (std::uint32_t r = 0; r < stories.reports(); ++r) {
      const auto all = stories.reports_of(stories.story_of(r));
      EXPECT_TRUE(std::binary_search(all.begin(), all.end(), r));
      members += all.front() == r ? all.size() : 0;
    }
    EXPECT_EQ(members, stories.reports());
  }
}

TEST_F(StoriesTest, TheSameStreamGivesTheSameStories) {
  const auto run = [&] {
    Stories stories(model_);
    std::string log;
    for (int i = 0; i < 60; ++i) {
      const std::string n = std::to_string(i % 7);
      for (const StoryChange& change : stories.add(
               report("Pump " + n, "Pump" + n + " district" + n + " stood still" + n + " again.")))
        log += std::string(to_string(change.kind)) + change.reason + "\n";
    }
    return log;
  };
  EXPECT_EQ(run(), run());
}

}  // namespace
}  // namespace stemma::stories
