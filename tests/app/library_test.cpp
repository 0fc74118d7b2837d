// The verbs of the library, as a user meets them.
#include <gtest/gtest.h>

#include "app/program.h"

namespace stemma::testing {
namespace {

constexpr const char* kLine =
    R"({"url": "https://courier.example/1", "outlet": "Courier", "published": "2031-03-07", )"
    R"("title": "Pumps fail", "text": "Pumps of Port Sela stood still, the harbour board said."})"
    "\n";

TEST(LibraryVerbs, AddSearchExport) {
  const ScratchFolder folder;
  folder.write("a.jsonl", kLine);
  const ProgramRun added = run_stemma("add --library l.stemma a.jsonl", folder.path());
  EXPECT_EQ(added.exit_code, 0) << added.err;
  EXPECT_EQ(added.err, "1 new, 0 changed, 0 known, 0 skipped\n1 analysed\n");
  EXPECT_EQ(added.out, "");
  const ProgramRun again = run_stemma("add --library l.stemma - <a.jsonl", folder.path());
  EXPECT_EQ(again.err, "0 new, 0 changed, 1 known, 0 skipped\n");
  const ProgramRun hit = run_stemma("search --library l.stemma pump speaker:board", folder.path());
  EXPECT_EQ(hit.exit_code, 0) << hit.err;
  EXPECT_NE(hit.out.find("Pumps fail"), std::string::npos) << hit.out;
  EXPECT_EQ(run_stemma("search --library l.stemma dragons", folder.path()).exit_code, 1);
  const ProgramRun claims =
      run_stemma("export --library l.stemma --format csv claims", folder.path());
  EXPECT_NE(claims.out.find("board"), std::string::npos) << claims.out;
}

TEST(LibraryVerbs, TheEnvironmentNamesTheLibrary) {
  const ScratchFolder folder;
  folder.write("a.jsonl", kLine);
  const std::string set = "help >/dev/null; export STEMMA_LIBRARY=l.stemma; '" STEMMA_PROGRAM "' ";
  EXPECT_EQ(run_stemma(set + "add a.jsonl", folder.path()).exit_code, 0);
  EXPECT_EQ(run_stemma("search --library l.stemma pumps", folder.path()).exit_code, 0);
  const ProgramRun none = run_stemma("search pumps", folder.path());
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_NE(none.err.find("--library"), std::string::npos);
}

TEST(LibraryVerbs, WhatIsSkippedIsSaidIfAsked) {
  const ScratchFolder folder;
  folder.write("a.jsonl", std::string(kLine) + "not json\n");
  const ProgramRun brief = run_stemma("add --library l.stemma a.jsonl", folder.path());
  EXPECT_EQ(brief.exit_code, 2);
  EXPECT_NE(brief.err.find("1 skipped (-v says why)"), std::string::npos) << brief.err;
  EXPECT_EQ(brief.err.find("not JSON"), std::string::npos);
  const ProgramRun full = run_stemma("add -v --library l.stemma a.jsonl", folder.path());
  EXPECT_NE(full.err.find("a.jsonl:2: this line is not JSON"), std::string::npos) << full.err;
}

TEST(LibraryVerbs, WhatIsKeptUnreadIsSaidByLanguage) {
  const ScratchFolder folder;
  std::string lines = kLine;
  for (const char* language : {"fr", "de", "fr"}) {
    lines += R"({"url": "https://post.example/)" + std::to_string(lines.size()) +
             R"(", "language": ")" + language + R"(", "title": "T", "text": "Dolna, Port Sela."})" +
             "\n";
  }
  folder.write("a.jsonl", lines);
  EXPECT_EQ(run_stemma("add --library l.stemma a.jsonl", folder.path()).err,
            "4 new, 0 changed, 0 known, 0 skipped\n"
            "2 in French, 1 in German: kept, not analysed (-v says which)\n"
            "1 analysed\n");
  EXPECT_EQ(run_stemma("add --library l.stemma a.jsonl", folder.path()).err,
            "0 new, 0 changed, 4 known, 0 skipped\n");
  const ProgramRun full = run_stemma("add -v --library m.stemma a.jsonl", folder.path());
  EXPECT_NE(full.err.find("in German; kept, not analysed\n"), std::string::npos) << full.err;
  EXPECT_NE(full.err.find("2 in French, 1 in German: kept, not analysed\n"), std::string::npos);
  const ProgramRun csv =
      run_stemma("export --format csv --library l.stemma reports", folder.path());
  EXPECT_TRUE(csv.out.starts_with("id,url,outlet,title,published,language,versions,added\n"))
      << csv.out;
  EXPECT_NE(csv.out.find(",de,1,"), std::string::npos) << csv.out;
}

TEST(LibraryVerbs, MistakesAreSaid) {
  const ScratchFolder folder;
  folder.write("letter.txt", std::string(5000, 'x'));
  for (const char* arguments :
       {"add --library l.stemma http://127.0.0.1:9/feed", "add --library letter.txt letter.txt",
        "search --library none.stemma x", "search --library . x",
        "export --library none.stemma claims", "add --library no/such/folder/l letter.txt"}) {
    const ProgramRun run = run_stemma(arguments, folder.path());
    EXPECT_EQ(run.exit_code, 2) << arguments << run.err;
    EXPECT_NE(run.err, "") << arguments;
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "none.stemma"));
}

TEST(LibraryVerbs, AnalysisCanWait) {
  const ScratchFolder folder;
  folder.write("a.jsonl", kLine);
  run_stemma("add --no-analysis --library l.stemma a.jsonl", folder.path());
  EXPECT_EQ(run_stemma("export --library l.stemma claims", folder.path()).out, "");
  EXPECT_EQ(run_stemma("refresh --library l.stemma", folder.path()).err, "1 analysed\n");
  EXPECT_NE(run_stemma("export --library l.stemma claims", folder.path()).out, "");
}

}  // namespace
}  // namespace stemma::testing
