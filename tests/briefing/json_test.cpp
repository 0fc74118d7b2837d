#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "briefing/compose.h"
#include "briefing/fixture.h"
#include "briefing/render.h"
#include "briefing/schema.h"
#include "support/paths.h"

namespace stemma::briefing {
namespace {

using Json = nlohmann::json;
using testing::check_spans;
using testing::complaints;

Json schema_text() { return testing::schema("briefing.schema.json"); }

std::string extract(const Briefing& briefing) {
  std::string out;
  render_extract(briefing, [&](std::string_view piece) { out += piece; });
  return out;
}

void expect_contract(const std::string& name, const Briefing& briefing) {
  SCOPED_TRACE(name);
  const std::string text = render_json(briefing);
  EXPECT_TRUE(text.ends_with("}\n"));
  EXPECT_EQ(utf8::first_invalid(text), text.size());
  EXPECT_EQ(text, render_json(briefing));
  const Json document = Json::parse(text);
  EXPECT_EQ(complaints(schema_text(), document), "");
  const std::size_t spans = check_spans(document, briefing.reports);
  EXPECT_GE(spans, briefing.claims.size());
}

TEST(Json, FixturesKeepTheContract) {
  for (const auto& [name, briefing] : stemma::testing::all_fixtures()) {
    expect_contract(name, briefing);
  }
}

std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".txt" || extension == ".html" || extension == ".jsonl") {
      files.push_back(entry.path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Briefing read(const std::vector<std::string>& files) {
  auto models = Models::load();
  EXPECT_TRUE(models.ok());
  std::vector<Report> reports;
  for (const std::string& file : files) {
    intake::Batch batch = intake::read_file(file, models->intake, {});
    for (Report& report : batch.reports) reports.push_back(std::move(report));
  }
  return compose(std::move(reports), *models);
}

TEST(Json, ExamplesKeepTheContract) {
  const std::vector<std::string> files = files_in(stemma::testing::source_dir() / "examples");
  ASSERT_FALSE(files.empty());
  expect_contract("examples", read(files));
}

TEST(Json, SeedsKeepTheContract) {
  const auto shared = stemma::testing::shared_dir();
  if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  expect_contract("seeds", read(files_in(*shared / "seeds")));
}

TEST(Json, TheSchemaRefusesWhatBreaksTheContract) {
  const Json good = Json::parse(render_json(stemma::testing::two_reports()));
  const Json schema = schema_text();
  const auto broken = [&](const char* pointer, const Json& value) {
    Json copy = good;
    copy[Json::json_pointer(pointer)] = value;
    return !complaints(schema, copy).empty();
  };
  EXPECT_TRUE(broken("/claims/0/manner", "shouted"));
  EXPECT_TRUE(broken("/claims/0/content", Json::array()));
  EXPECT_TRUE(broken("/claims/0/surprise", 1));
  EXPECT_TRUE(broken("/lineage/origins", "one"));
  EXPECT_TRUE(broken("/reports/0/id", "report-1"));
  EXPECT_TRUE(broken("/readings/0/variants/0/severity", 2));
}

TEST(Json, LinksSpeakersRelaysReadingsAndValues) {
  const Json json = Json::parse(render_json(stemma::testing::two_reports()));
  const Json& claim = json["claims"][0];
  const std::string entity = claim["speaker"]["entity"];
  EXPECT_EQ(json["entities"][std::stoul(entity.substr(1)) - 1]["name"], "The Harbour Council");
  EXPECT_EQ(claim["relays"][0]["name"], "Norn");
  EXPECT_EQ(claim["manner"], "indirect");
  EXPECT_EQ(claim["times"][0]["value"], "2031-03-11");  // outside the content, in its sentence
  EXPECT_EQ(json["claims"][5]["speaker"], nullptr);
  EXPECT_EQ(json["lineage"]["nodes"][2]["id"], "h1");
  EXPECT_EQ(json["lineage"]["origins"], 1);
  EXPECT_EQ(json["reports"][1]["origins"][0], "h1");
  EXPECT_EQ(json["readings"][0]["variants"][1]["b"], nullptr);
  EXPECT_EQ(json["sums"][0]["whole"]["value"], 3000);
  EXPECT_EQ(json["claims"][2]["quantities"][0]["of"], "dockers");
}

TEST(Json, PlacesHaveTheirEntryOrNone) {
  stemma::testing::Desk desk;
  const ReportId r1 = desk.report("Sela Herald", "2031-03-11", {"Minsk told Port Sela to wait."});
  desk.claim(r1, "Port Sela to wait");
  PlaceValue minsk;
  minsk.range = desk.find(r1, "Minsk").range;
  minsk.role = PlaceRole::kActor;
  minsk.entry =
      PlaceEntry{625144, "Minsk", PlaceKind::kSettlement, 53.9, 27.57, "BY", "Minsk City"};
  minsk.share = 0.75;
  minsk.basis = "one of 4 places so named; the largest";
  PlaceValue sela;
  sela.range = desk.find(r1, "Port Sela").range;
  sela.basis = "in no gazetteer";
  desk.briefing().groundings[0].places = {minsk, sela};
  const Briefing briefing = desk.done();

  const Json json = Json::parse(render_json(briefing));
  EXPECT_EQ(complaints(schema_text(), json), "");
  // Only what stands in the claim's content is the claim's.
  ASSERT_EQ(json["claims"][0]["places"].size(), 1u);
  EXPECT_EQ(json["claims"][0]["places"][0]["name"], "Port Sela");
  EXPECT_TRUE(json["claims"][0]["places"][0]["latitude"].is_null());

  const Json places = Json::parse(extract(briefing))["places"];
  ASSERT_EQ(places.size(), 2u);
  EXPECT_EQ(places[0]["role"], "actor");
  EXPECT_EQ(places[0]["kind"], "settlement");
  EXPECT_EQ(places[0]["geonames"], 625144);
  EXPECT_EQ(places[0]["country"], "BY");
  EXPECT_EQ(places[0]["share"], 0.75);
  EXPECT_EQ(places[1]["role"], "location");
  EXPECT_TRUE(places[1]["kind"].is_null());
}

/// A report of so many sentences, a claim each.
Briefing one_report(std::size_t count) {
  stemma::testing::Desk desk;
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < count; ++i)
    sentences.push_back(fmt::format("Shift {} of the dockers went home.", i));
  const ReportId r1 = desk.report("Sela Herald", "2031-03-11", sentences);
  for (std::size_t i = 0; i < count; ++i) desk.claim(r1, sentences[i].substr(0, 20));
  return desk.done();
}

TEST(Json, ExtractIsOneLineWithTheReportsText) {
  const Briefing briefing = one_report(3);
  const std::string text = extract(briefing);
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  const Json json = Json::parse(text);
  EXPECT_EQ(json["report"]["id"], "r1");
  EXPECT_EQ(json["report"]["text"], briefing.reports[0].text);
  EXPECT_EQ(json["claims"].size(), 3u);
  EXPECT_EQ(json["report"]["sentences"],
            Json::parse(render_json(briefing))["reports"][0]["sentences"]);
  EXPECT_EQ(json["claims"][2], Json::parse(render_json(briefing))["claims"][2]);
  for (const char* key :
       {"report", "entities", "claims", "times", "quantities", "sums", "changes", "places"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
}

// Nobody holds the whole of it: more sentences and claims are more pieces, not longer ones.
TEST(Json, ExtractComesSentenceBySentenceAndClaimByClaim) {
  const auto pieces_of = [](std::size_t count) {
    std::size_t pieces = 0;
    render_extract(one_report(count), [&](std::string_view) { ++pieces; });
    return pieces;
  };
  EXPECT_EQ(pieces_of(40) - pieces_of(20), 80u);  // twenty of either, and a comma each
}

}  // namespace
}  // namespace stemma::briefing
