// stemma doctor, as a user and a script meet it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/program.h"

namespace stemma::testing {
namespace {

TEST(Doctor, TheSetUpIsInOrder) {
  const ProgramRun run = run_stemma("doctor");
  EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
  for (const char* about : {"models: ", "processor: ", "SQLite: ", "disk: ", "clock: ", "locale: "})
    EXPECT_NE(run.out.find(about), std::string::npos) << about << run.out;
}

TEST(Doctor, JsonSaysTheSame) {
  const ScratchFolder folder;
  folder.write("a.txt", "Pumps of Port Sela stood still on Friday, the harbour board said.");
  ASSERT_EQ(run_stemma("add --library l.stemma a.txt", folder.path()).exit_code, 0);
  const ProgramRun run = run_stemma("doctor --format json --library l.stemma", folder.path());
  EXPECT_EQ(run.exit_code, 0);
  const auto json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json["healthy"], true);
  bool texts = false;
  for (const auto& finding : json["findings"]) texts = texts || finding["about"] == "texts";
  EXPECT_TRUE(texts) << run.out;
  const ProgramRun quick = run_stemma("doctor --quick --library l.stemma", folder.path());
  EXPECT_EQ(quick.out.find("texts: "), std::string::npos);
}

TEST(Doctor, WhatIsWrongIsSaidAndTheExitCodeTells) {
  const ScratchFolder folder;
  folder.write("letter.txt", std::string(5000, 'x'));
  const ProgramRun none = run_stemma("doctor --library none.stemma", folder.path());
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.out.find("WRONG  library: none.stemma"), std::string::npos) << none.out;
  const ProgramRun letter = run_stemma("doctor --library letter.txt", folder.path());
  EXPECT_EQ(letter.exit_code, 2);
  EXPECT_NE(letter.out.find("letter.txt"), std::string::npos) << letter.out;
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "none.stemma"));
}

TEST(Doctor, AnotherCharacterSetIsNoted) {
  const ProgramRun run = run_stemma("help >/dev/null; LC_ALL=C '" STEMMA_PROGRAM "' doctor");
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.out.find("note   locale: "), std::string::npos) << run.out;
}

}  // namespace
}  // namespace stemma::testing
