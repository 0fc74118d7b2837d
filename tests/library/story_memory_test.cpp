// What is kept for a story comes back, goes when it is of no more use, and is bounded.
#include "library/story_memory.h"

#include "library/checkup.h"
#include "library/fault_vfs.h"
#include "library/place.h"
#include "library/story_words.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class StoryMemoryTest : public LibraryTest {
 protected:
  StoryMemoryTest() : library_(open()) {
    add_lines(library_, report_lines(6));
    EXPECT_TRUE(refresh(library_, models(), {}).ok());
    static const auto kStories = stories::Model::load();
    EXPECT_TRUE(place(library_, *kStories, {}).ok());
    Statement sixth(library_.db(), "SELECT public FROM reports WHERE id = 6");
    EXPECT_TRUE(sixth.step());
    const std::string ids[] = {std::string(sixth.text(0))};
    sixth.reset();
    EXPECT_TRUE(split_story(library_, StoryId{1}, ids, still().now()).ok());
  }

  static std::vector<StoryReport> reports(const std::vector<std::int64_t>& versions) {
    std::vector<StoryReport> out;
    for (const std::int64_t version : versions) {
      out.emplace_back();
      out.back().version = version;
    }
    return out;
  }

  /// As compose() would leave it behind.
  static void fill(StoryMemory& memory, const std::string& bytes) {
    for (StoryMemory::Findings& f : memory.findings)
      if (f.bytes.empty()) f = {bytes, true};
    memory.made = {{{ReportId{0}, ReportId{1}}, {{SentenceId{0}, SentenceId{1}, 2.5F}}}};
  }

  void keep(std::uint32_t story, const std::vector<std::int64_t>& versions,
            std::int64_t most = kMostKept) {
    const auto of_story = reports(versions);
    auto memory = recall(library_, StoryId{story}, of_story);
    ASSERT_TRUE(memory.ok());
    fill(*memory, "found");
    const auto error = remember(library_, StoryId{story}, of_story, *memory, most);
    ASSERT_FALSE(error) << error->describe();
  }

  /// "found" or "-" by version; then whether there are grades.
  std::string known(std::uint32_t story, const std::vector<std::int64_t>& versions) {
    const auto memory = recall(library_, StoryId{story}, reports(versions));
    EXPECT_TRUE(memory.ok());
    std::string out;
    for (const StoryMemory::Findings& f : memory->findings) {
      EXPECT_FALSE(f.fresh);
      out += (f.bytes.empty() ? "-" : f.bytes) + " ";
    }
    return out + (memory->known.empty() ? "none" : "grades");
  }

  bool sound() {
    for (const Finding& finding : check_library(library_, {}))
      if (finding.state != FindingState::kGood) return false;
    return true;
  }

  Library library_;
};

TEST_F(StoryMemoryTest, ComesBack) {
  EXPECT_EQ(known(1, {1, 2}), "- - none");
  keep(1, {1, 2});
  EXPECT_EQ(known(1, {1, 2}), "found found grades");
  EXPECT_EQ(known(1, {1, 3, 2}), "found - found grades");
  EXPECT_EQ(known(2, {1, 2}), "found found none");  // grades are the story's
  EXPECT_TRUE(sound());
}

TEST_F(StoryMemoryTest, WhatIsNotOfTheStoryAnyLongerGoes) {
  keep(1, {1, 2});
  keep(1, {2, 3});
  EXPECT_EQ(known(1, {1, 2, 3}), "- found found grades");
  EXPECT_EQ(count(library_, "kept_findings"), 2);
  EXPECT_TRUE(sound());
}

TEST_F(StoryMemoryTest, AVersionGoesWithTheStoryItWasLastAskedForIn) {
  keep(1, {1, 2});
  keep(2, {2, 3});
  keep(1, {1});
  EXPECT_EQ(known(2, {1, 2, 3}), "found found found grades");
  EXPECT_TRUE(sound());
}

TEST_F(StoryMemoryTest, StoriesNotAskedForLongestGoFirst) {
  keep(1, {1, 2});
  keep(2, {3, 4});
  const std::int64_t of_two = count(library_, "kept_stories WHERE bytes > 0");
  ASSERT_EQ(of_two, 2);
  Statement size(library_.db(), "SELECT max(bytes) FROM kept_stories");
  ASSERT_TRUE(size.step());
  const std::int64_t one = size.integer(0);
  size.reset();
  keep(1, {1, 2});              // now the second is the one of the longest past
  keep(1, {1, 2, 5}, 2 * one);  // too much for both
  EXPECT_EQ(known(1, {1, 2, 5}), "found found found grades");
  EXPECT_EQ(known(2, {3, 4}), "- - none");
  EXPECT_TRUE(sound());
  keep(1, {1, 2}, 0);  // the story at hand stays
  EXPECT_EQ(known(1, {1, 2}), "found found grades");
}

TEST_F(StoryMemoryTest, DamagedAndStaleRowsAreAsGoodAsNone) {
  const char* const kDamage[] = {
      "UPDATE kept_findings SET found = X'28B52FFD' WHERE version = 1",
      "UPDATE kept_findings SET found = substr(found, 1, length(found) - 1) WHERE version = 1",
      "UPDATE kept_findings SET found = (SELECT found FROM kept_grades) WHERE version = 1",
      "UPDATE kept_findings SET bytes = 4000000000 WHERE version = 1",
      "UPDATE kept_findings SET bytes = -1 WHERE version = 1",
      "UPDATE kept_findings SET sum = sum + 1 WHERE version = 1",
      "INSERT INTO makers VALUES(99, 'kept', 'another'); "
      "UPDATE kept_findings SET maker = 99 WHERE version = 1",
      "UPDATE kept_findings SET (sum, bytes, found) = "
      "(SELECT sum, bytes, found FROM kept_findings WHERE version = 2) WHERE version = 1"};
  for (const char* damage : kDamage) {
    keep(1, {1, 2});
    const auto error = library_.db().run(damage);
    ASSERT_FALSE(error) << error->describe();
    EXPECT_EQ(known(1, {1, 2}), "- found grades") << damage;
  }
  keep(1, {1, 2});
  EXPECT_EQ(known(1, {1, 2}), "found found grades");
  EXPECT_TRUE(sound());
  ASSERT_FALSE(library_.db().run("UPDATE kept_grades SET sum = 0"));
  EXPECT_EQ(known(1, {1, 2}), "found found none");
  EXPECT_EQ(*count_damaged(library_), 1u);
  EXPECT_FALSE(sound());
}

TEST_F(StoryMemoryTest, WhateverFailsWhileItIsKeptTheLibraryIsWhole) {
  ASSERT_FALSE(library_.db().run("PRAGMA wal_checkpoint(TRUNCATE)"));
  FaultVfs faults;
  const auto of_story = reports({1, 2});
  // Keeps something in a copy of the library while the file layer fails; gives what is known then.
  const auto known_after = [&](std::uint64_t at, Fault fault) {
    std::filesystem::copy_file(path(), path("copy"));
    {
      Library copy = open("copy", faults.name());
      auto memory = recall(copy, StoryId{1}, of_story);
      EXPECT_TRUE(memory.ok());
      fill(*memory, std::string(20000, 'x'));
      faults.fail_at(at, fault);
      (void)remember(copy, StoryId{1}, of_story, *memory);
    }
    faults.fail_at(0, Fault::kNone);
    std::size_t known = 0;
    {
      Library copy = open("copy");
      EXPECT_EQ(integrity(copy), "ok;") << at;
      const auto memory = recall(copy, StoryId{1}, of_story);
      EXPECT_TRUE(memory.ok());
      for (const auto& f : memory->findings) known += f.bytes.empty() ? 0 : 1;
    }
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path("copy") + end);
    return known;
  };
  std::size_t lost = 0;
  for (const Fault fault :
       {Fault::kDiskFull, Fault::kIoError, Fault::kShortWrite, Fault::kSyncError}) {
    for (std::uint64_t at = 1; at <= 12; ++at) {
      const std::size_t known = known_after(at, fault);
      EXPECT_TRUE(known == 0 || known == 2) << at;
      lost += known == 0 ? 1 : 0;
    }
  }
  EXPECT_GT(lost, 0u);
  EXPECT_EQ(known_after(0, Fault::kNone), 2u);
}

TEST_F(StoryMemoryTest, TooMuchOfOneReportIsNotKept) {
  auto memory = recall(library_, StoryId{1}, reports({1}));
  ASSERT_TRUE(memory.ok());
  fill(*memory, std::string(5 << 20, 'x'));
  ASSERT_FALSE(remember(library_, StoryId{1}, reports({1}), *memory));
  EXPECT_EQ(count(library_, "kept_findings"), 0);
}

TEST_F(StoryMemoryTest, AReaderForgets) {
  auto reader = Library::open(path(), {.create = false, .read_only = true, .vfs = {}});
  ASSERT_TRUE(reader.ok());
  auto memory = recall(*reader, StoryId{1}, reports({1, 2}));
  ASSERT_TRUE(memory.ok());
  fill(*memory, "found");
  EXPECT_TRUE(remember(*reader, StoryId{1}, reports({1, 2}), *memory));
  EXPECT_EQ(known(1, {1, 2}), "- - none");
}

}  // namespace
}  // namespace stemma::library
