// Reports and their texts by name.
#include "library/versions.h"

#include <fmt/format.h>

#include "library/place.h"
#include "library/store.h"
#include "library/support.h"

namespace stemma::library {
namespace {

class VersionsTest : public LibraryTest {
 protected:
  void SetUp() override {
    library_.emplace(open());
    add_lines(
        *library_,
        R"({"url":"https://a.example/1","outlet":"Courier","title":"Held","text":"The gate held on Friday, the board said."}
{"url":"https://b.example/1","outlet":"Herald","title":"Other","text":"The herring talks broke down on Friday."}
)");
    add_lines(
        *library_,
        R"({"url":"https://a.example/1","outlet":"Courier","title":"Gave way","text":"The gate gave way on Friday, the board said."}
)");
    Report report;
    report.url = "https://a.example/1";
    id_ = public_id(report);
  }

  std::optional<Library> library_;
  std::string id_;
};

TEST_F(VersionsTest, AreListedFromTheFirst) {
  for (const std::string& name : {id_, id_.substr(0, 6), id_ + ".2"}) {
    const auto versions = versions_of(*library_, name);
    ASSERT_TRUE(versions.ok()) << versions.error().describe();
    ASSERT_EQ(versions->size(), 2u);
    EXPECT_EQ((*versions)[0].title, "Held");
    EXPECT_EQ((*versions)[1].id, id_ + ".2");
    EXPECT_EQ((*versions)[1].url, "https://a.example/1");
    EXPECT_EQ((*versions)[1].bytes, 44u);
  }
}

TEST_F(VersionsTest, AreNamedByNumberElseTheNewestIsMeant) {
  EXPECT_EQ(find_version(*library_, id_.substr(0, 8))->title, "Gave way");
  EXPECT_EQ(find_version(*library_, id_.substr(0, 8) + ".1")->title, "Held");
  const auto row = find_version(*library_, id_ + ".1")->row;
  EXPECT_EQ(load_version(library_->db(), row)->text, "The gate held on Friday, the board said.");
}

TEST_F(VersionsTest, WhatNamesNoneOrSeveralIsSaid) {
  const auto code = [&](const std::string& name) {
    const auto found = find_version(*library_, name);
    return found.ok() ? std::string("found") : std::string(to_string(found.error().code));
  };
  const std::string usage(to_string(ErrorCode::kUsage));
  const std::string none(to_string(ErrorCode::kNotFound));
  for (const char* name : {"", ".1", "s1", "3FA9", "3fa9.", "3fa9.x", "3fa9.1x", "3fa9.-1", "%"})
    EXPECT_EQ(code(name), usage) << name;
  EXPECT_EQ(code(id_ + ".3"), none);
  EXPECT_EQ(code(id_ + ".0"), none);
  EXPECT_EQ(code(id_ + "0"), none);
  // Of so many reports some begin alike.
  add_lines(*library_, report_lines(40));
  std::size_t several = 0;
  for (const char digit : std::string("0123456789abcdef"))
    several += code(std::string(1, digit)) == usage;
  EXPECT_GT(several, 0u);
}

TEST_F(VersionsTest, WhatWasChangedSinceATimeIsFound) {
  const auto changed = [&](const std::string& since) {
    std::string out;
    const auto revisions = revisions_since(*library_, since);
    EXPECT_TRUE(revisions.ok());
    for (const Revision& revision : *revisions)
      out += fmt::format("{}>{} ", revision.before.number, revision.after.number);
    return out;
  };
  EXPECT_EQ(changed("2031-03-01"), "");  // in no story yet
  ASSERT_TRUE(place(*library_, *stories::Model::load(), {}).ok());
  EXPECT_EQ(changed("2031-03-01"), "1>2 ");  // all of it came since
  AddOptions later = still();
  for (const char* text : {"It held again.", "It gave way again."}) {
    later.now = [] { return std::string("2031-03-09T09:30:00Z"); };
    add_lines(
        *library_,
        fmt::format(R"({{"url":"https://a.example/1","title":"Held","text":"{}"}})", text) + "\n",
        later);
  }
  EXPECT_EQ(changed("2031-03-08"), "2>4 ");
  EXPECT_EQ(changed("2031-03-09T09:30:00Z"), "2>4 ");
  EXPECT_EQ(changed("2031-03-09T09:30:01Z"), "");
}

TEST(ChangedWords, AreCountedWhereverTheyStand) {
  const auto counts = [](std::string_view before, std::string_view after) {
    const WordChange change = count_changed_words(before, after);
    return std::vector<std::size_t>{change.words, change.in, change.out};
  };
  using Counts = std::vector<std::size_t>;
  EXPECT_EQ(counts("", ""), (Counts{0, 0, 0}));
  EXPECT_EQ(counts("", "two words"), (Counts{2, 2, 0}));
  EXPECT_EQ(counts("at least 12 hurt", "at least\n15 hurt, more"), (Counts{5, 3, 2}));
  EXPECT_EQ(counts("one two three", " three\ttwo one "), (Counts{3, 0, 0}));
  EXPECT_EQ(counts("so so so", "so"), (Counts{1, 0, 2}));
}

}  // namespace
}  // namespace stemma::library
