// Stories on the command line, as a desk would use them over two days.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/program.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

using Json = nlohmann::json;

const char* const kFriday =
    R"({"url":"https://herald.example/1","outlet":"Sela Herald","date":"2031-03-07","title":"Pumps fail in old town of Port Sela","text":"At least 12 people were hurt when the pumps of the old town of Port Sela failed on Friday, the harbour board said. Water stood a metre deep in Quay Street, residents said."}
{"url":"https://courier.example/7","outlet":"Dolna Courier","date":"2031-03-07","title":"Twelve hurt as Port Sela pumps fail","text":"At least 12 people were hurt when the pumps of the old town of Port Sela failed on Friday, the harbour board said. Water stood a metre deep in Quay Street, residents said."}
{"url":"https://courier.example/8","outlet":"Dolna Courier","date":"2031-03-07","title":"Herring talks break down in Dolna","text":"Talks over herring quotas between Velmar and Orvane broke down in Dolna on Friday, delegates said."}
)";
const char* const kSaturday =
    R"({"url":"https://post.example/3","outlet":"Velmar Post","date":"2031-03-08","title":"Gate left open in Port Sela pump failure","text":"The pumps of Port Sela's old town failed because a gate was left open, two engineers told the Velmar Post on Saturday. The harbour board denied that a gate had been left open."}
)";

class StoriesVerbs : public ::testing::Test {
 protected:
  void SetUp() override {
    setenv("SOURCE_DATE_EPOCH", "1930642200", 1);
    folder_.write("friday.jsonl", kFriday);
    folder_.write("saturday.jsonl", kSaturday);
    EXPECT_EQ(run("add --jobs 1 --library l.stemma friday.jsonl").exit_code, 0);
    setenv("SOURCE_DATE_EPOCH", "1930728600", 1);
    EXPECT_EQ(run("add --jobs 1 --library l.stemma saturday.jsonl").exit_code, 0);
  }
  ProgramRun run(const std::string& arguments) { return run_stemma(arguments, folder_.path()); }

  ScratchFolder folder_;
};

TEST_F(StoriesVerbs, AreListed) {
  const Json all = Json::parse(run("stories --library l.stemma --least 1 --format json").out);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0]["id"], "s1");
  EXPECT_EQ(all[0]["reports"], 3);
  EXPECT_EQ(all[0]["outlets"], 3);
  EXPECT_TRUE(all[0]["origins"].is_null());
  const Json read = Json::parse(run("stories --library l.stemma --sort origins --format json").out);
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0]["origins"], 2);
  EXPECT_EQ(run("stories --library l.stemma --least 9").exit_code, 1);
}

TEST_F(StoriesVerbs, ABriefingIsMadeOnceAndAgainWhenSomethingCame) {
  const auto first = run("story --library l.stemma s1");
  EXPECT_EQ(first.exit_code, 0);
  EXPECT_NE(first.out.find("2 origins"), std::string::npos) << first.out;
  EXPECT_NE(first.out.find("HOW THIS STORY CAME ABOUT"), std::string::npos);
  EXPECT_EQ(run("story --library l.stemma s1").out, first.out);
  const Json json = Json::parse(run("story --library l.stemma --format json s1").out);
  EXPECT_EQ(json["history"].size(), 3u);
  EXPECT_EQ(json["versions"].size(), json["briefing"]["reports"].size());
  EXPECT_EQ(
      run("split --library l.stemma s1 " + json["versions"][2].get<std::string>().substr(0, 10))
          .exit_code,
      0);
  EXPECT_NE(run("story --library l.stemma s1").out.find("1 origin"), std::string::npos);
  EXPECT_EQ(run("undo --library l.stemma").exit_code, 0);
  EXPECT_NE(run("story --library l.stemma s1").out.find("2 origins"), std::string::npos);
  EXPECT_EQ(run("story --library l.stemma s9").exit_code, 1);
  EXPECT_EQ(run("story --library l.stemma nine").exit_code, 2);
}

TEST_F(StoriesVerbs, ChangesTellWhatTheLastReportsBrought) {
  const Json all = Json::parse(run("changes --library l.stemma --since 6h --format json").out);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["events"].size(), 1u);
  std::string kinds;
  for (const Json& news : all[0]["news"]) {
    kinds += news["kind"].get<std::string>() + " ";
    EXPECT_FALSE(news["note"].get<std::string>().empty());
    EXPECT_FALSE(news["reports"].empty());
  }
  EXPECT_NE(kinds.find("origin"), std::string::npos) << kinds;
  EXPECT_NE(kinds.find("denial"), std::string::npos) << kinds;
  EXPECT_EQ(run("changes --library l.stemma --since 2031-03-20").exit_code, 1);
  EXPECT_EQ(run("changes --library l.stemma --since yesterday").exit_code, 2);
  const auto friday = run("changes --library l.stemma --since 3d --format jsonl");
  EXPECT_EQ(std::count(friday.out.begin(), friday.out.end(), '\n'), 2);
}

TEST_F(StoriesVerbs, AnotherTextOfAReportIsToldOf) {
  std::string other(kFriday);
  other = other.substr(0, other.find('\n') + 1);
  other.replace(other.find("least 12"), 8, "least 31");
  folder_.write("sunday.jsonl", other);
  setenv("SOURCE_DATE_EPOCH", "1930815000", 1);
  EXPECT_EQ(run("add --jobs 1 --library l.stemma sunday.jsonl").exit_code, 0);
  const Json all = Json::parse(run("changes --library l.stemma --since 6h --format json").out);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["id"], "s1");
  std::string notes;
  for (const Json& news : all[0]["news"]) notes += news["note"].get<std::string>() + "\n";
  EXPECT_NE(notes.find("31"), std::string::npos) << notes;
}

// Nothing in the texts says which was first, but the library had the one a day before the other.
TEST_F(StoriesVerbs, AnUndatedUpdateOfADeskIsNotTakenForItsFirstText) {
  const std::string first =
      R"({"url":"https://herald.example/a","outlet":"Sela Herald","title":"Siren fails","text":"The siren of Vesk failed during the flood, the mayor of Vesk said. Nobody in Mill Lane was woken by it, residents said. The siren was bought in 1994 and had never been tried since."})";
  std::string update = first;
  update.replace(update.find("example/a"), 9, "example/b");
  update.replace(update.find("tried since."), 12,
                 "tried since. Its maker closed in 2009, the register of companies shows. A new "
                 "one is to be bought.");
  folder_.write("first.jsonl", first + "\n");
  folder_.write("update.jsonl", update + "\n");
  for (const bool turned : {false, true}) {
    const std::string library = turned ? "turned.stemma" : "siren.stemma";
    for (const bool later : {false, true}) {
      setenv("SOURCE_DATE_EPOCH", later ? "1930728600" : "1930642200", 1);
      run("add --library " + library + (later != turned ? " update.jsonl" : " first.jsonl"));
    }
    const Json story = Json::parse(run("story --library " + library + " --format json s1").out);
    const Json& edge = story["briefing"]["lineage"]["edges"][0];
    EXPECT_EQ(edge["from"], "r1") << turned;  // reports stand in the order in which they came
    EXPECT_EQ(edge["to"], "r2");
    EXPECT_NE(edge["reasons"].dump().find("r1 was taken in before r2"), std::string::npos)
        << edge["reasons"];
  }
}

TEST_F(StoriesVerbs, ADayThatIsNoneIsRefused) {
  EXPECT_EQ(run("stories --library l.stemma --since 2031-02-30").exit_code, 2);
}

// Of ten reports of 2031 two state no date and two no year; the library is of another time.
TEST_F(StoriesVerbs, TheExamplesAreOneStoryOfADamAndOneReportOfHerring) {
  setenv("SOURCE_DATE_EPOCH", "1800000000", 1);  // 2027
  EXPECT_EQ(run("add --library dam.stemma " + source_dir().string() + "/examples/[01]*").exit_code,
            0);
  const Json all = Json::parse(run("stories --library dam.stemma --least 1 --format json").out);
  ASSERT_EQ(all.size(), 2u) << all;
  EXPECT_EQ(all[0]["reports"], 9);
  EXPECT_EQ(all[0]["first_day"], "2031-03-11");
  EXPECT_EQ(all[1]["reports"], 1);
}

TEST_F(StoriesVerbs, LineageAndReadingsAreExported) {
  const auto lineage = run("export --library l.stemma lineage");
  const Json edge = Json::parse(lineage.out.substr(0, lineage.out.find('\n')));
  EXPECT_EQ(edge["story"], "s1");
  EXPECT_FALSE(edge["reasons"].empty());
  const auto csv = run("export --library l.stemma --format csv readings");
  EXPECT_TRUE(csv.out.starts_with("id,story,relation,")) << csv.out;
  EXPECT_NE(csv.out.find("\ns1.n1,s1,"), std::string::npos) << csv.out;
}

}  // namespace
}  // namespace stemma::testing
