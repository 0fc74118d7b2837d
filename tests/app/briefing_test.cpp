// The main job, end to end: what a person reads first.
#include <gtest/gtest.h>

#include "app/program.h"
#include "support/paths.h"

namespace stemma::testing {
namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

TEST(Briefing, TheExampleStoryHasFiveOrigins) {
  const ProgramRun run =
      run_stemma("read examples/*.txt examples/*.html examples/*.jsonl --columns 100");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_TRUE(first_line(run.out).starts_with("10 reports, 5 origins")) << first_line(run.out);
  for (const char* said : {"Who did what", "An observer is made the doer", "do not add up"}) {
    EXPECT_NE(run.out.find(said), std::string::npos) << said;
  }
}

TEST(Briefing, TwoDescendantsOfAWireThatIsNotThereHaveOneOrigin) {
  const ProgramRun run = run_stemma("read examples/03-harbour-news.txt examples/04-newsbrisk.txt");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(first_line(run.out), "2 reports, 1 origin: a Meridian story, not supplied.");
}

TEST(Briefing, TheSeedsAreOneReutersStoryThatNobodySupplied) {
  const auto shared = shared_dir();
  if (!shared) GTEST_SKIP() << "no shared data here (set STEMMA_SHARED)";
  const ProgramRun run = run_stemma("read *.txt", *shared / "seeds");
  ASSERT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(first_line(run.out), "2 reports, 1 origin: a Reuters story, not supplied.");
  EXPECT_NE(run.out.find("An observer is made the doer"), std::string::npos);
  EXPECT_NE(run.out.find("300,000 reservists = 150,000 + 150,000: adds up"), std::string::npos);
}

TEST(Briefing, ClaimsAreChosenBySpeakerAndCertainty) {
  const ProgramRun all = run_stemma("claims examples/01-meridian-wire.txt");
  ASSERT_EQ(all.exit_code, 0) << all.err;
  EXPECT_NE(all.out.find("63 others were missing"), std::string::npos);
  EXPECT_NE(all.out.find("Sofia Brandt\n"), std::string::npos);
  EXPECT_NE(all.out.find("via Meridian"), std::string::npos);
  const ProgramRun one = run_stemma("claims --speaker OBSERVATORY examples/01-meridian-wire.txt");
  ASSERT_EQ(one.exit_code, 0) << one.err;
  EXPECT_NE(one.out.find("63 others were missing"), std::string::npos);
  EXPECT_EQ(one.out.find("Sofia Brandt"), std::string::npos);
  const ProgramRun doubted = run_stemma("claims --certainty doubted examples/01-meridian-wire.txt");
  EXPECT_NE(doubted.out.find("parliament would be asked"), std::string::npos);
  EXPECT_EQ(doubted.out.find("63 others"), std::string::npos);
  EXPECT_EQ(run_stemma("claims --speaker nobody examples/01-meridian-wire.txt").exit_code, 1);
  EXPECT_EQ(run_stemma("claims --certainty firm examples/01-meridian-wire.txt").exit_code, 2);
}

TEST(Briefing, OffsetsOfAPageCanBeCheckedAgainstItsText) {
  // The byte range that extract prints for a claim's cue gives the cue's words in its text.
  const ProgramRun text = run_stemma("extract --format text examples/08-tidewater-post.html");
  const ProgramRun claims = run_stemma("extract examples/08-tidewater-post.html");
  ASSERT_EQ(text.exit_code, 0) << text.err;
  const std::string mark = "\"cue\":{\"report\":\"r1\",\"begin\":";
  std::size_t checked = 0;
  for (std::size_t at = claims.out.find(mark); at != std::string::npos;
       at = claims.out.find(mark, at + 1)) {
    std::size_t begin = 0;
    std::size_t end = 0;
    char words[64] = {};
    ASSERT_EQ(std::sscanf(claims.out.c_str() + at + mark.size(),
                          "%zu,\"end\":%zu,\"text\":\"%63[^\"]", &begin, &end, words),
              3);
    EXPECT_EQ(text.out.substr(begin, end - begin), words);
    ++checked;
  }
  EXPECT_GT(checked, 5u);
}

}  // namespace
}  // namespace stemma::testing
