// Bad input gets a clear message or a sensible result, never a crash, and never stops the others.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "app/program.h"

namespace stemma::testing {
namespace {

const std::string kStory =
    "Velmar's water ministry said on Tuesday that two of the five gates at Orsk dam had failed.\n\n"
    "\"We are closing the road,\" Minister Ada Brin told reporters. At least 40 families left.\n";

void expect_complaint(const ProgramRun& run, const std::string& about) {
  EXPECT_EQ(run.exit_code, 2) << run.err;
  EXPECT_NE(run.err.find(about), std::string::npos) << run.err;
}

TEST(BadInput, OneBadReportNeverStopsTheOthers) {
  const ScratchFolder folder;
  folder.write("good.txt", kStory);
  folder.write("empty.txt", "");
  folder.write("blank.txt", " \n\t\n");
  folder.write("picture.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  const ProgramRun run =
      run_stemma("read good.txt missing.txt empty.txt blank.txt picture.txt .", folder.path());
  for (const char* about : {"missing.txt", "empty.txt", "blank.txt", "picture.txt"}) {
    expect_complaint(run, about);
  }
  EXPECT_NE(run.out.find("1 report"), std::string::npos) << run.out;
}

TEST(BadInput, NothingReadableIsAnInputError) {
  const ProgramRun run = run_stemma("read /no/such/file");
  expect_complaint(run, "/no/such/file");
  EXPECT_EQ(run.out, "");
}

TEST(BadInput, AHugeFileIsRefusedWithoutReadingItAll) {
  const ScratchFolder folder;
  const auto path = folder.write("huge.txt", "a");
  std::filesystem::resize_file(path, 200'000'000);
  expect_complaint(run_stemma("read huge.txt", folder.path()), "huge.txt");
}

TEST(BadInput, APipeOrDeviceDoesNotHang) {
  const ScratchFolder folder;
  ASSERT_EQ(mkfifo((folder.path() / "pipe").c_str(), 0600), 0);
  expect_complaint(run_stemma("read pipe", folder.path()), "pipe");
  expect_complaint(run_stemma("read /dev/zero"), "/dev/zero");
}

TEST(BadInput, BrokenUtf8IsReadAndSaidSo) {
  const ScratchFolder folder;
  folder.write("broken.txt", kStory + "The ca\xf1on is closed \xff\xfe.\n");
  const ProgramRun run = run_stemma("read --format json broken.txt", folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("\"notes\""), std::string::npos);
}

TEST(BadInput, TheSameFileTwiceIsOneReport) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  const ProgramRun run = run_stemma("read a.txt ./a.txt", folder.path());
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.err.find("named twice"), std::string::npos);
  EXPECT_NE(run.out.find("1 report"), std::string::npos) << run.out;
}

TEST(BadInput, TwoCopiesOfATextAreOneOrigin) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  folder.write("b.txt", kStory);
  const ProgramRun run = run_stemma("read --format json a.txt b.txt", folder.path());
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.out.find("\"origins\": 1"), std::string::npos);
}

TEST(BadInput, StandardInputIsAReport) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  const ProgramRun run = run_stemma("read - <a.txt", folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("1 report"), std::string::npos) << run.out;
}

TEST(BadInput, FiftyReportsAreFine) {
  const ScratchFolder folder;
  for (int i = 0; i < 50; ++i) {
    folder.write("r" + std::to_string(i) + ".txt",
                 "Report number " + std::to_string(i) + " from the river.\n\n" + kStory);
  }
  const ProgramRun run = run_stemma("read r*.txt", folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("50 reports"), std::string::npos) << run.out;
}

}  // namespace
}  // namespace stemma::testing
