// A library's file: made, known again, and refused where it is none of ours.
#include "library/schema.h"

#include <fstream>

#include "library/support.h"

namespace stemma::library {
namespace {

class SchemaTest : public LibraryTest {
 protected:
  std::string bytes(const std::string& name) const {
    std::ifstream in(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// Runs SQL on a file that need not be a library.
  void run(const std::string& name, const char* sql) const {
    auto db = Connection::open(path(name), {.create = true, .read_only = false, .vfs = {}});
    ASSERT_TRUE(db.ok());
    const auto error = db->run(sql);
    ASSERT_FALSE(error) << error->describe();
  }

  Error refused(const std::string& name, const Library::Options& options = {}) const {
    const auto library = Library::open(path(name), options);
    EXPECT_FALSE(library.ok());
    return library.ok() ? Error() : library.error();
  }
};

TEST_F(SchemaTest, ANewFileIsALibraryOfTheNewestSchema) {
  Library library = open();
  Statement version(library.db(), "PRAGMA user_version");
  ASSERT_TRUE(version.step());
  EXPECT_EQ(version.integer(0), schema_version());
  EXPECT_EQ(integrity(library), "ok;");
}

TEST_F(SchemaTest, ALibraryOpensAgain) {
  {
    Library library = open();
    add_lines(library, report_line(1));
  }
  Library library = open();
  EXPECT_EQ(count(library, "versions"), 1);
}

TEST_F(SchemaTest, NothingIsMadeUnlessAsked) {
  EXPECT_EQ(refused("none.stemma").code, ErrorCode::kUnreadable);
  EXPECT_FALSE(std::filesystem::exists(path("none.stemma")));
}

TEST_F(SchemaTest, ANewerLibraryIsRefusedAndLeftAsItIs) {
  { Library library = open(); }
  run("test.stemma", "PRAGMA user_version=1000; PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string before = bytes("test.stemma");
  EXPECT_NE(refused("test.stemma").message.find("newer stemma"), std::string::npos);
  EXPECT_EQ(bytes("test.stemma"), before);
}

TEST_F(SchemaTest, AnotherProgramsDatabaseIsRefusedAndLeftAsItIs) {
  run("other.db", "CREATE TABLE bookmarks(url TEXT)");
  const std::string before = bytes("other.db");
  EXPECT_NE(refused("other.db").message.find("no library"), std::string::npos);
  EXPECT_EQ(bytes("other.db"), before);
}

TEST_F(SchemaTest, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  const std::string words(5000, 'x');
  scratch_.write("letter.txt", words);
  EXPECT_EQ(refused("letter.txt", {.create = true, .read_only = false, .vfs = {}}).code,
            ErrorCode::kMalformed);
  EXPECT_EQ(bytes("letter.txt"), words);
}

TEST_F(SchemaTest, AReaderDoesNotMigrate) {
  run("empty.stemma", "PRAGMA user_version=0");
  refused("empty.stemma", {.create = false, .read_only = true, .vfs = {}});
}

TEST_F(SchemaTest, AnOlderLibraryIsBroughtUpAndKeepsWhatItHas) {
  {
    Library library = open();
    add_lines(library, report_lines(3));
  }
  run("test.stemma",
      "ALTER TABLE versions DROP COLUMN captured; DROP TABLE captures; DROP TABLE kept_grades; "
      "DROP TABLE kept_findings; DROP TABLE "
      "kept_stories; "
      "PRAGMA user_version=4");
  refused("test.stemma", {.create = false, .read_only = true, .vfs = {}});
  Library library = open();
  EXPECT_EQ(count(library, "versions"), 3);
  EXPECT_EQ(count(library, "kept_findings"), 0);
  EXPECT_EQ(integrity(library), "ok;");
}

TEST_F(SchemaTest, AMigrationThatDoesNotEndIsTakenBack) {
  // A table of ours in the way of the first step.
  run("half.stemma", "PRAGMA application_id=1398033729; CREATE TABLE claims(x)");
  refused("half.stemma");
  auto db = Connection::open(path("half.stemma"), {});
  ASSERT_TRUE(db.ok());
  Statement tables(*db, "SELECT count(*) FROM sqlite_master");
  ASSERT_TRUE(tables.step());
  EXPECT_EQ(tables.integer(0), 1);
}

TEST_F(SchemaTest, VersionsCannotBeChangedOrDeleted) {
  Library library = open();
  add_lines(library, report_line(1));
  for (const char* sql : {"UPDATE versions SET title = 'x'", "DELETE FROM versions"}) {
    const auto error = library.db().run(sql);
    ASSERT_TRUE(error) << sql;
    EXPECT_NE(error->message.find("immutable"), std::string::npos);
  }
}

}  // namespace
}  // namespace stemma::library
