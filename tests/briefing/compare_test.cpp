// Two reports side by side: the contract of docs/compare.schema.json, and what is said of two texts
// of one report.
#include "briefing/compare.h"

#include <gtest/gtest.h>

#include <map>

#include "briefing/compose.h"
#include "briefing/fixture.h"
#include "briefing/render.h"
#include "briefing/schema.h"
#include "support/paths.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::json;

const Sides kVersions{true,
                      {"3fa9c1d2e4b50617.1", "3fa9c1d2e4b50617.3"},
                      {"2031-03-07T09:30:00Z", "2031-03-08T17:05:12Z"}};

Report text_of(std::string title, std::string text) {
  Report report;
  report.source = "feed.jsonl:1";
  report.url = "https://herald.example/1";
  report.outlet = "Sela Herald";
  report.title = std::move(title);
  report.text = std::move(text);
  return report;
}

Briefing compose_two(std::vector<Report> reports, bool versions) {
  static const auto models = Models::load();
  EXPECT_TRUE(models.ok());
  ComposeOptions options;
  options.versions = versions;
  return compose(std::move(reports), *models, options);
}

const Report kBefore = text_of(
    "Twelve hurt as pumps fail",
    "At least 12 people were hurt when the pumps of Port Sela failed, the harbour board said.\n\n"
    "The pumps were built in 1994. Schools stay closed until Wednesday.");
const Report kAfter = [] {
  Report report = text_of(
      "Fifteen hurt as pumps fail",
      "At least 15 people were hurt when the pumps of Port Sela failed, the harbour board said.\n\n"
      "The pumps were built in 1994. Divers searched the pump house and found no one.\n\n"
      "Copyright 2031 Sela Herald. All rights reserved.");
  const auto notice = static_cast<std::uint32_t>(report.text.find("Copyright"));
  report.furniture = {
      {{notice, static_cast<std::uint32_t>(report.text.size())}, FurnitureKind::kNotice}};
  return report;
}();

Json expect_contract(const Briefing& briefing, const Sides& sides) {
  const std::string text = render_compare_json(briefing, sides);
  EXPECT_TRUE(text.ends_with("}\n"));
  const Json document = Json::parse(text);
  EXPECT_EQ(testing::complaints(testing::schema("compare.schema.json"), document), "");
  EXPECT_GT(testing::check_spans(document, briefing.reports), 0u);
  // Every sentence once, in the order of its report or behind what stands before it there.
  std::map<std::string, std::size_t> sentences;
  std::map<std::string, std::size_t> rows;
  for (const Json& row : document["rows"]) {
    const bool a = !row["a"].is_null();
    const bool b = !row["b"].is_null();
    sentences["a"] += a;
    sentences["b"] += b;
    ++rows[a && b ? (row["same"] ? "same" : "changed") : a ? "only_a" : "only_b"];
    EXPECT_EQ(row["kind"].is_null(), !(a && b));
    EXPECT_EQ(row["score"].is_null(), !(a && b));
    EXPECT_TRUE(!row["same"] || (row["words_a"].empty() && row["words_b"].empty()));
  }
  EXPECT_EQ(sentences["a"], briefing.analyses[0].sentences.size());
  EXPECT_EQ(sentences["b"], briefing.analyses[1].sentences.size());
  for (const char* count : {"same", "changed", "only_a", "only_b"})
    EXPECT_EQ(document["counts"][count], rows[count]) << count;
  return document;
}

TEST(CompareJson, FixturesAndExamplesKeepTheContract) {
  for (const auto& [name, briefing] : testing::all_fixtures()) {
    SCOPED_TRACE(name);
    if (briefing.reports.size() == 2) expect_contract(briefing, {});
  }
  const auto models = Models::load();
  std::vector<Report> reports;
  for (const char* file : {"03-harbour-news.txt", "04-newsbrisk.txt"}) {
    auto batch =
        intake::read_file((testing::source_dir() / "examples" / file).string(), models->intake, {});
    for (Report& report : batch.reports) reports.push_back(std::move(report));
  }
  const Json json = expect_contract(compose_two(std::move(reports), false), {});
  EXPECT_EQ(json["relation"], "reports");
  EXPECT_TRUE(json["reports"][0]["version"].is_null());
  std::map<std::string, int> kinds;
  for (const Json& row : json["rows"]) {
    for (const Json& variant : row["variants"]) ++kinds[variant["kind"]];
  }
  EXPECT_GT(kinds["role"], 0);
  EXPECT_GT(kinds["number"], 0);
}

TEST(CompareJson, TwoTextsOfOneReport) {
  const Json json = expect_contract(compose_two({kBefore, kAfter}, true), kVersions);
  EXPECT_EQ(json["relation"], "versions");
  EXPECT_EQ(json["reports"][1]["version"], "3fa9c1d2e4b50617.3");
  EXPECT_EQ(json["reports"][1]["added"], "2031-03-08T17:05:12Z");
  EXPECT_EQ(json["counts"], Json({{"same", 1}, {"changed", 1}, {"only_a", 1}, {"only_b", 1}}));
  EXPECT_EQ(json["rows"][0]["words_a"][0]["text"], "12");
  EXPECT_EQ(json["rows"][0]["words_b"][0]["text"], "15");
  EXPECT_EQ(json["rows"][0]["variants"][0]["kind"], "number");
  EXPECT_EQ(json["outside"]["only_b"][0]["kind"], "notice");
  ASSERT_EQ(json["lineage"]["edges"].size(), 1u);
  EXPECT_EQ(json["lineage"]["edges"][0]["from"], "r1");
  EXPECT_EQ(json["lineage"]["edges"][0]["to"], "r2");
}

// Which is the earlier is known, so it is not guessed: also where the texts would say otherwise.
TEST(CompareJson, TheLaterTextComesFromTheEarlierWhateverTheTextsShow) {
  Report cut = kBefore;
  cut.text = cut.text.substr(0, cut.text.find('\n'));
  for (const auto& reports :
       {std::vector{kBefore, cut}, std::vector{cut, kBefore},
        std::vector{kBefore, text_of("Herring", "Herring talks broke down.")}}) {
    const Json json = expect_contract(compose_two(reports, true), kVersions);
    EXPECT_EQ(json["lineage"]["origins"], 1);
    EXPECT_EQ(json["lineage"]["edges"][0]["from"], "r1");
    EXPECT_EQ(json["lineage"]["nodes"].size(), 2u);
  }
}

TEST(CompareJson, TheSchemaRefusesWhatBreaksTheContract) {
  const Json good =
      Json::parse(render_compare_json(compose_two({kBefore, kAfter}, true), kVersions));
  const auto broken = [&](const char* pointer, const Json& value) {
    Json copy = good;
    copy[Json::json_pointer(pointer)] = value;
    return !testing::complaints(testing::schema("compare.schema.json"), copy).empty();
  };
  EXPECT_TRUE(broken("/relation", "friends"));
  EXPECT_TRUE(broken("/rows/0/kind", "alike"));
  EXPECT_TRUE(broken("/rows/0/surprise", 1));
  EXPECT_TRUE(broken("/reports/0/version", "3fa9"));
  EXPECT_TRUE(broken("/rows/0/variants/0/severity", 2));
  EXPECT_TRUE(broken("/counts/same", -1));
}

TEST(CompareText, OfVersionsShowsWhatChangedAndCountsTheRest) {
  const Briefing briefing = compose_two({kBefore, kAfter}, true);
  EXPECT_EQ(render_compare_text(briefing, {.columns = 80}, kVersions),
            R"(Two texts of one report: Sela Herald, https://herald.example/1.
1 sentence as it was; 1 changed, 1 added, 1 taken out.

Version 1 (r1), taken in 2031-03-07    │ Version 3 (r2), taken in 2031-03-08
09:30                                  │ 17:05

[Twelve] hurt as pumps fail            │ [Fifteen] hurt as pumps fail

At least [12] people were hurt when    │ At least [15] people were hurt when
the pumps of Port Sela failed, the     │ the pumps of Port Sela failed, the
harbour board said.                    │ harbour board said.
  ! The number: r1 has "At least 12 people", r2 has "At least 15 people": the
    figure for the same thing differs.

… 1 sentence as it was

                                       │ Divers searched the pump house and
                                       │ found no one.

Schools stay closed until Wednesday.   │

Added, outside the prose
  + Copyright 2031 Sela Herald. All rights reserved. (notice) [r2:170-218]
)");
  EXPECT_NE(render_compare_text(briefing, {.full = true}, kVersions).find("built in 1994"),
            std::string::npos);
  EXPECT_NE(render_compare_html(briefing, kVersions).find("<tr class=\"same\">"),
            std::string::npos);
}

TEST(CompareText, WhereOnlyTheTitleChangedTheProseIsSaidToBeAsItWas) {
  Report other = kBefore;
  other.title = "Pumps fail";
  const std::string text = render_compare_text(compose_two({kBefore, other}, true), {}, kVersions);
  EXPECT_NE(text.find("The prose is as it was, 3 sentences."), std::string::npos) << text;
  EXPECT_NE(text.find("[Twelve hurt as pumps]"), std::string::npos) << text;
}

TEST(CompareText, AReportThatIsNotReadIsSaidToBeSo) {
  Report french = text_of("Les pompes",
                          "Douze personnes ont été blessées vendredi à Port Sela, a "
                          "annoncé le conseil. Les écoles restent fermées jusqu'à mercredi.");
  french.language = "fr";
  Report later = french;
  later.text.replace(0, 5, "Quinze");
  const std::vector<Report> reports = {french, later};
  const std::string apart = render_compare_text(compose_two(reports, false), {}, {});
  EXPECT_NE(apart.find("r1 is in French, which is kept and not read: its sentences are not"),
            std::string::npos)
      << apart;
  // Two texts of one report have their words compared, and no claim is made of them.
  const Briefing briefing = compose_two(reports, true);
  EXPECT_NE(render_compare_text(briefing, {}, kVersions).find("Both are in French"),
            std::string::npos);
  EXPECT_TRUE(briefing.claims.empty());
  EXPECT_TRUE(briefing.entities.empty());
  const Json json = expect_contract(briefing, kVersions);
  EXPECT_EQ(json["counts"]["same"], 1);
  EXPECT_EQ(json["rows"][0]["words_a"][0]["text"], "Douze");
  EXPECT_EQ(json["rows"][0]["words_b"][0]["text"], "Quinze");
  EXPECT_EQ(json["reports"][0]["language"], "fr");
}

}  // namespace
}  // namespace stemma::briefing
