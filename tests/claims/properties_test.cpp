// Promises that hold for every text.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "claims/claims.h"
#include "claims/invariants.h"
#include "support/cases.h"
#include "support/paths.h"

namespace stemma {
namespace {

std::string contents_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Claims, KeepTheirPromisesOnAllCases) {
  for (const char* file : {"speech.txt", "quotations.txt", "relays.txt", "certainty.txt",
                           "speakers.txt", "own_voice.txt", "propositions.txt", "custody.txt"}) {
    for (const testing::Case& c : testing::read_cases(std::string("claims/") + file)) {
      SCOPED_TRACE(c.where);
      testing::expect_invariants(testing::extract_claims(c.input));
    }
  }
}

TEST(Claims, KeepTheirPromisesOnEveryPrefix) {
  const std::string text =
      "\"We stay,\" said Ana Moro, the mayor of Port Sela, who told Meridian that \"nobody\" "
      "left. According to the council, he denied it; she, however, claimed (falsely) that what "
      "they called \"peace\" - a reference to the truce - may end, saying: \"No.\"\n\n\"Yes";
  for (std::size_t end = 0; end <= text.size(); ++end) {
    SCOPED_TRACE(end);
    testing::expect_invariants(testing::extract_claims(text.substr(0, end)));
  }
}

TEST(Claims, EmptyTextHasNone) { EXPECT_TRUE(testing::extract_claims("").claims.empty()); }

TEST(Claims, AreTheSameEachTime) {
  const std::string text = "He said, according to Meridian, that \"it\" was over, and she agreed.";
  const testing::Extracted a = testing::extract_claims(text);
  const testing::Extracted b = testing::extract_claims(text);
  ASSERT_EQ(a.claims.size(), b.claims.size());
  for (std::size_t i = 0; i < a.claims.size(); ++i) {
    EXPECT_EQ(testing::claim_line(a, a.claims[i]), testing::claim_line(b, b.claims[i]));
  }
}

TEST(Claims, VeryLongSentencesStayCheap) {
  std::string text = "The mayor";
  for (int i = 0; i < 1500; ++i) text += " said that he said it, and that \"she\" denied";
  testing::expect_invariants(testing::extract_claims(text + "."));
}

/// Each of `names` is a speaker of some claim, as written or within a longer name.
void expect_speakers(const testing::Extracted& extracted,
                     std::initializer_list<const char*> names) {
  for (const char* name : names) {
    bool found = false;
    for (const Claim& claim : extracted.claims) {
      found = found || (claim.speaker && claim.speaker->name.find(name) != std::string::npos);
    }
    EXPECT_TRUE(found) << name;
  }
}

TEST(Claims, SeedsHaveTheirSpeakers) {
  const auto shared = testing::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  const auto first =
      testing::extract_claims(contents_of(*shared / "seeds/000_b7063d2c9b257954.txt"));
  testing::expect_invariants(first);
  expect_speakers(first, {"Putin", "Belarus", "Security Council", "residents", "Ukraine",
                          "Western diplomats", "Viacorka", "analysts", "Klitschko"});
  const auto second =
      testing::extract_claims(contents_of(*shared / "seeds/001_67fa89cea1eef075.txt"));
  testing::expect_invariants(second);
  expect_speakers(second, {"Belarus", "Ukraine", "Security Council", "residents",
                           "Western diplomats", "Institute for the Study of War", "Analysts",
                           "Muzyka", "High Commissioner", "report"});
  std::set<std::string> relays;
  for (const Claim& claim : second.claims) {
    for (const Relay& relay : claim.relays) relays.insert(relay.name);
  }
  EXPECT_TRUE(relays.count("BelTA"));
  EXPECT_TRUE(relays.count("Reuters"));
}

}  // namespace
}  // namespace stemma
