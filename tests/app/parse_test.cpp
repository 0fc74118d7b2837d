// stemma parse prints CoNLL-U that other tools, and stemma itself, read.
#include <gtest/gtest.h>

#include "app/program.h"

namespace stemma::testing {
namespace {

const std::string kStory =
    "The gates at Orsk dam didn't hold, Velmar's water ministry said.\n\n"
    "\"We are closing the road,\" Ada Brin told reporters.\n";

TEST(Parse, PrintsEachReportAsADocument) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  folder.write("b.jsonl", "{\"text\":\"Orsk is dry.\"}\n{\"text\":\"Sela is not.\"}\n");
  const ProgramRun run = run_stemma("parse a.txt b.jsonl", folder.path());
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out.rfind("# newdoc id = a.txt\n# newpar\n# sent_id = a.txt-1\n", 0), 0U);
  EXPECT_NE(run.out.find("\n6-7\tdidn't\t"), std::string::npos) << run.out;
  EXPECT_NE(run.out.find("# newdoc id = b.jsonl:2\n"), std::string::npos) << run.out;
  EXPECT_TRUE(run.out.ends_with("\n\n"));
}

TEST(Parse, ItsOutputIsInputThatItKeeps) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  const std::string once = run_stemma("parse a.txt", folder.path()).out;
  folder.write("once.conllu", once);
  const ProgramRun twice = run_stemma("parse once.conllu", folder.path());
  EXPECT_EQ(twice.exit_code, 0) << twice.err;
  EXPECT_EQ(twice.out, once);
  const ProgramRun piped = run_stemma("parse --input conllu - <once.conllu", folder.path());
  EXPECT_EQ(piped.out, once);
}

TEST(Parse, IsTheSameOnAnyNumberOfThreads) {
  const ScratchFolder folder;
  std::string lines;
  for (int i = 0; i < 20; ++i) {
    lines += "{\"text\":\"Report " + std::to_string(i) + ": Orsk isn't dry.\"}\n";
  }
  folder.write("a.jsonl", lines);
  const std::string one = run_stemma("parse --threads 1 a.jsonl", folder.path()).out;
  EXPECT_NE(one, "");
  EXPECT_EQ(run_stemma("parse --threads 3 a.jsonl", folder.path()).out, one);
}

TEST(Parse, MalformedConlluIsNamedWithItsLineAndStopsNoOther) {
  const ScratchFolder folder;
  folder.write("bad.conllu", "# newdoc\n1\tOrsk\t_\n");
  folder.write("empty.conllu", "\n");
  folder.write("good.conllu", "1\tOrsk\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
  const ProgramRun run =
      run_stemma("parse bad.conllu missing.conllu empty.conllu good.conllu", folder.path());
  EXPECT_EQ(run.exit_code, 2);
  for (const char* about : {"bad.conllu:2", "missing.conllu", "empty.conllu"}) {
    EXPECT_NE(run.err.find(about), std::string::npos) << run.err;
  }
  EXPECT_NE(run.out.find("1\tOrsk\t"), std::string::npos) << run.out;
}

TEST(Parse, WhatCannotBeWrittenIsSaid) {
  const ScratchFolder folder;
  folder.write("a.txt", kStory);
  const ProgramRun full = run_stemma("parse a.txt >/dev/full", folder.path());
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_NE(full.err.find("could not write"), std::string::npos) << full.err;
  const ProgramRun nowhere = run_stemma("parse --output no/such/file a.txt", folder.path());
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_NE(nowhere.err.find("no/such/file"), std::string::npos) << nowhere.err;
}

}  // namespace
}  // namespace stemma::testing
