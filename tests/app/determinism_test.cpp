// Same input, same model, same output, byte for byte, on any number of threads.
#include <gtest/gtest.h>

#include "app/program.h"

namespace stemma::testing {
namespace {

TEST(Determinism, ThreadsDoNotChangeABriefing) {
  for (const std::string format : {"text", "json", "html"}) {
    const std::string command = "read --format " + format + " examples/*.txt --threads ";
    const ProgramRun one = run_stemma(command + "1");
    ASSERT_EQ(one.exit_code, 0) << one.err;
    EXPECT_EQ(one.out, run_stemma(command + "2").out) << format;
    EXPECT_EQ(one.out, run_stemma(command + "5").out) << format;
  }
}

}  // namespace
}  // namespace stemma::testing
