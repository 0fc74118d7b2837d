// Reports of a library side by side, and the texts of one, as a desk would look at them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/program.h"

namespace stemma::testing {
namespace {

using Json = nlohmann::json;

const char* const kFriday =
    R"({"url":"https://herald.example/1","outlet":"Sela Herald","date":"2031-03-07","title":"Twelve hurt in Port Sela","text":"At least 12 people were hurt when the pumps of Port Sela failed, the harbour board said. Water stood a metre deep in Quay Street."}
{"url":"https://courier.example/7","outlet":"Dolna Courier","date":"2031-03-07","title":"Pumps fail","text":"At least 12 people were hurt when the pumps of Port Sela failed, the harbour board said."}
)";
const char* const kSaturday =
    R"({"url":"https://herald.example/1","outlet":"Sela Herald","date":"2031-03-07","title":"Twelve hurt in Port Sela","text":"At least 15 people were hurt when the pumps of Port Sela failed, the harbour board said. Water stood a metre deep in Quay Street."}
)";

class VersionsVerb : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.write("friday.jsonl", kFriday);
    folder_.write("saturday.jsonl", kSaturday);
    setenv("SOURCE_DATE_EPOCH", "1930642200", 1);
    EXPECT_EQ(run("add --jobs 1 --no-analysis --library l.stemma friday.jsonl").exit_code, 0);
    setenv("SOURCE_DATE_EPOCH", "1930728600", 1);
    EXPECT_EQ(run("add --jobs 1 --no-analysis --library l.stemma saturday.jsonl").exit_code, 0);
  }
  ProgramRun run(const std::string& arguments) { return run_stemma(arguments, folder_.path()); }

  ScratchFolder folder_;
};

const char* const kList = R"(88ce9eaf5feaa65c  Sela Herald  https://herald.example/1
  .1  2031-03-07 09:30     25 words              Twelve hurt in Port Sela
  .2  2031-03-08 09:30     25 words +1 -1        the same title
)";

TEST_F(VersionsVerb, AreListed) {
  EXPECT_EQ(run("versions --library l.stemma 88ce9e").out, kList);
  EXPECT_EQ(run("versions --library l.stemma ffff").exit_code, 1);
  const ProgramRun none = run("versions --library l.stemma herald");
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("3fa9c1d2.1"), std::string::npos) << none.err;
}

TEST_F(VersionsVerb, TheChangeIsShownBelow) {
  EXPECT_EQ(run("versions --library l.stemma --diff --columns 90 88ce9e").out,
            std::string(kList) + R"(
Two texts of one report: Sela Herald, https://herald.example/1.
1 sentence as it was; 1 changed, 0 added, 0 taken out.

Version 1 (r1), taken in 2031-03-07 09:30   │ Version 2 (r2), taken in 2031-03-08 09:30

At least [12] people were hurt when the     │ At least [15] people were hurt when the
pumps of Port Sela failed, the harbour      │ pumps of Port Sela failed, the harbour
board said.                                 │ board said.
  ! The number: r1 has "At least 12 people", r2 has "At least 15 people": the figure for
    the same thing differs.

… 1 sentence as it was
)");
  const ProgramRun first = run("versions --library l.stemma --diff 88ce9e.1");
  EXPECT_EQ(first.out, kList);
  EXPECT_NE(first.err.find("is the first text"), std::string::npos) << first.err;
  EXPECT_EQ(run("versions --library l.stemma --format html 88ce9e.1").exit_code, 1);
  EXPECT_NE(run("versions --library l.stemma --format html 88ce9e").out.find("<mark"),
            std::string::npos);
}

TEST_F(VersionsVerb, JsonHasTheListAndTheChange) {
  const Json json = Json::parse(run("versions --library l.stemma --diff --format json 88ce9e").out);
  EXPECT_EQ(json["report"], "88ce9eaf5feaa65c");
  ASSERT_EQ(json["versions"].size(), 2u);
  EXPECT_TRUE(json["versions"][0]["words_in"].is_null());
  EXPECT_EQ(json["versions"][1]["words_in"], 1);
  EXPECT_EQ(json["versions"][1]["title_changed"], false);
  EXPECT_EQ(json["diff"]["relation"], "versions");
  EXPECT_EQ(json["diff"]["counts"]["changed"], 1);
}

TEST_F(VersionsVerb, CompareTakesReportsOfALibrary) {
  // The earlier text first, however they are named.
  const Json json =
      Json::parse(run("compare --library l.stemma --format json 88ce9e 88ce9e.1").out);
  EXPECT_EQ(json["relation"], "versions");
  EXPECT_EQ(json["reports"][0]["version"], "88ce9eaf5feaa65c.1");
  const std::string found = run("search --library l.stemma pumps outlet:courier").out;
  const std::string id = found.substr(0, 16);
  const ProgramRun two = run("compare --library l.stemma 88ce9e.1 " + id);
  EXPECT_NE(two.out.find("Sela Herald (r1, 88ce9eaf5feaa65c.1): Twelve"), std::string::npos)
      << two.out;
  EXPECT_EQ(run("compare --library l.stemma 88ce9e 88ce9e.2").exit_code, 2);
  EXPECT_EQ(run("compare --library l.stemma 88ce9e ffff").exit_code, 1);
  EXPECT_EQ(run("compare --library l.stemma 88ce9e friday.jsonl").exit_code, 2);
}

TEST_F(VersionsVerb, ChangesTellWhatAReportChangedOfItsOwnText) {
  EXPECT_EQ(run("refresh --library l.stemma").exit_code, 0);
  const std::string told = run("changes --library l.stemma --since 6h").out;
  EXPECT_NE(told.find("  ! revision Sela Herald changed “At least 12 people” to “At least 15 "
                      "people” (the number)\n"
                      "  ~ revised  Sela Herald: 1 sentence changed, 0 added, 0 taken out "
                      "(stemma versions --diff 88ce9eaf5feaa65c.2)\n"),
            std::string::npos)
      << told;
  EXPECT_EQ(run("changes --library l.stemma --since 6h").out, told);  // as it was kept
  const Json all = Json::parse(run("changes --library l.stemma --since 2d --format json").out);
  Json revision;
  for (const Json& news : all[0]["news"])
    if (news["kind"] == "revision") revision = news;
  EXPECT_EQ(revision["variant"], "number");
  EXPECT_EQ(revision["at"], "2031-03-08T09:30:00Z");
  EXPECT_EQ(revision["reports"], Json({"88ce9eaf5feaa65c"}));
  EXPECT_EQ(revision["evidence"][0]["version"], "88ce9eaf5feaa65c.1");
  EXPECT_EQ(revision["evidence"][1]["text"], "At least 15 people");
  EXPECT_EQ(all[0]["revisions"][0]["before"], "88ce9eaf5feaa65c.1");
  EXPECT_EQ(all[0]["revisions"][0]["counts"]["changed"], 1);
}

// What was known before a text was changed elsewhere is no news; what the change tells is.
TEST_F(VersionsVerb, AWordChangedElsewhereMakesNoFindingNew) {
  std::string other(kSaturday);
  other.replace(other.find("a metre"), 7, "a yard");
  folder_.write("sunday.jsonl", other);
  EXPECT_EQ(run("refresh --library l.stemma").exit_code, 0);
  const auto kinds = [&](const std::string& since) {
    const std::string out = run("changes --library l.stemma --format json --since " + since).out;
    std::string told;
    const Json all = Json::parse(out);
    for (const Json& news : all[0]["news"]) told += news["kind"].get<std::string>() + " ";
    return told;
  };
  EXPECT_EQ(kinds("2031-03-08"), "figure revision ");
  setenv("SOURCE_DATE_EPOCH", "1930815000", 1);
  EXPECT_EQ(run("add --library l.stemma sunday.jsonl").exit_code, 0);
  EXPECT_EQ(kinds("2031-03-08"), "figure revision ");
  EXPECT_EQ(kinds("2031-03-09").find("figure"), std::string::npos) << kinds("2031-03-09");
}

// Also of a report that is alone in its story.
TEST_F(VersionsVerb, ChangesTellOfALoneReportsNewText) {
  const std::string herring =
      R"({"url":"https://post.example/2","outlet":"Velmar Post","date":"2031-03-07","title":"Herring","text":"Delegates of Orvane DID NOT walk out of the herring talks in Dolna on Friday, Minister Ana Moro said."})"
      "\n";
  std::string before = herring;
  std::string after = herring;
  before.replace(before.find("DID NOT walk"), 12, "walked");
  after.replace(after.find("DID NOT"), 7, "did not");
  folder_.write("before.jsonl", before);
  folder_.write("after.jsonl", after);
  EXPECT_EQ(run("add --library l.stemma before.jsonl").exit_code, 0);
  setenv("SOURCE_DATE_EPOCH", "1930815000", 1);
  EXPECT_EQ(run("add --library l.stemma after.jsonl").exit_code, 0);
  const std::string told = run("changes --library l.stemma --since 6h").out;
  EXPECT_NE(told.find("! revision Velmar Post changed"), std::string::npos) << told;
  EXPECT_EQ(told.find("Sela Herald"), std::string::npos) << told;
}

TEST_F(VersionsVerb, ATextThatCameBackIsAVersionOfItsOwn) {
  int at = 1930642200;
  for (const int hurt : {12, 15, 12}) {
    setenv("SOURCE_DATE_EPOCH", std::to_string(at).c_str(), 1);
    const std::string minute = std::to_string(at % 10);
    folder_.write(
        "page.jsonl",
        R"({"url":"https://herald.example/2","outlet":"Sela Herald","title":"Hurt","fetched":"2031-03-07T09:3)" +
            minute + R"(:00Z","text":"At least )" + std::to_string(hurt) +
            R"( people were hurt when the pumps failed."})");
    EXPECT_EQ(run("add --jobs 1 --library r.stemma page.jsonl").exit_code, 0);
    ++at;
  }
  const std::string out = run("versions --library r.stemma --diff c130").out;
  EXPECT_NE(
      out.find(
          ".3  2031-03-07 09:30     10 words +1 -1        the same title  (the text of .1 again)"),
      std::string::npos)
      << out;
  EXPECT_NE(out.find("At least [15] people"), std::string::npos) << out;
  const Json json = Json::parse(run("versions --library r.stemma --format json c130").out);
  ASSERT_EQ(json["versions"].size(), 3u);
  EXPECT_EQ(json["versions"][2]["same_as"], 1);
  EXPECT_TRUE(json["versions"][1]["same_as"].is_null());
  // All three came since: what is told is the last step, and that it is one back.
  const std::string told = run("changes --library r.stemma --since 2031-03-07").out;
  EXPECT_NE(told.find("changed “At least 15 people” to “At least 12 people”"), std::string::npos)
      << told;
  EXPECT_NE(told.find("1 sentence changed, 0 added, 0 taken out; the text of .1 again"),
            std::string::npos)
      << told;
}

TEST_F(VersionsVerb, TheEnvironmentsLibraryIsForNamesThatAreNoFiles) {
  const std::string set = "help >/dev/null; export STEMMA_LIBRARY=l.stemma; '" STEMMA_PROGRAM "' ";
  EXPECT_TRUE(run(set + "compare 88ce9e.1 88ce9e.2").out.starts_with("Two texts of one report"));
  EXPECT_EQ(run(set + "compare friday.jsonl saturday.jsonl").exit_code, 2);  // three reports
  folder_.write("88ce9e", "The gate held.");
  folder_.write("77", "The gate held on Friday.");
  EXPECT_TRUE(run(set + "compare 88ce9e 77").out.starts_with("2 reports, "));
}

}  // namespace
}  // namespace stemma::testing
