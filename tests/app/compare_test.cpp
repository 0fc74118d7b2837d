// stemma lineage and compare, and what --same and --distinct do to the count.
#include <gtest/gtest.h>

#include "app/program.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

const std::string kTwo = source_dir().string() + "/examples/03-harbour-news.txt " +
                         source_dir().string() + "/examples/04-newsbrisk.txt";

TEST(UserWords, AreHeededAndSaidToBeTheUsers) {
  const ProgramRun plain = run_stemma("lineage " + kTwo);
  EXPECT_NE(plain.out.find("2 reports, 1 origin"), std::string::npos) << plain.out;
  const ProgramRun parted = run_stemma("lineage --distinct r1 r2 " + kTwo);
  EXPECT_EQ(parted.exit_code, 0);
  EXPECT_NE(parted.out.find("2 reports, 2 origins"), std::string::npos) << parted.out;
  EXPECT_NE(parted.out.find("By your word, r1 and r2 are independent"), std::string::npos);
  const ProgramRun both =
      run_stemma("read --distinct r1 r2 --same 03-harbour-news.txt 04-newsbrisk.txt " + kTwo);
  EXPECT_NE(both.out.find("By your word, r1 and r2 are of one origin"), std::string::npos)
      << both.out;
}

TEST(UserWords, OfNoReportAreMistakes) {
  for (const char* words : {"--same r1 r9", "--same r1 r1", "--distinct nobody r2"}) {
    const ProgramRun run = run_stemma("read " + std::string(words) + " " + kTwo);
    EXPECT_EQ(run.exit_code, 2) << words;
    EXPECT_EQ(run.out, "") << words;
    EXPECT_NE(run.err, "") << words;
  }
}

TEST(Compare, ShowsBothTextsAndWhatDiffers) {
  const ProgramRun text = run_stemma("compare --columns 120 " + kTwo);
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_NE(text.out.find(" │ "), std::string::npos);
  EXPECT_NE(text.out.find("Residents of Dolna"), std::string::npos);  // wrapped in half a page
  EXPECT_NE(text.out.find("! Who did what: "), std::string::npos) << text.out;
  const ProgramRun html = run_stemma("compare --format html " + kTwo);
  EXPECT_NE(html.out.find("<table class=\"compare\">"), std::string::npos);
  EXPECT_NE(html.out.find("<mark"), std::string::npos);
  EXPECT_EQ(html.out.find("<script"), std::string::npos);
}

TEST(Compare, TakesTwoReports) {
  EXPECT_EQ(
      run_stemma("compare " + kTwo + " " + source_dir().string() + "/examples/01-meridian-wire.txt")
          .exit_code,
      2);
  EXPECT_EQ(
      run_stemma("compare " + source_dir().string() + "/examples/01-meridian-wire.txt").exit_code,
      2);
}

}  // namespace
}  // namespace stemma::testing
