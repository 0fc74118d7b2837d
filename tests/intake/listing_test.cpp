// Lists: what sitemaps, feeds and OPML name; JSON Feed as a list and as reports.
#include "intake/listing.h"

#include "support.h"

namespace stemma::intake {
namespace {

struct ListCase {
  const char* name;
  const char* bytes;
  Listing::Kind kind;
  std::vector<std::pair<std::string, std::string>> items;  // address, date
  std::size_t nameless = 0;
};

class ListingTest : public IntakeTest, public ::testing::WithParamInterface<ListCase> {};

TEST_P(ListingTest, NamesItsItems) {
  const ListCase& given = GetParam();
  const auto listing = read_listing(given.bytes, "list", *model_);
  ASSERT_TRUE(listing);
  EXPECT_EQ(listing->kind, given.kind);
  std::vector<std::pair<std::string, std::string>> items;
  for (const Listed& item : listing->items) items.emplace_back(item.url, item.changed);
  EXPECT_EQ(items, given.items);
  EXPECT_EQ(listing->nameless, given.nameless);
}

INSTANTIATE_TEST_SUITE_P(
    All, ListingTest,
    ::testing::Values(
        ListCase{"sitemap",
                 "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                 "<url><loc> https://a.example/1?a=1&amp;b=2 </loc><lastmod>2031-03-07</lastmod>"
                 "</url><url><loc>https://a.example/2</loc><news:news><news:publication_date>"
                 "2031-03-08T10:00:00Z</news:publication_date></news:news></url><url/></urlset>",
                 Listing::Kind::kSitemap,
                 {{"https://a.example/1?a=1&b=2", "2031-03-07"},
                  {"https://a.example/2", "2031-03-08T10:00:00+00:00"}},
                 1},
        ListCase{"index",
                 "<sitemapindex><sitemap><loc>https://a.example/s1.xml.gz</loc></sitemap>"
                 "</sitemapindex>",
                 Listing::Kind::kSitemapIndex,
                 {{"https://a.example/s1.xml.gz", ""}}},
        ListCase{"opml",
                 "<opml><body><outline text='Velmar'><outline xmlUrl='https://a.example/feed'/>"
                 "<outline><outline type='rss' xmlUrl='https://b.example/f' htmlUrl='x'/></outline>"
                 "</outline></body></opml>",
                 Listing::Kind::kFeedList,
                 {{"https://a.example/feed", ""}, {"https://b.example/f", ""}}},
        ListCase{"rss",
                 "<rss><channel><item><link>https://a.example/1</link><pubDate>Fri, 07 Mar 2031 "
                 "09:30:00 +0200</pubDate></item><item><title>No address</title></item></channel>"
                 "</rss>",
                 Listing::Kind::kFeed,
                 {{"https://a.example/1", "2031-03-07T09:30:00+02:00"}},
                 1},
        ListCase{"atom",
                 "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/9'/>"
                 "<updated>2031-03-09T08:00:00Z</updated></entry></feed>",
                 Listing::Kind::kFeed,
                 {{"/9", "2031-03-09T08:00:00+00:00"}}},
        ListCase{"json_feed",
                 "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"url\": "
                 "\"https://a.example/1\", \"date_published\": \"2031-03-07\"}, 7]}",
                 Listing::Kind::kFeed,
                 {{"https://a.example/1", "2031-03-07"}},
                 1},
        ListCase{"plain",
                 "https://a.example/1\r\n\r\n  https://a.example/2\n",
                 Listing::Kind::kSitemap,
                 {{"https://a.example/1", ""}, {"https://a.example/2", ""}}},
        ListCase{"capitals",
                 "HTTPS://A.EXAMPLE/1\n",
                 Listing::Kind::kSitemap,
                 {{"HTTPS://A.EXAMPLE/1", ""}}}),
    [](const auto& given) { return std::string(given.param.name); });

class NoListTest : public IntakeTest {};

TEST_F(NoListTest, ReportsAreNoLists) {
  for (const char* bytes :
       {"{\"text\": \"Words of jsonfeed.org.\"}", "<html><body><p>Words.</p></body></html>",
        "https://a.example/1 is where the board wrote of it.", "Words.", "",
        "https://a.example/1\nand words"})
    EXPECT_FALSE(read_listing(bytes, "x", *model_)) << bytes;
}

TEST_F(NoListTest, ABrokenListNamesWhatStandsBeforeTheBreak) {
  const auto listing = read_listing(
      "<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.exa", "s", *model_);
  ASSERT_TRUE(listing);
  EXPECT_GE(listing->items.size(), 1u);
  EXPECT_EQ(listing->problems.size(), 1u);
}

class JsonFeedTest : public IntakeTest {};

TEST_F(JsonFeedTest, GivesItsItems) {
  const Batch batch = read(R"({"version": "https://jsonfeed.org/version/1", "title": "Ledger",
    "language": "en-GB", "author": {"name": "Ana Moro"}, "items": [
    {"id": "1", "url": "https://a.example/1", "title": "Pumps fail", "date_published":
     "2031-03-07T09:30:00Z", "content_html": "<p>Pumps of Port Sela stood still &amp; wet.</p>"},
    {"id": "https://a.example/2", "content_text": "The gate held.", "authors":
     [{"name": "Ben Hale"}, {"name": "Cy Ode"}]},
    {"id": 3, "summary": "Ships came in."},
    {"id": "4"}, "no item"]})",
                           "feed.json");
  ASSERT_EQ(batch.reports.size(), 3u);
  const Report& first = batch.reports[0];
  EXPECT_EQ(first.text, "Pumps of Port Sela stood still & wet.");
  EXPECT_EQ(first.url, "https://a.example/1");
  EXPECT_EQ(first.outlet, "Ledger");
  EXPECT_EQ(first.byline, "Ana Moro");
  EXPECT_EQ(first.language, "en");
  EXPECT_EQ(first.source, "feed.json#1");
  ASSERT_TRUE(first.published);
  EXPECT_EQ(first.published->value, "2031-03-07T09:30:00+00:00");
  EXPECT_EQ(batch.reports[1].url, "https://a.example/2");
  EXPECT_EQ(batch.reports[1].byline, "Ben Hale, Cy Ode");
  EXPECT_NE(std::find(batch.reports[2].notes.begin(), batch.reports[2].notes.end(),
                      "the feed has only this summary of the report"),
            batch.reports[2].notes.end());
  EXPECT_EQ(batch.problems.size(), 2u);
}

TEST_F(JsonFeedTest, OnOneLineIsTheSame) {
  const Batch batch = read(
      "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"content_text\":\"Words.\"}]}"
      "\n",
      "f.json");
  ASSERT_EQ(batch.reports.size(), 1u);
  EXPECT_EQ(batch.reports[0].text, "Words.");
}

TEST_F(JsonFeedTest, WithoutItemsSaysSo) {
  EXPECT_NE(problem("{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}")
                .message.find("no items"),
            std::string::npos);
}

}  // namespace
}  // namespace stemma::intake
