// Damage of every kind is found and named, and a sound library is called sound.
#include "library/checkup.h"

#include <fstream>

#include "library/place.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class CheckupTest : public LibraryTest {
 protected:
  Library filled() {
    Library library = open();
    add_lines(library, report_lines(5));
    EXPECT_TRUE(refresh(library, models(), {}).ok());
    static const auto kStories = stories::Model::load();
    EXPECT_TRUE(place(library, *kStories, {}).ok());
    return library;
  }

  /// "about: words" of what is not good.
  static std::vector<std::string> wrong(Library& library) {
    std::vector<std::string> out;
    for (const Finding& finding : check_library(library, {})) {
      if (finding.state == FindingState::kGood) continue;
      EXPECT_NE(finding.advice, "") << finding.about;
      out.push_back(finding.about + ": " + finding.words);
    }
    return out;
  }

  /// Damage as no program of ours would do it.
  static void damage(Library& library, const char* sql) {
    const auto error = library.db().run(
        (std::string("PRAGMA foreign_keys=OFF; DROP TRIGGER versions_stay; DROP TRIGGER "
                     "versions_last;") +
         sql)
            .c_str());
    ASSERT_FALSE(error) << error->describe();
  }
};

TEST_F(CheckupTest, ASoundLibraryIsSound) {
  Library library = filled();
  EXPECT_EQ(wrong(library), std::vector<std::string>{});
  Library empty = open("empty.stemma");
  EXPECT_EQ(wrong(empty), std::vector<std::string>{});
}

TEST_F(CheckupTest, WhatIsToBeDoneIsNoted) {
  Library library = open();
  add_lines(library, report_line(1) + "not json\n");
  EXPECT_EQ(wrong(library), (std::vector<std::string>{
                                "analysis: 1 versions are not analysed, or by another stemma",
                                "stories: 1 reports are in none, or by another stemma",
                                "journal: 1 pieces of input; 1 things in them could not be read"}));
}

TEST_F(CheckupTest, EveryKindOfDamageIsFound) {
  const struct {
    const char* sql;
    const char* found;
  } kCases[] = {
      {"DELETE FROM versions WHERE id = 2", "file: "},
      {"UPDATE versions SET bytes = bytes - 1 WHERE id = 3", "texts: 1 of 5"},
      {"UPDATE versions SET title = 'x' WHERE id = 3", "texts: 1 of 5"},
      {"UPDATE versions SET text = (SELECT text FROM versions WHERE id = 1) WHERE id = 2",
       "texts: 1 of 5"},
      {"UPDATE reports SET key = 'url:else' WHERE id = 1", "texts: 1 of 5"},
      {"INSERT INTO reports VALUES(99, 'a', 'b', 'c', 'd')", "rows: 1 reports without a text"},
      {"UPDATE versions SET number = 2 WHERE id = 1", "rows: 1 reports whose versions have gaps"},
      {"INSERT INTO makers VALUES(99, 'analysis', 'x'); UPDATE claims SET maker = 99 WHERE "
       "version = 1 AND number = 1",
       "rows: 1 derived rows"},
      {"UPDATE quantities SET end = 100000 WHERE version = 1 AND number = 1",
       "rows: 1 rows whose evidence"},
      {"UPDATE stories SET reports = reports + 1 WHERE id = 1", "rows: 1 stories whose count"},
      {"UPDATE stories SET merged_into = 1 WHERE id = 1", "rows: 1 stories that are empty"},
      {"INSERT INTO kept_stories VALUES(1, 1, 5)", "rows: 1 stories of which more or less is kept"},
      {"INSERT INTO kept_stories VALUES(1, 1, 2); INSERT INTO kept_findings VALUES(1, 1, 1, 0, 9, "
       "x'0000')",
       "kept: 1 findings kept for briefings are damaged"},
      {"UPDATE placed SET sketch = x'00' WHERE report = 1", "rows: 1 reports whose sketch"},
      {"INSERT INTO words(words, rowid, title, text) VALUES('delete', 1, '', '')",
       "search index: "},
      {"INSERT INTO words(rowid, title, text) VALUES(77, 'x', 'y')", "search index: 0 versions"},
  };
  int at = 0;
  for (const auto& damaged : kCases) {
    std::filesystem::remove(path());
    Library library = filled();
    damage(library, damaged.sql);
    bool found = false;
    std::string all;
    for (const std::string& line : wrong(library)) {
      found = found || line.starts_with(damaged.found);
      all += line + "\n";
    }
    EXPECT_TRUE(found) << "case " << at << ": " << damaged.sql << "\n" << all;
    ++at;
  }
}

TEST_F(CheckupTest, ATruncatedFileIsFoundWhereverItIsCut) {
  {
    Library library = filled();
    ASSERT_FALSE(library.db().run("PRAGMA wal_checkpoint(TRUNCATE)"));
  }
  const auto size = std::filesystem::file_size(path());
  for (int part = 1; part < 16; ++part) {
    std::filesystem::copy_file(path(), path("cut"),
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::resize_file(path("cut"), size * static_cast<unsigned>(part) / 16);
    auto library = Library::open(path("cut"), {});
    if (library) {
      EXPECT_FALSE(wrong(*library).empty()) << part;
    }
    std::filesystem::remove(path("cut-wal"));
    std::filesystem::remove(path("cut-shm"));
  }
}

}  // namespace
}  // namespace stemma::library
