// Taking reports in: what is passed over, what is told, and that the order of work does not matter.
#include "library/add.h"

#include <thread>

#include "library/support.h"

namespace stemma::library {
namespace {

class AddTest : public LibraryTest {};

TEST_F(AddTest, FilesFoldersAndPatternsAreFound) {
  std::filesystem::create_directories(scratch_.path() / "feeds/deep/.hidden");
  scratch_.write("feeds/b.jsonl", "1");
  scratch_.write("feeds/a.html", "22");
  scratch_.write("feeds/deep/c.txt", "333");
  scratch_.write("feeds/.secret", "4");
  scratch_.write("feeds/deep/.hidden/d.txt", "5");
  scratch_.write("one.txt", "666666");
  const Sources found =
      find_sources(std::vector<std::string>{path("feeds"), path("*.txt"), path("one.txt"), "-"});
  EXPECT_TRUE(found.problems.empty());
  std::vector<std::string> names;
  for (const Source& source : found.files)
    names.push_back(std::filesystem::path(source.path).filename());
  EXPECT_EQ(names, (std::vector<std::string>{"a.html", "b.jsonl", "c.txt", "one.txt", "-"}));
  EXPECT_EQ(found.files[0].bytes, 2u);
}

TEST_F(AddTest, APatternThatMatchesNothingIsAProblem) {
  EXPECT_EQ(find_sources(std::vector<std::string>{path("no*.txt")}).problems.size(), 1u);
}

TEST_F(AddTest, AFileThatIsNotThereIsSkippedAndTheOthersAreTaken) {
  Library library = open();
  scratch_.write("a.jsonl", report_line(1));
  std::vector<std::string> told;
  AddOptions options = still();
  options.on_skipped = [&](const Error& problem) { told.push_back(problem.context); };
  const Added added = add_files(library, {"none.jsonl", "a.jsonl"}, options);
  EXPECT_EQ(added.new_reports, 1u);
  EXPECT_EQ(told, std::vector<std::string>{path("none.jsonl")});
}

TEST_F(AddTest, WhatIsThereIsPassedOver) {
  Library library = open();
  scratch_.write("a.jsonl", report_lines(3));
  EXPECT_EQ(add_files(library, {"a.jsonl"}).new_reports, 3u);
  const Added again = add_files(library, {"a.jsonl"});
  EXPECT_EQ(again.new_reports, 0u);
  EXPECT_EQ(again.known, 3u);
  // Under another name too.
  EXPECT_EQ(add_lines(library, report_lines(3)).known, 3u);
  EXPECT_EQ(count(library, "pieces"), 1);
}

TEST_F(AddTest, AFileThatGrowsGivesWhatIsNew) {
  Library library = open();
  const std::string first = report_lines(2000);
  add_lines(library, first);
  const std::int64_t pieces = count(library, "pieces");
  ASSERT_GT(pieces, 2);
  const Added added = add_lines(library, first + report_line(5000));
  EXPECT_EQ(added.new_reports, 1u);
  EXPECT_EQ(added.known, 2000u);
  // All pieces but the last were known again by their bytes.
  EXPECT_EQ(count(library, "pieces"), pieces + 1);
}

TEST_F(AddTest, WhatWasSkippedIsToldAgain) {
  Library library = open();
  const std::string lines = report_line(1) + "{\"title\": \"no text\"}\nnot json\n";
  for (int run = 0; run < 2; ++run) {
    std::vector<std::string> told;
    AddOptions options = still();
    options.on_skipped = [&](const Error& problem) { told.push_back(problem.context); };
    const Added added = add_lines(library, lines, options);
    EXPECT_EQ(added.skipped, 2u);
    EXPECT_EQ(told, (std::vector<std::string>{"-:2", "-:3"})) << run;
  }
  EXPECT_EQ(count(library, "skipped"), 2);
}

TEST_F(AddTest, ABetterIntakeTriesAgainWhatWasSkipped) {
  Library library = open();
  const std::string lines = report_line(1) + "not json\n";
  add_lines(library, lines);
  ASSERT_FALSE(library.db().run("UPDATE makers SET fingerprint = 'older' WHERE stage = 'intake'"));
  add_lines(library, lines);
  EXPECT_EQ(count(library,
                  "skipped JOIN pieces ON hash = piece JOIN makers ON id = maker "
                  "WHERE fingerprint = 'older'"),
            0);
  EXPECT_EQ(count(library, "skipped"), 1);
}

TEST_F(AddTest, ALineNumberIsThatOfTheFile) {
  Library library = open();
  std::string lines = report_lines(2500);
  add_lines(library, lines + "not json\n");
  EXPECT_EQ(count(library, "skipped WHERE source = '-:2501'"), 1);
}

TEST_F(AddTest, TheLibraryIsTheSameOnAnyNumberOfThreads) {
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) {
    names.push_back("r" + std::to_string(i) + ".jsonl");
    scratch_.write(names.back(), report_line(i) + report_line(i + 1));
  }
  // The same bytes under another name, close enough to be under way at once.
  names.push_back("again.jsonl");
  scratch_.write(names.back(), report_line(39) + report_line(40));
  std::string tables[2];
  for (int run = 0; run < 2; ++run) {
    Library library = open("l" + std::to_string(run));
    AddOptions options = still();
    options.jobs = run == 0 ? 1 : 3;
    add_files(library, names, options);
    const auto done = refresh(library, models(), {.jobs = options.jobs, .on_progress = {}});
    ASSERT_TRUE(done.ok());
    for (const char* name : {"versions", "claims", "entities"}) tables[run] += table(library, name);
    Statement pieces(library.db(), "SELECT source || reports FROM pieces ORDER BY hash");
    while (pieces.step()) tables[run] += pieces.text(0);
  }
  EXPECT_GT(tables[0].size(), 1000u);
  EXPECT_EQ(tables[0], tables[1]);
}

TEST_F(AddTest, TheOrderOfArrivalDoesNotMatterToIds) {
  Library forth = open("forth");
  Library back = open("back");
  add_lines(forth, report_line(1) + report_line(2) + report_line(3));
  add_lines(back, report_line(3) + report_line(2) + report_line(1));
  EXPECT_EQ(table(forth, "reports"), table(back, "reports"));
}

TEST_F(AddTest, TwoWritersAtOnceLoseNothing) {
  { Library library = open(); }
  const auto write = [&](int from) {
    Library library = open();
    for (int i = from; i < from + 60; ++i) add_lines(library, report_line(i));
  };
  std::thread one(write, 0);
  std::thread two(write, 30);
  one.join();
  two.join();
  Library library = open();
  EXPECT_EQ(count(library, "versions"), 90);
  EXPECT_EQ(integrity(library), "ok;");
}

}  // namespace
}  // namespace stemma::library
