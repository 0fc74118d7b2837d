// A page that goes back to an earlier text is told from one that is added again.
#include "library/captures.h"

#include <algorithm>

#include "library/checkup.h"
#include "library/export.h"
#include "library/place.h"
#include "library/store.h"
#include "library/support.h"
#include "library/versions.h"

namespace stemma::library {
namespace {

/// A page as an archive has it.
std::string record(const std::string& words, const std::string& date,
                   const std::string& url = "https://a.example/1") {
  const std::string answer =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html lang=en><head><title>"
      "Pumps</title><link rel=canonical href=https://a.example/1></head><body><article><p>" +
      words +
      " of Port Sela stood still on Friday, the harbour board said in the evening, and the old "
      "town was without water until the morning.</p></article></body></html>";
  return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: " + url + "\r\nWARC-Date: " + date +
         "\r\nContent-Type: application/http\r\nContent-Length: " + std::to_string(answer.size()) +
         "\r\n\r\n" + answer + "\r\n\r\n";
}

/// As it was on a day of March 2031.
std::string on(int day, const std::string& words) {
  return record(words, "2031-03-0" + std::to_string(day) + "T09:30:00Z");
}

class CapturesTest : public LibraryTest {
 protected:
  Added take(const std::string& archive) { return add_lines(library_, archive); }

  /// "Two pumps|Three pumps": how the versions of the page begin; of a text again, its first
  /// number.
  std::string versions() {
    Report page;
    page.url = "https://a.example/1";
    const auto found = versions_of(library_, public_id(page));
    std::string out;
    for (const Version& version : found ? *found : std::vector<Version>()) {
      const std::string text = load_version(library_.db(), version.row)->text;
      out += (out.empty() ? "" : "|") + text.substr(0, text.find(" of"));
      if (version.same_as != 0) out += "=" + std::to_string(version.same_as);
    }
    return out;
  }

  Library library_ = open();
};

TEST_F(CapturesTest, ATextThatComesBackIsAVersion) {
  // In one archive, or in one a day.
  const Added added = take(on(1, "Two") + on(2, "Three") + on(3, "Two") + on(4, "Two"));
  EXPECT_EQ(versions(), "Two|Three|Two=1");
  EXPECT_EQ(added.new_reports, 1u);
  EXPECT_EQ(added.new_versions, 2u);
  EXPECT_EQ(added.known, 1u);
  EXPECT_EQ(take(on(5, "Two")).new_versions, 0u);
  EXPECT_EQ(take(on(6, "Three")).new_versions, 1u);
  EXPECT_EQ(take(on(7, "Two")).new_versions, 1u);
  EXPECT_EQ(versions(), "Two|Three|Two=1|Three=2|Two=1");
  ASSERT_TRUE(refresh(library_, models(), {}).ok());
  ASSERT_TRUE(place(library_, *stories::Model::load(), {}).ok());
  for (const Finding& finding : check_library(library_, {}))
    EXPECT_EQ(finding.state, FindingState::kGood) << finding.about << ": " << finding.words;
}

TEST_F(CapturesTest, WhatIsAddedAgainMakesNone) {
  const std::vector<std::string> days{on(1, "Two"), on(2, "Three"), on(3, "Two"), on(4, "Four")};
  std::string all;
  for (const std::string& day : days) all += day;
  take(all);
  const std::string once = versions();
  EXPECT_EQ(once, "Two|Three|Two=1|Four");
  take(all);
  for (const std::string& day : days) take(day);
  for (auto day = days.rbegin(); day != days.rend(); ++day) take(*day);
  EXPECT_EQ(versions(), once);
}

TEST_F(CapturesTest, WhateverTheOrderTheSameThingsAgainMakeNone) {
  std::vector<std::string> days{on(1, "Two"), on(2, "Three"), on(3, "Two"), on(4, "Two")};
  std::sort(days.begin(), days.end());
  int orders = 0;
  do {
    library_ = open("order" + std::to_string(orders++));
    for (const std::string& day : days) take(day);
    const std::string once = versions();
    for (int run = 0; run < 2; ++run) {
      for (const std::string& day : days) take(day);
    }
    EXPECT_EQ(versions(), once);
  } while (std::next_permutation(days.begin(), days.end()));
  EXPECT_EQ(orders, 24);
}

TEST_F(CapturesTest, TwoAddressesOfOnePageThatDifferAreNoReturns) {
  const auto crawl = [&](int day) {
    const std::string date = "2031-03-0" + std::to_string(day) + "T09:30:00Z";
    return on(day, "Two") + record("Two short", date, "https://a.example/1?amp");
  };
  take(crawl(1));
  const std::string once = versions();
  EXPECT_EQ(once, "Two|Two short");
  for (int day = 2; day < 5; ++day) take(crawl(day));
  EXPECT_EQ(versions(), once);
}

TEST_F(CapturesTest, WithoutTimesNothingIsSaidToHaveComeBack) {
  for (const char* words : {"Two", "Three", "Two"}) take(record(words, ""));
  EXPECT_EQ(versions(), "Two|Three");
  for (const char* words : {"Two", "Three", "Two"})
    take(R"({"url": "https://a.example/1", "title": "Pumps", "text": ")" + std::string(words) +
         " of them stood still.\"}\n");
  EXPECT_EQ(versions(), "Two|Three|Two|Three");  // other texts, each once
}

TEST_F(CapturesTest, WhatWasExportedGoesBackInWithItsReturns) {
  const std::string short_one = "https://a.example/1?amp";  // its times are not the page's
  take(on(1, "Two") + record("Two short", "2031-03-01T09:31:00Z", short_one) + on(2, "Three"));
  take(on(3, "Two") + on(4, "Three"));
  const std::string once = versions();
  EXPECT_EQ(once, "Two|Two short|Three|Two=1|Three=3");
  std::string lines = table(library_, "versions");
  std::string rows;
  ASSERT_FALSE(export_table(library_, "versions", ExportFormat::kCsv,
                            [&](std::string_view row) { rows += row; }));
  scratch_.write("versions.csv", rows);
  for (int generation = 0; generation < 3; ++generation) {
    library_ = open("again" + std::to_string(generation));
    generation == 0 ? add_files(library_, {"versions.csv"}) : take(lines);
    EXPECT_EQ(versions(), once);
    lines = table(library_, "versions");
    take("\n" + lines);  // other bytes, the same reports
    EXPECT_EQ(versions(), once);
    take(on(5, "Three"));
    EXPECT_EQ(versions(), once) << "it is so still";
  }
}

TEST_F(CapturesTest, APageOfALibraryFromBeforeIsNotedFirst) {
  take(on(1, "Two") + on(2, "Three"));
  ASSERT_FALSE(library_.db().run("DELETE FROM captures"));
  take(on(3, "Two"));
  EXPECT_EQ(versions(), "Two|Three");
  take(on(4, "Three") + on(5, "Two"));
  EXPECT_EQ(versions(), "Two|Three|Two=1");
}

TEST(CaptureTime, IsToTheSecondAndInUtc) {
  EXPECT_EQ(capture_time("2031-03-07T09:30:00Z"), "2031-03-07T09:30:00Z");
  EXPECT_EQ(capture_time("2031-03-07T09:30:00.123Z"), "2031-03-07T09:30:00Z");
  for (const char* other : {"", "Z", "2031-03-07", "20310307093000", "2031-03-07T09:30:00+01:00",
                            "2031-03-07T09:30:00", "yyyy-mm-ddT00:00:00Z"})
    EXPECT_EQ(capture_time(other), "") << other;
}

}  // namespace
}  // namespace stemma::library
