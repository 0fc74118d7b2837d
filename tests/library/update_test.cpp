// Analysis and stories side by side write what they write one after the other.
#include "library/update.h"

#include "library/support.h"

namespace stemma::library {
namespace {

class UpdateTest : public LibraryTest {
 protected:
  static const stories::Model& story_model() {
    static const auto kModel = stories::Model::load();
    return kModel.value();
  }
};

TEST_F(UpdateTest, TheLibraryIsTheSameOnAnyNumberOfThreads) {
  std::string tables[2];
  for (int run = 0; run < 2; ++run) {
    Library library = open("l" + std::to_string(run));
    add_lines(library, report_lines(300));
    std::uint64_t told = 0;
    const auto done = update(library, models(), story_model(),
                             {.jobs = run == 0 ? 1U : 3U,
                              .now = still().now,
                              .on_refreshed = [&](const Refreshed& so_far) { told = so_far.done; },
                              .on_placed = {}});
    ASSERT_TRUE(done.ok()) << done.error().describe();
    EXPECT_EQ(told, 300u);
    EXPECT_EQ(done->refreshed.done, 300u);
    EXPECT_EQ(done->placed.done, 300u);
    EXPECT_EQ(integrity(library), "ok;");
    for (const char* name : {"versions", "claims", "entities", "stories"})
      tables[run] += table(library, name);
    Statement placed(library.db(), "SELECT report || ':' || story FROM placed ORDER BY report");
    while (placed.step()) tables[run] += placed.text(0);
  }
  EXPECT_GT(tables[0].size(), 10000u);
  EXPECT_EQ(tables[0], tables[1]);
}

TEST_F(UpdateTest, WhatStopsItIsSaid) {
  Library library = open();
  add_lines(library, report_lines(3));
  ASSERT_FALSE(library.db().run("DROP TABLE placed"));
  const auto done = update(library, models(), story_model(),
                           {.jobs = 2, .now = {}, .on_refreshed = {}, .on_placed = {}});
  EXPECT_FALSE(done.ok());
  EXPECT_EQ(*count_stale(library), 0u);  // the other half is done all the same
}

}  // namespace
}  // namespace stemma::library
