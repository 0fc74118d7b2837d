// Feeds, tables and archives: what each gives, and what is said of what they cannot give.

#include <sstream>

#include "intake/pieces.h"
#include "intake/support.h"
#include "support/gzip.h"

namespace stemma::intake {
namespace {

using testing::gzipped;

constexpr const char* kRss = R"(<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Port Sela Courier</title><link>https://courier.example/</link>
<item><title>Pumps fail &amp; stop</title><link>https://courier.example/1</link>
 <guid isPermaLink="false">77</guid><pubDate>Fri, 07 Mar 2031 09:30:00 +0200</pubDate>
 <description>Short words of it.</description>
 <content:encoded><![CDATA[<p>Pumps of Port Sela stood still on Friday, the harbour board said.</p><p>Nobody was hurt, it added, and the old town has water again.</p>]]></content:encoded></item>
<item><title>Gate holds</title><guid>https://courier.example/2</guid>
 <description>The gate held through the night, said Ana Moro, who leads the board.</description></item>
<item><title>No words</title><link>https://courier.example/3</link></item>
</channel></rss>)";

constexpr const char* kAtom = R"(<feed xmlns="http://www.w3.org/2005/Atom"><title>Ledger</title>
<entry><title>Ships in</title><id>tag:ledger.example,2031:9</id>
<link rel="self" href="https://ledger.example/9.atom"/><link href="https://ledger.example/9"/>
<published>2031-03-09T08:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ships came in at dawn, the board said.</p><p>All were &#169; counted.</p></div></content></entry></feed>)";

class FeedTest : public IntakeTest {};

TEST_F(FeedTest, RssGivesItsItems) {
  const Batch batch = read(kRss, "feed.xml");
  ASSERT_EQ(batch.reports.size(), 2u);
  const Report& first = batch.reports[0];
  EXPECT_EQ(first.title, "Pumps fail & stop");
  EXPECT_EQ(first.url, "https://courier.example/1");
  EXPECT_EQ(first.outlet, "Port Sela Courier");
  EXPECT_EQ(first.external_id, "77");
  EXPECT_EQ(first.source, "feed.xml#1");
  ASSERT_TRUE(first.published);
  EXPECT_EQ(first.published->value, "2031-03-07T09:30:00+02:00");
  EXPECT_EQ(first.text,
            "Pumps of Port Sela stood still on Friday, the harbour board said.\n\n"
            "Nobody was hurt, it added, and the old town has water again.");
  const Report& second = batch.reports[1];
  EXPECT_EQ(second.url, "https://courier.example/2");
  EXPECT_EQ(second.text, "The gate held through the night, said Ana Moro, who leads the board.");
  EXPECT_NE(std::find(second.notes.begin(), second.notes.end(),
                      "the feed has only this summary of the report"),
            second.notes.end());
  ASSERT_EQ(batch.problems.size(), 1u);
  EXPECT_EQ(batch.problems[0].context, "feed.xml#3");
}

TEST_F(FeedTest, AtomGivesItsEntries) {
  const Report entry = report(kAtom, "feed.atom");
  EXPECT_EQ(entry.url, "https://ledger.example/9");
  EXPECT_EQ(entry.title, "Ships in");
  EXPECT_EQ(entry.outlet, "Ledger");
  ASSERT_TRUE(entry.published);
  EXPECT_EQ(entry.published->value, "2031-03-09T08:00:00+00:00");
  EXPECT_NE(entry.text.find("Ships came in at dawn, the board said."), std::string::npos);
  EXPECT_NE(entry.text.find("\xC2\xA9"), std::string::npos) << entry.text;
}

TEST_F(FeedTest, ABrokenFeedGivesWhatStandsBeforeTheBreak) {
  const std::string whole = kRss;
  const Batch batch =
      read(whole.substr(0, whole.find("<item><title>No words")) + "<item><tit", "f");
  EXPECT_EQ(batch.reports.size(), 2u);
  EXPECT_FALSE(batch.problems.empty());
}

TEST_F(FeedTest, ListsOfAddressesSayWhoFetchesThem) {
  const Error sitemap = problem(
      "<?xml version=\"1.0\"?><urlset><url><loc>https://a.example/1</loc></url><url><loc>x</loc>"
      "</url></urlset>");
  EXPECT_NE(sitemap.message.find("2 addresses"), std::string::npos) << sitemap.message;
  EXPECT_NE(sitemap.message.find("`stemma add` fetches"), std::string::npos);
  const Error opml =
      problem("<opml><body><outline text=\"a\"><outline xmlUrl=\"x\"/></outline></body></opml>");
  EXPECT_NE(opml.message.find("list of feeds"), std::string::npos);
}

TEST_F(FeedTest, EntitiesThatADocumentDefinesAreNotRead) {
  const Batch batch = read(
      "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">"
      "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>T</title>"
      "<description>Words &b; and &f; of it.</description></item></channel></rss>");
  ASSERT_EQ(batch.reports.size(), 1u);
  for (const Report& r : batch.reports) {
    EXPECT_TRUE(r.text.starts_with("Words ")) << r.text;
    EXPECT_EQ(r.text.find("aaaa"), std::string::npos);
    EXPECT_EQ(r.text.find("root:"), std::string::npos);
  }
}

TEST_F(FeedTest, DeepNestingIsFine) {
  std::string deep = "<rss><channel><item><description type=\"xhtml\">";
  for (int i = 0; i < 200000; ++i) deep += "<b>";
  read(deep + "x", "f");
  std::string list = "<opml>";
  for (int i = 0; i < 200000; ++i) list += "<outline>";
  EXPECT_NE(read(list, "f").problems[0].message.find("list"), std::string::npos);
}

class TableTest : public IntakeTest {};

TEST_F(TableTest, ARowIsAReport) {
  const Batch batch = read(
      "Title;URL;Date;Text\r\n"
      "\"Pumps \"\"fail\"\"\";https://a.example/1;2031-03-07;\"Pumps stood still; the "
      "board\r\nsaid "
      "so.\"\r\n"
      "\r\n"
      "Gate;https://a.example/2;;'=The gate held all night.\r\n"
      "Empty;https://a.example/3;;\r\n",
      "t.csv");
  ASSERT_EQ(batch.reports.size(), 2u);
  EXPECT_EQ(batch.reports[0].title, "Pumps \"fail\"");
  EXPECT_EQ(batch.reports[0].text, "Pumps stood still; the board\r\nsaid so.");
  ASSERT_TRUE(batch.reports[0].published);
  EXPECT_EQ(batch.reports[0].published->value, "2031-03-07");
  EXPECT_EQ(batch.reports[0].source, "t.csv:2");
  EXPECT_EQ(batch.reports[1].text, "=The gate held all night.");
  EXPECT_EQ(batch.reports[1].source, "t.csv:5");
  ASSERT_EQ(batch.problems.size(), 1u);
  EXPECT_EQ(batch.problems[0].context, "t.csv:6");
}

TEST_F(TableTest, TabsAndOtherHeadingsAreKnown) {
  const Report one =
      report("headline\tpublication\tarticle\nGate\tLedger\tThe gate held.\n", "t.tsv");
  EXPECT_EQ(one.title, "Gate");
  EXPECT_EQ(one.outlet, "Ledger");
  EXPECT_EQ(one.text, "The gate held.");
}

TEST_F(TableTest, WhatIsWrongIsSaid) {
  EXPECT_NE(problem("a,b\n1,2\n", "t.csv").message.find("\"text\""), std::string::npos);
  EXPECT_NE(problem("text\n", "t.csv").message.find("no rows"), std::string::npos);
  const Batch open = read("text\nGood words.\n\"never closed\n", "t.csv");
  EXPECT_EQ(open.reports.size(), 1u);
  ASSERT_EQ(open.problems.size(), 1u);
  EXPECT_EQ(open.problems[0].context, "t.csv:3");
}

std::string record(const std::string& type, const std::string& url, const std::string& block) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2031-03-07T09:30:00Z\r\nContent-Type: application/http; msgtype=response"
         "\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string page(int number) {
  return "<html><head><title>Pumps " + std::to_string(number) +
         "</title></head><body><article><p>Pump " + std::to_string(number) +
         " of Port Sela stood still on Friday, the harbour board said in the evening, and the old "
         "town was without water.</p></article></body></html>";
}

std::string answer(const std::string& head, const std::string& body) {
  return "HTTP/1.1 " + head + "\r\n\r\n" + body;
}

std::vector<std::string> archive() {
  const std::string html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
  const std::string chunked = page(3);
  char size[20];
  std::snprintf(size, sizeof size, "%zx", chunked.size());
  return {record("warcinfo", "", "software: made by hand\r\n"),
          record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n"),
          record("response", "https://a.example/1", answer(html, page(1))),
          record("response", "<https://a.example/2>",
                 answer(html + "\r\nContent-Encoding: gzip", gzipped(page(2)))),
          record("response", "https://a.example/3",
                 answer(html + "\r\nTransfer-Encoding: chunked",
                        std::string(size) + "\r\n" + chunked + "\r\n0\r\n\r\n")),
          record("response", "https://a.example/4", answer("404 Not Found", "gone")),
          record("response", "https://a.example/5",
                 answer("200 OK\r\nContent-Type: image/png", "\x89PNG"))};
}

class ArchiveTest : public IntakeTest {
 protected:
  struct Given {
    std::vector<Report> reports;
    std::vector<Error> problems;
  };
  Given take(const std::string& bytes, Options options = {}) {
    std::istringstream in(bytes);
    PieceReader reader(in, "a.warc", options);
    Given given;
    while (auto piece = reader.next()) {
      if (piece->problem) {
        given.problems.push_back(*piece->problem);
        continue;
      }
      Batch batch = read_piece(*piece, *model_, options);
      for (Report& r : batch.reports) given.reports.push_back(std::move(r));
      for (Error& e : batch.problems) given.problems.push_back(std::move(e));
    }
    return given;
  }
};

TEST_F(ArchiveTest, PagesComeOutPackedOrNot) {
  std::string plain;
  std::string members;
  for (const std::string& r : archive()) {
    plain += r;
    members += gzipped(r);
  }
  for (const std::string& bytes : {plain, members, gzipped(plain)}) {
    const Given given = take(bytes);
    ASSERT_EQ(given.reports.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
      const std::string n = std::to_string(i + 1);
      EXPECT_EQ(given.reports[i].url, "https://a.example/" + n);
      EXPECT_EQ(given.reports[i].title, "Pumps " + n);
      EXPECT_TRUE(given.reports[i].text.starts_with("Pump " + n + " of Port Sela"));
    }
    ASSERT_EQ(given.problems.size(), 2u);
    EXPECT_NE(given.problems[0].context.find("https://a.example/4"), std::string::npos);
  }
}

TEST_F(ArchiveTest, ABrokenArchiveGivesWhatStandsBeforeTheBreak) {
  std::string plain;
  for (const std::string& r : archive()) plain += r;
  for (const std::string& bytes : {plain, gzipped(plain)}) {
    for (std::size_t size = 0; size < bytes.size(); size += 37) {
      const Given given = take(bytes.substr(0, size));
      EXPECT_LE(given.reports.size(), 3u);
    }
  }
  const Given half = take(plain.substr(0, plain.find("/2>") + 100));
  EXPECT_EQ(half.reports.size(), 1u);
  EXPECT_EQ(half.problems.size(), 1u);
}

TEST_F(ArchiveTest, ARecordOverTheLimitIsPassedOver) {
  Options options;
  options.max_bytes = 2000;
  const std::string html = "200 OK\r\nContent-Type: text/html";
  const std::string big =
      record("response", "https://a.example/big", answer(html, std::string(5000, 'x')));
  const std::string bomb =
      record("response", "https://a.example/bomb",
             answer(html + "\r\nContent-Encoding: gzip", gzipped(std::string(300000, 'x'))));
  const Given given = take(big + bomb + archive()[2], options);
  EXPECT_EQ(given.problems.size(), 2u);
  EXPECT_EQ(given.reports.size(), 1u);
}

TEST_F(ArchiveTest, PackedLinesAreLines) {
  std::string lines;
  for (int i = 0; i < 3000; ++i)
    lines +=
        "{\"text\": \"Pump " + std::to_string(i) + " stood still, the harbour board said.\"}\n";
  EXPECT_EQ(take(gzipped(lines)).reports.size(), 3000u);
  const std::string packed = gzipped(lines);
  const Given cut = take(packed.substr(0, packed.size() / 2));
  EXPECT_GT(cut.reports.size(), 0u);
  EXPECT_FALSE(cut.problems.empty());
  std::string damaged = packed;
  for (std::size_t i = packed.size() * 9 / 10; i < packed.size(); ++i) damaged[i] = '\xFF';
  const Given hurt = take(damaged);
  EXPECT_GT(hurt.reports.size(), 0u) << "what stood before the damage";
  EXPECT_FALSE(hurt.problems.empty());
}

}  // namespace
}  // namespace stemma::intake
