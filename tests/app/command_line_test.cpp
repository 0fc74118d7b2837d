// The command line keeps its promises: help on standard output, errors on standard error, exit
// codes that scripts can trust.
#include <gtest/gtest.h>

#include "app/program.h"

namespace stemma::testing {
namespace {

TEST(CommandLine, HelpIsAResult) {
  for (const char* arguments : {"--help", "help", "read --help", "help read", "eval --help"}) {
    const ProgramRun run = run_stemma(arguments);
    EXPECT_EQ(run.exit_code, 0) << arguments;
    EXPECT_NE(run.out.find("Usage: stemma"), std::string::npos) << arguments;
    EXPECT_EQ(run.err, "") << arguments;
  }
}

TEST(CommandLine, HelpNamesEveryOptionOfRead) {
  const ProgramRun run = run_stemma("read --help");
  for (const char* option :
       {"--format", "--output", "--full", "--columns", "--color", "--threads"}) {
    EXPECT_NE(run.out.find(option), std::string::npos) << option;
  }
}

TEST(CommandLine, MistakesAreUsageErrors) {
  for (const char* arguments : {"", "reed", "read", "read --format xml a", "read --no-such-thing a",
                                "read --threads many a", "completions tcsh", "eval sorcery -"}) {
    const ProgramRun run = run_stemma(arguments);
    EXPECT_EQ(run.exit_code, 2) << "stemma " << arguments;
    EXPECT_EQ(run.out, "") << "stemma " << arguments;
    EXPECT_NE(run.err, "") << "stemma " << arguments;
  }
}

TEST(CommandLine, ManPageAndCompletionsKnowEveryCommand) {
  const std::string man = run_stemma("man").out;
  const std::string bash = run_stemma("completions bash").out;
  const std::string fish = run_stemma("completions fish").out;
  for (const char* command : {"read", "lineage", "compare", "parse", "extract", "claims", "add",
                              "refresh", "search", "export", "doctor", "eval", "bench"}) {
    EXPECT_NE(man.find(std::string(".SS stemma ") + command), std::string::npos) << command;
    EXPECT_NE(bash.find(command), std::string::npos) << command;
    EXPECT_NE(fish.find(command), std::string::npos) << command;
  }
}

TEST(CommandLine, AFullDiskIsAnError) {
  const ProgramRun run = run_stemma("man >/dev/full");
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.err.find("could not write"), std::string::npos);
}

}  // namespace
}  // namespace stemma::testing
