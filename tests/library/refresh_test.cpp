// Derived rows: whole, from one maker, and made anew when that changes.
#include "library/refresh.h"

#include "library/makers.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class RefreshTest : public LibraryTest {
 protected:
  static Refreshed run(Library& library) {
    const auto done = refresh(library, models(), {});
    EXPECT_TRUE(done.ok()) << done.error().describe();
    return done.ok() ? *done : Refreshed{};
  }
};

TEST_F(RefreshTest, WhatIsNewIsAnalysedOnce) {
  Library library = open();
  add_lines(library, report_lines(3));
  EXPECT_EQ(*count_stale(library), 3u);
  EXPECT_EQ(run(library).done, 3u);
  EXPECT_EQ(*count_stale(library), 0u);
  EXPECT_EQ(run(library).done, 0u);
  EXPECT_GE(count(library, "claims WHERE speaker = 'Ana Moro'"), 3);
  EXPECT_GE(count(library, "quantities WHERE value = 11 AND bound = 'at_least'"), 1);
  EXPECT_GE(count(library, "entities WHERE name = 'Port Sela'"), 3);
  EXPECT_GE(count(library, "times"), 3);
}

TEST_F(RefreshTest, EveryRowNamesItsMaker) {
  Library library = open();
  add_lines(library, report_lines(2));
  run(library);
  for (const char* name : {"claims", "entities", "times", "quantities", "places", "analysed"}) {
    EXPECT_EQ(count(library, std::string(name) +
                                 " t JOIN makers m ON m.id = t.maker WHERE "
                                 "m.stage = 'analysis' AND m.fingerprint = '" +
                                 std::string(fingerprint(Stage::kAnalysis)) + "'"),
              count(library, name))
        << name;
  }
}

TEST_F(RefreshTest, RowsOfAnotherMakerAreReplaced) {
  Library library = open();
  add_lines(library, report_lines(3));
  run(library);
  const std::string before = table(library, "claims");
  ASSERT_FALSE(library.db().run(
      "UPDATE makers SET fingerprint = 'older' WHERE stage = 'analysis';"
      "UPDATE claims SET speaker = 'Nobody'; INSERT INTO quantities SELECT version, 99, begin, "
      "end, 1, NULL, bound, unit, per, counted, maker FROM quantities LIMIT 1"));
  EXPECT_EQ(*count_stale(library), 3u);
  EXPECT_EQ(run(library).done, 3u);
  EXPECT_EQ(table(library, "claims"), before);
  EXPECT_EQ(count(library, "quantities WHERE number = 99"), 0);
}

TEST_F(RefreshTest, ItGoesOnWhereItWas) {
  Library library = open();
  add_lines(library, report_lines(150));
  // Stopped after the first step, as by a signal between two transactions.
  struct Stop {};
  RefreshOptions options;
  options.on_progress = [](const Refreshed&) { throw Stop{}; };
  EXPECT_THROW((void)refresh(library, models(), options), Stop);
  const std::uint64_t left = *count_stale(library);
  EXPECT_GT(left, 0u);
  EXPECT_LT(left, 150u);
  EXPECT_EQ(run(library).done, left);
}

}  // namespace
}  // namespace stemma::library
