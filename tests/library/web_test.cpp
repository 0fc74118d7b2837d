// Pages by their addresses, from a server of the test's own.
#include "library/web.h"

#include <map>
#include <mutex>

#include "fetch/curl_transport.h"
#include "support.h"
#include "support/local_server.h"

namespace stemma::library {
namespace {

using testing::Exchange;
using testing::http_answer;
using testing::LocalServer;

std::string page(const std::string& words) {
  return "<html lang=en><head><title>Harbour</title></head><body><article><p>" + words +
         " of Port Sela stood still on Friday, the harbour board said in the evening, and the old "
         "town was without water until the morning.</p></article></body></html>";
}

class WebTest : public LibraryTest {
 protected:
  /// What stands at each path; a page's tag is its length.
  void put(const std::string& path, const std::string& body) {
    const std::lock_guard lock(mutex_);
    pages_[path] = body;
  }

  Added add_all(const std::vector<std::string>& sources, std::size_t pages = 100) {
    Library library = open_library();
    fetch::CurlOptions curl;
    curl.user_agent = "stemma/test";
    curl.allow_private = true;
    curl.timeout = std::chrono::seconds(20);
    fetch::CurlTransport transport(curl);
    fetch::SystemClock clock;
    AddOptions options = still();
    if (!now_.empty()) options.now = [this] { return now_; };
    options.web.transport = &transport;
    options.web.clock = &clock;
    options.web.options.delay = std::chrono::milliseconds(0);
    options.web.pages = pages;
    problems_.clear();
    options.on_skipped = [&](const Error& error) { problems_.push_back(error.describe()); };
    const Sources found = find_sources(sources);
    auto added = add(library, found.files, intake_model(), options);
    EXPECT_TRUE(added.ok());
    return added ? *added : Added{};
  }

  Library open_library() { return open("web.stemma"); }

  std::size_t asked(const std::string& path) const {
    std::size_t n = 0;
    for (const std::string& one : server_.asked()) n += one == path;
    return n;
  }

  void answer(const Exchange& exchange) {
    std::string body;
    {
      const std::lock_guard lock(mutex_);
      const auto at = pages_.find(exchange.path);
      if (at == pages_.end()) {
        exchange.send(http_answer("404 Not Found", "", "none"));
        return;
      }
      body = at->second;
    }
    std::size_t sum = 7;
    for (const char c : body) sum = sum * 31 + static_cast<unsigned char>(c);
    const std::string tag = "\"" + std::to_string(sum) + "\"";
    if (exchange.header("If-None-Match") == tag) {
      exchange.send(http_answer("304 Not Modified", "ETag: " + tag + "\r\n", ""));
    } else {
      exchange.send(http_answer("200 OK", "ETag: " + tag + "\r\n", body));
    }
  }

  std::mutex mutex_;
  std::map<std::string, std::string> pages_;
  std::vector<std::string> problems_;
  std::string now_;  // empty: a clock that stands still
  LocalServer server_{[this](const Exchange& exchange) { answer(exchange); }};
};

std::string rss(const LocalServer& server, const std::vector<std::string>& paths) {
  std::string out = "<rss><channel><title>Courier</title>";
  for (const std::string& path : paths)
    out += "<item><title>x</title><link>" + server.url(path) + "</link></item>";
  return out + "</channel></rss>";
}

TEST_F(WebTest, AFeedLeadsToItsPages) {
  put("/feed", rss(server_, {"/1", "/gone", "/2"}));
  put("/1", page("Pumps"));
  put("/2", page("Ships"));
  const Added first = add_all({server_.url("/feed")});
  EXPECT_EQ(first.new_reports, 2u);
  EXPECT_EQ(first.skipped, 1u);
  ASSERT_EQ(problems_.size(), 1u);
  EXPECT_NE(problems_[0].find("/gone: the server answers 404"), std::string::npos) << problems_[0];

  // Nothing new: the feed is not sent again, and no page is asked for.
  const Added again = add_all({server_.url("/feed")});
  EXPECT_EQ(again.new_reports + again.new_versions + again.skipped, 0u);
  EXPECT_EQ(asked("/1"), 1u);

  put("/feed", rss(server_, {"/1", "/2", "/3"}));
  put("/3", page("Cranes"));
  EXPECT_EQ(add_all({server_.url("/feed")}).new_reports, 1u);
  EXPECT_EQ(asked("/1"), 1u);
}

TEST_F(WebTest, AChangedPageIsANewVersion) {
  put("/1", page("Pumps"));
  EXPECT_EQ(add_all({server_.url("/1")}).new_reports, 1u);
  const Added same = add_all({server_.url("/1")});
  EXPECT_EQ(same.known, 1u);
  EXPECT_EQ(asked("/1"), 2u);
  put("/1", page("All pumps"));
  EXPECT_EQ(add_all({server_.url("/1")}).new_versions, 1u);
  Library library = open_library();
  EXPECT_EQ(count(library, "reports"), 1);
  EXPECT_EQ(count(library, "versions"), 2);
}

TEST_F(WebTest, APageThatGoesBackToAnEarlierTextIsANewVersion) {
  // Where something else of the page is another each time as well, too.
  for (const std::string path : {"/1", "/2"}) {
    int day = 1;
    const auto version = [&](const std::string& words) {
      now_ = "2031-03-0" + std::to_string(day++) + "T09:30:00Z";
      const std::string script = "<script>" + (path == "/1" ? "" : now_) + "</script>";
      put(path, page(words) + script);
      return add_all({server_.url(path)}).new_versions;
    };
    EXPECT_EQ(version("Pumps"), 0u);
    EXPECT_EQ(version("All pumps"), 1u);
    EXPECT_EQ(version("Pumps"), 1u);
    EXPECT_EQ(version("Pumps"), 0u);
    EXPECT_EQ(version("All pumps"), 1u);
  }
  Library library = open_library();
  EXPECT_EQ(count(library, "versions"), 8);
}

TEST_F(WebTest, RobotsAreHeededAndTheRestGoesOn) {
  put("/robots.txt", "User-agent: *\nDisallow: /shut\n");
  put("/1", page("Pumps"));
  put("/shut", page("Ships"));
  const Added added = add_all({server_.url("/shut"), server_.url("/1"), "ftp://a.example/"});
  EXPECT_EQ(added.new_reports, 1u);
  EXPECT_EQ(asked("/shut"), 0u);
  EXPECT_EQ(added.skipped, 2u);
}

TEST_F(WebTest, ListsInFilesAndListsOfListsAreFollowed) {
  put("/feed", rss(server_, {"/1"}));
  put("/map", "<urlset><url><loc>" + server_.url("/2") + "</loc></url></urlset>");
  put("/1", page("Pumps"));
  put("/2", page("Ships"));
  scratch_.write("feeds.opml",
                 "<opml><body><outline xmlUrl='" + server_.url("/feed") + "'/></body></opml>");
  scratch_.write("index.xml", "<sitemapindex><sitemap><loc>" + server_.url("/map") +
                                  "</loc></sitemap></sitemapindex>");
  const Added added = add_all(
      {(scratch_.path() / "feeds.opml").string(), (scratch_.path() / "index.xml").string()});
  EXPECT_EQ(added.new_reports, 2u) << (problems_.empty() ? "" : problems_[0]);
  EXPECT_EQ(added.skipped, 0u);
}

TEST_F(WebTest, AnUnchangedListOfListsIsStillFollowed) {
  put("/feeds", "<opml><body><outline xmlUrl='" + server_.url("/feed") + "'/></body></opml>");
  put("/feed", rss(server_, {"/1"}));
  put("/1", page("Pumps"));
  put("/2", page("Ships"));
  EXPECT_EQ(add_all({server_.url("/feeds")}).new_reports, 1u);
  put("/feed", rss(server_, {"/1", "/2"}));
  EXPECT_EQ(add_all({server_.url("/feeds")}).new_reports, 1u);
  EXPECT_EQ(asked("/1"), 1u);
}

TEST_F(WebTest, APageIsAskedForAgainWhereItsListSaysThatItMayHaveChanged) {
  const auto map = [&](const std::string& changed) {
    put("/map", "<urlset><url><loc>" + server_.url("/1") + "</loc><lastmod>" + changed +
                    "</lastmod></url></urlset>");
  };
  map("2031-03-01");
  put("/1", page("Pumps"));
  EXPECT_EQ(add_all({server_.url("/map")}).new_reports, 1u);
  put("/1", page("Cranes"));
  map("2031-03-02");
  EXPECT_EQ(add_all({server_.url("/map")}).new_versions, 0u) << "long before it was fetched";
  // It was fetched at 09:30Z on the 7th; this is two hours after.
  map("2031-03-06T23:30:00-12:00");
  EXPECT_EQ(add_all({server_.url("/map")}).new_versions, 1u);
}

TEST_F(WebTest, WhatWasTooMuchComesTheNextTime) {
  std::vector<std::string> paths;
  for (int i = 0; i < 5; ++i) {
    paths.push_back("/" + std::to_string(i));
    put(paths.back(), page("Pump " + std::to_string(i)));
  }
  put("/feed", rss(server_, paths));
  EXPECT_EQ(add_all({server_.url("/feed")}, 3).new_reports, 3u);
  EXPECT_EQ(add_all({server_.url("/feed")}, 3).new_reports, 2u);
  EXPECT_EQ(asked("/0"), 1u);
}

TEST_F(WebTest, WithoutANetworkAddressesAreRefused) {
  Library library = open_library();
  AddOptions options = still();
  const std::vector<std::string> named{server_.url("/1")};
  const auto added = add(library, find_sources(named).files, intake_model(), options);
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(added->skipped, 1u);
  EXPECT_TRUE(server_.asked().empty());
}

}  // namespace
}  // namespace stemma::library
