// Queries by transcript, and what they find.
#include "library/search.h"

#include "library/query.h"
#include "library/support.h"
#include "support/cases.h"

namespace stemma::library {
namespace {

std::string shown(const std::string& text) {
  const auto query = parse_query(text);
  if (!query) return "! " + query.error().message;
  std::string out = query->match.empty() ? "-" : query->match;
  for (const std::string& name : query->speakers) out += "\nspeaker: " + name;
  for (const std::string& name : query->outlets) out += "\noutlet: " + name;
  if (!query->after.empty()) out += "\nafter: " + query->after;
  if (!query->before.empty()) out += "\nbefore: " + query->before;
  return out;
}

TEST(Query, Cases) {
  for (const testing::Case& c : testing::read_cases("library/queries.txt"))
    EXPECT_EQ(shown(c.input), c.expect) << c.where << " " << c.name;
}

TEST(Query, DeepBracketsAndLongTextAreRefused) {
  EXPECT_FALSE(parse_query(std::string(100, '(') + "a" + std::string(100, ')')).ok());
  EXPECT_FALSE(parse_query(std::string(5000, 'a')).ok());
  EXPECT_FALSE(parse_query("caf\xE9").ok());
}

class SearchTest : public LibraryTest {
 protected:
  void SetUp() override {
    library_.emplace(open());
    add_lines(
        *library_,
        R"({"url": "u1", "outlet": "Port Sela Courier", "published": "2031-03-07", "title": "Grid fails", "text": "The power grid of Port Sela failed at noon, Ana Moro said. Repairs go on."})"
        "\n"
        R"({"url": "u2", "outlet": "Ledger", "published": "2031-03-09T08:00:00Z", "title": "Harbour opens", "text": "Ships came in at dawn. The harbour board said the grid had failed twice. Caf\u00e9s were full."})"
        "\n"
        R"({"url": "u3", "outlet": "Ledger", "title": "No date", "text": "Nobody spoke of pumps."})"
        "\n");
    ASSERT_TRUE(refresh(*library_, models(), {}).ok());
  }

  /// The addresses found, in order.
  std::string found(const std::string& query, SearchOptions options = {}) {
    const auto hits = search(*library_, query, options);
    if (!hits) return "! " + hits.error().describe();
    std::string out;
    for (const Hit& hit : *hits) out += (out.empty() ? "" : " ") + hit.url;
    return out;
  }

  std::optional<Library> library_;
};

TEST_F(SearchTest, WordsInAnyFormTitlesFirst) {
  EXPECT_EQ(found("grid"), "u1 u2");
  EXPECT_EQ(found("GRIDS failing"), "u1 u2");
  EXPECT_EQ(found("pump"), "u3");
  EXPECT_EQ(found("cafe"), "u2");
  EXPECT_EQ(found("\"harbour board\""), "u2");
  EXPECT_EQ(found("title:grid"), "u1");
  EXPECT_EQ(found("grid NOT harbour"), "u1");
  EXPECT_EQ(found("harb* OR pumps"), "u2 u3");
  EXPECT_EQ(found("dragons"), "");
}

TEST_F(SearchTest, Filters) {
  EXPECT_EQ(found("grid AND outlet:ledger"), "u2");
  EXPECT_EQ(found("grid speaker:moro"), "u1");
  EXPECT_EQ(found("speaker:\"harbour board\""), "u2");
  EXPECT_EQ(found("grid after:2031-03-08"), "u2");
  EXPECT_EQ(found("grid before:2031-03-07"), "u1");
  EXPECT_EQ(found("before:2031-03-09 after:2031-03"), "u2 u1");
  EXPECT_EQ(found("outlet:ledger"), "u2 u3");
}

TEST_F(SearchTest, ThePassageIsTheTextsOwnBytes) {
  const auto hits = search(*library_, "dawn", {});
  ASSERT_TRUE(hits.ok() && hits->size() == 1);
  const Hit& hit = hits->front();
  EXPECT_NE(hit.passage.find("dawn"), std::string::npos);
  EXPECT_EQ(hit.range.size(), hit.passage.size());
}

TEST_F(SearchTest, AReplacedVersionIsFoundOnlyIfAsked) {
  add_lines(
      *library_,
      R"({"url": "u1", "outlet": "Port Sela Courier", "title": "Lights on", "text": "Power is back."})"
      "\n");
  EXPECT_EQ(found("noon"), "");
  EXPECT_EQ(found("noon", {.limit = 20, .all_versions = true}), "u1");
  EXPECT_EQ(found("back"), "u1");
}

TEST_F(SearchTest, TheLimitHolds) { EXPECT_EQ(found("grid", {.limit = 1}), "u1"); }

TEST_F(SearchTest, AnySignsAreAnswered) {
  for (const char* query : {"a\"\"b", "\"'; DROP TABLE words; --\"", "*", "\"*\"", "-x", "{a}", ":",
                            "a:b:c", "%", "\\", "NEAR(a b)", "'", "rowid:1", "col : x"}) {
    const auto hits = search(*library_, query, {});
    if (hits.ok()) continue;
    EXPECT_EQ(hits.error().code, ErrorCode::kUsage) << query << hits.error().describe();
  }
  EXPECT_EQ(found("grid"), "u1 u2");
}

}  // namespace
}  // namespace stemma::library
