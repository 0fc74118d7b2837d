// The machine that damages sentences: each way makes the change that it names, in good English.
#include "mutating.h"

#include <gtest/gtest.h>

#include <set>

#include "briefing/compose.h"

namespace stemma::eval {
namespace {

/// What a way makes of a text, over some seeds.
std::set<std::string> versions(const std::string& text, std::string_view way) {
  static const briefing::Models models = [] {
    auto loaded = briefing::Models::load();
    EXPECT_TRUE(loaded.ok());
    return std::move(*loaded);
  }();
  static const auto words = MutationWords::load();
  static const auto rewriter = Rewriter::load();
  EXPECT_TRUE(words.ok() && rewriter.ok());
  std::vector<Report> reports(1);
  reports[0].source = "text";
  reports[0].text = text;
  const Briefing alone = briefing::compose(std::move(reports), models);
  const Scene scene(alone);
  const std::vector<std::string> details{"after a quarrel over the ferry"};
  std::set<std::string> out;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Random random(seed);
    const Workshop shop{scene, *words, *rewriter, details, random};
    for (const WayOfDamage& w : ways_of_damage()) {
      if (w.name != way) continue;
      std::vector<Mutation> found;
      for (std::uint32_t s = 0; s < scene.sentence_count(); ++s) w.find(shop, s, found);
      for (const Mutation& m : found) {
        EXPECT_EQ(m.kind, w.kind);
        out.insert(with_edits(text, m.edits));
      }
    }
  }
  return out;
}

TEST(Mutator, MakesTheChangeThatItNames) {
  const std::string sentence = "Mayor Ada Roon praised Governor Piet Lauer at the fair in Oslo.";
  EXPECT_TRUE(versions(sentence, "parties exchanged")
                  .contains("Governor Piet Lauer praised Mayor Ada Roon at the fair in Oslo."));
  EXPECT_TRUE(
      versions(sentence, "voice turned")
          .contains("Mayor Ada Roon was praised by Governor Piet Lauer at the fair in Oslo."));
  EXPECT_TRUE(versions("The council closed the old bridge.", "negation added")
                  .contains("The council did not close the old bridge."));
  for (const std::string& other : versions(sentence, "another place"))
    EXPECT_EQ(other.find("Oslo"), std::string::npos) << other;
  EXPECT_TRUE(
      versions("The council said that the bridge had cracked in the frost.", "speaker dropped")
          .contains("The bridge had cracked in the frost."));
  EXPECT_TRUE(versions("The bridge may have cracked in the frost.", "hedge dropped")
                  .contains("The bridge has cracked in the frost."));
  EXPECT_TRUE(versions("Some farmers have sold their oxen since the drought.", "quantifier dropped")
                  .contains("Farmers have sold their oxen since the drought."));
  EXPECT_TRUE(versions("He called it \"a great day for the river\" and left.", "marks lost")
                  .contains("He called it a great day for the river and left."));
}

TEST(Mutator, LeavesAloneWhatItCannotChangeCleanly) {
  // Quoted words, a sentence without a figure, a negation that denies nothing.
  EXPECT_TRUE(versions("\"Not one of them came,\" she said.", "negation dropped").empty());
  EXPECT_TRUE(versions("He was born there.", "another figure").empty());
  EXPECT_TRUE(versions("They not only sang but danced.", "negation dropped").empty());
}

TEST(Edits, AreAppliedFromEndToEnd) {
  const std::vector<Edit> edits{{{0, 1}, "X"}, {{2, 2}, "--"}, {{4, 5}, ""}};
  EXPECT_EQ(with_edits("abcde", edits), "Xb--cd");
  EXPECT_EQ(with_edits("abcde", {}), "abcde");
}

}  // namespace
}  // namespace stemma::eval
