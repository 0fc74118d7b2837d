// Entities across reports: who is linked with whom, and what holds of any batch.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "grounding/grounding.h"
#include "language/language.h"
#include "support/timing.h"

namespace stemma::grounding {
namespace {

/// Analyses and links texts; fails the test if an invariant of the header breaks.
std::vector<Entity> linked(const std::vector<std::string>& texts) {
  static const Result<language::Model> language = language::Model::load();
  static const Result<Model> grounding = Model::load();
  EXPECT_TRUE(language.ok() && grounding.ok());
  std::vector<Analysis> analyses;
  std::size_t chains = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Report report;
    report.id = ReportId{static_cast<std::uint32_t>(i)};
    report.text = texts[i];
    analyses.push_back(language::analyse(report, *language));
    chains += analyses.back().chains.size();
  }
  std::vector<Entity> entities = link_entities(analyses, *grounding);
  std::set<ChainRef> seen;
  for (std::size_t e = 0; e < entities.size(); ++e) {
    const Entity& entity = entities[e];
    EXPECT_EQ(entity.id.index(), e);
    EXPECT_FALSE(entity.chains.empty());
    EXPECT_FALSE(entity.name.empty());
    EXPECT_TRUE(std::is_sorted(entity.chains.begin(), entity.chains.end()));
    EXPECT_TRUE(e == 0 || entities[e - 1].chains.front() < entity.chains.front());
    for (const ChainRef& c : entity.chains) EXPECT_TRUE(seen.insert(c).second);
  }
  EXPECT_EQ(seen.size(), chains);
  return entities;
}

/// "Ana Moro:2, Sela:1": names of the entities with how many chains each has.
std::string show(const std::vector<std::string>& texts) {
  std::string out;
  for (const Entity& e : linked(texts))
    out += fmt::format("{}{}:{}", out.empty() ? "" : ", ", e.name, e.chains.size());
  return out;
}

TEST(Entities, OneNameInTwoReports) {
  EXPECT_EQ(show({"Ana Moro spoke.", "Then Ana Moro left."}), "Ana Moro:2");
}

TEST(Entities, ASurnameJoinsTheOnlyFullName) {
  EXPECT_EQ(show({"Mr Moro spoke.", "Then Pavel Moro left."}), "Pavel Moro:2");
}

TEST(Entities, TwoOfOneSurnameStayTwo) {
  EXPECT_EQ(show({"Ana Moro spoke.", "Then Pavel Moro left.", "Mr Moro slept."}),
            "Ana Moro:1, Pavel Moro:1, Moro:1");
}

TEST(Entities, TransliterationsOfOneName) {
  EXPECT_EQ(show({"Viktor Khrenov spoke.", "Then Victor Khrenov left."}), "Viktor Khrenov:2");
  EXPECT_EQ(show({"Sergei Bortnikov spoke.", "Then Sergey Bortnikow left."}), "Sergei Bortnikov:2");
  EXPECT_EQ(show({"Pavel Strandberg spoke.", "Then Pavel Stranberg left."}), "Pavel Strandberg:2");
}

TEST(Entities, NearNamesInOneReportAreTwoPeople) {
  EXPECT_EQ(show({"Pavel Strandberg met Pavel Stranberg."}),
            "Pavel Strandberg:1, Pavel Stranberg:1");
}

TEST(Entities, OneLetterInAShortNameMatters) {
  EXPECT_EQ(show({"Ana Holm spoke.", "Then Ana Hall left."}), "Ana Holm:1, Ana Hall:1");
}

TEST(Entities, BodiesByAliasAcronymAndOrigin) {
  EXPECT_EQ(show({"The United Nations met.", "Then the U.N. met."}), "United Nations:2");
  EXPECT_EQ(show({"The Office of the High Warden for Lakes met.", "Then OHWL met."}),
            "Office of the High Warden for Lakes:2");
  EXPECT_EQ(show({"The Velmarian Security Council met.", "Then the Velmar Security Council left."}),
            "Velmarian Security Council:2");
}

TEST(Entities, BodiesOfOneKindStayApart) {
  EXPECT_EQ(show({"The Finance Ministry met.", "Then the Interior Ministry met."}),
            "Finance Ministry:1, Interior Ministry:1");
}

TEST(Entities, PlacesByExonym) {
  EXPECT_EQ(show({"Rain fell on Kiev.", "Snow fell on Kyiv."}), "Kiev:2");
}

TEST(Entities, CollectivesByDescription) {
  EXPECT_EQ(show({"Some Velmarian officials left.", "Then officials from Velmar left."}),
            "Some Velmarian officials:2, Velmar:1");
  EXPECT_EQ(show({"Analysts agreed.", "Residents agreed."}), "Analysts:1, Residents:1");
}

TEST(Entities, UnnamedSinglesStayTheirOwn) {
  EXPECT_EQ(show({"A witness spoke.", "A witness spoke."}), "witness:1, witness:1");
}

TEST(Entities, NothingGivesNothing) {
  EXPECT_EQ(show({}), "");
  EXPECT_EQ(show({"", "and so on"}), "");
}

// Four times the reports may cost at most eight times.
TEST(Entities, ManyReportsOfOneNameAreLinear) {
  const auto seconds = [](std::size_t reports) {
    const std::vector<std::string> texts(
        reports, "Ana Morovitch spoke. Pavel Strandberg left. Residents fled.");
    return testing::cpu_seconds([&] { EXPECT_EQ(linked(texts).size(), 3u); });
  };
  EXPECT_LT(seconds(3000), 8 * seconds(750) + 0.2);
}

}  // namespace
}  // namespace stemma::grounding
