// Politeness, with a network and a clock that the test holds.
#include "fetch/fetcher.h"

#include <gtest/gtest.h>

#include <mutex>

namespace stemma::fetch {
namespace {

using namespace std::chrono_literals;
using Time = std::chrono::milliseconds;

class HeldClock : public Clock {
 public:
  Time now() override { return now_; }
  void sleep_until(Time time) override { now_ = std::max(now_, time); }

 private:
  Time now_{1'000'000};
};

/// Answers by address; several answers for one are given one after another, the last again and
/// again. What it has nothing for is 404.
class Net : public Transport {
 public:
  explicit Net(HeldClock& clock) : clock_(clock) {}

  Net& on(const std::string& url, Response response) {
    answers_[url].push_back(std::move(response));
    return *this;
  }

  Response get(const Request& request) override {
    const std::lock_guard lock(mutex_);
    log.emplace_back(request.url, clock_.now());
    etags[request.url] = request.etag;
    auto& answers = answers_[request.url];
    if (answers.empty()) return status(404);
    Response first = answers.front();
    if (answers.size() > 1) answers.erase(answers.begin());
    return first;
  }

  static Response status(int code, std::map<std::string, std::string> headers = {},
                         std::string body = {}) {
    Response out;
    out.status = code;
    out.headers = std::move(headers);
    out.body = std::move(body);
    return out;
  }
  static Response page(std::string body) { return status(200, {}, std::move(body)); }
  static Response broken() {
    Response out;
    out.failure = Response::Failure::kNetwork;
    out.reason = "connection refused";
    return out;
  }

  std::size_t count(const std::string& url) const {
    std::size_t n = 0;
    for (const auto& [asked, when] : log) n += asked == url;
    return n;
  }

  std::vector<std::pair<std::string, Time>> log;
  std::map<std::string, std::string> etags;

 private:
  HeldClock& clock_;
  std::mutex mutex_;
  std::map<std::string, std::vector<Response>> answers_;
};

class FetcherTest : public ::testing::Test {
 protected:
  std::map<std::string, Answer> fetch(const std::vector<std::string>& urls) {
    Fetcher fetcher(net_, clock_, options_);
    for (const std::string& url : urls) fetcher.ask({.url = url, .etag = {}, .modified = {}});
    std::map<std::string, Answer> out;
    while (auto answer = fetcher.next()) {
      const std::string url = answer->ask.url;
      EXPECT_TRUE(out.emplace(url, std::move(*answer)).second) << "one answer to each";
    }
    EXPECT_EQ(out.size(), urls.size());
    return out;
  }

  std::string problem(const std::string& url) {
    const auto answers = fetch({url});
    const Answer& answer = answers.at(url);
    EXPECT_TRUE(answer.problem);
    return answer.problem ? answer.problem->message : "";
  }

  HeldClock clock_;
  Net net_{clock_};
  FetchOptions options_;
};

TEST_F(FetcherTest, AsksASiteOneAtATimeWithAPause) {
  std::vector<std::string> urls;
  for (const char* site : {"a", "b"}) {
    for (int i = 0; i < 3; ++i) {
      urls.push_back("https://" + std::string(site) + ".example/" + std::to_string(i));
      net_.on(urls.back(), Net::page("words"));
    }
  }
  const Time start = clock_.now();
  for (const auto& [url, answer] : fetch(urls)) EXPECT_EQ(answer.body, "words");
  std::map<char, Time> last;
  for (const auto& [url, when] : net_.log) {
    const char site = url[8];
    const Time before = last.contains(site) ? last[site] : when - options_.delay;
    EXPECT_GE((when - before).count(), options_.delay.count()) << url;
    last[site] = when;
  }
  EXPECT_EQ(net_.log.size(), 8u) << "with one robots.txt each";
  EXPECT_EQ((clock_.now() - start).count(), 3 * options_.delay.count())
      << "sites do not wait for one another";
}

TEST_F(FetcherTest, HeedsRobots) {
  net_.on("https://a.example/robots.txt",
          Net::page("User-agent: *\nDisallow: /shut\nCrawl-delay: 7\n"));
  net_.on("https://a.example/1", Net::page("words")).on("https://a.example/2", Net::page("words"));
  net_.on("https://a.example/shut", Net::page("secret"));
  const auto answers =
      fetch({"https://a.example/1", "https://a.example/shut", "https://a.example/2"});
  EXPECT_TRUE(answers.at("https://a.example/shut").problem);
  EXPECT_EQ(net_.count("https://a.example/shut"), 0u);
  EXPECT_FALSE(answers.at("https://a.example/2").problem);
  EXPECT_EQ((net_.log[2].second - net_.log[1].second).count(), 7000);
}

TEST_F(FetcherTest, LeavesASiteAloneWhoseRobotsCannotBeHad) {
  net_.on("https://a.example/robots.txt", Net::status(503));
  EXPECT_NE(problem("https://a.example/1").find("robots.txt cannot be had"), std::string::npos);
  EXPECT_EQ(net_.count("https://a.example/1"), 0u);
  EXPECT_EQ(net_.count("https://a.example/robots.txt"), options_.tries);
}

TEST_F(FetcherTest, RobotsMayStandElsewhere) {
  net_.on("http://a.example/robots.txt",
          Net::status(301, {{"location", "https://www.a.example/robots.txt"}}));
  net_.on("https://www.a.example/robots.txt", Net::page("User-agent: *\nDisallow: /\n"));
  EXPECT_NE(problem("http://a.example/1").find("robots.txt asks"), std::string::npos);
}

TEST_F(FetcherTest, FollowsRedirectsAndJudgesEveryHop) {
  net_.on("https://a.example/1", Net::status(301, {{"location", "/moved"}}));
  net_.on("https://a.example/moved", Net::status(302, {{"location", "https://b.example/2"}}));
  net_.on("https://b.example/2", Net::page("words"));
  auto answers = fetch({"https://a.example/1"});
  EXPECT_EQ(answers.at("https://a.example/1").url, "https://b.example/2");
  EXPECT_EQ(answers.at("https://a.example/1").body, "words");
  EXPECT_EQ(net_.count("https://b.example/robots.txt"), 1u);

  net_.on("https://a.example/file", Net::status(302, {{"location", "file:///etc/passwd"}}));
  EXPECT_NE(problem("https://a.example/file").find("only http and https"), std::string::npos);
  net_.on("https://a.example/loop", Net::status(302, {{"location", "/loop"}}));
  EXPECT_NE(problem("https://a.example/loop").find("redirected more than 5"), std::string::npos);
  EXPECT_EQ(net_.count("https://a.example/loop"), 6u);
}

TEST_F(FetcherTest, AsksForChangesOnly) {
  Fetcher fetcher(net_, clock_, options_);
  net_.on("https://a.example/1", Net::status(304, {{"etag", "\"2\""}}));
  fetcher.ask({.url = "https://a.example/1", .etag = "\"1\"", .modified = "", .tag = 9});
  const auto answer = fetcher.next();
  ASSERT_TRUE(answer && !answer->problem);
  EXPECT_TRUE(answer->unchanged);
  EXPECT_EQ(answer->ask.tag, 9u);
  EXPECT_EQ(net_.etags["https://a.example/1"], "\"1\"");
  EXPECT_EQ(net_.etags["https://a.example/robots.txt"], "");
  EXPECT_FALSE(fetcher.next());
}

TEST_F(FetcherTest, WaitsAsLongAsItIsAsked) {
  net_.on("https://a.example/1", Net::status(429, {{"retry-after", "40"}}));
  net_.on("https://a.example/1", Net::page("words"));
  const auto answers = fetch({"https://a.example/1"});
  EXPECT_EQ(answers.at("https://a.example/1").body, "words");
  EXPECT_GE((net_.log[2].second - net_.log[1].second).count(), 40'000);
}

TEST_F(FetcherTest, WaitsForRobotsAsLongAsItIsAsked) {
  net_.on("https://b.example/robots.txt", Net::status(503, {{"retry-after", "40"}}));
  net_.on("https://b.example/robots.txt", Net::page(""));
  net_.on("https://b.example/1", Net::page("words"));
  net_.on("https://c.example/robots.txt", Net::status(429, {{"retry-after", "7200"}}));
  const auto answers = fetch({"https://b.example/1", "https://c.example/1"});
  EXPECT_EQ(answers.at("https://b.example/1").body, "words");
  std::vector<Time> asked;
  for (const auto& [url, when] : net_.log)
    if (url == "https://b.example/robots.txt") asked.push_back(when);
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_GE((asked[1] - asked[0]).count(), 40'000);
  ASSERT_TRUE(answers.at("https://c.example/1").problem);
  EXPECT_EQ(net_.count("https://c.example/robots.txt"), 1u);
  EXPECT_NE(answers.at("https://c.example/1").problem->message.find("7200 seconds"),
            std::string::npos);
}

TEST_F(FetcherTest, LeavesASiteThatAsksForLonger) {
  net_.on("https://a.example/1", Net::status(429, {{"retry-after", "7200"}}));
  net_.on("https://a.example/2", Net::page("words"));
  const auto answers = fetch({"https://a.example/1", "https://a.example/2"});
  for (const auto& [url, answer] : answers) {
    ASSERT_TRUE(answer.problem) << url;
    EXPECT_TRUE(answer.passing);
    EXPECT_NE(answer.problem->message.find("7200 seconds"), std::string::npos);
  }
  EXPECT_EQ(net_.count("https://a.example/2"), 0u);
}

TEST_F(FetcherTest, BacksOffFurtherWithEveryFailure) {
  net_.on("https://a.example/1", Net::broken());
  EXPECT_EQ(problem("https://a.example/1"), "connection refused");
  ASSERT_EQ(net_.log.size(), 1 + options_.tries);
  const Time first = net_.log[2].second - net_.log[1].second;
  const Time second = net_.log[3].second - net_.log[2].second;
  EXPECT_GT(second.count(), first.count());
}

TEST_F(FetcherTest, GivesUpASiteThatFailsAgainAndAgain) {
  std::vector<std::string> urls;
  for (int i = 0; i < 20; ++i) {
    urls.push_back("https://a.example/" + std::to_string(i));
    net_.on(urls.back(), Net::broken());
  }
  for (const auto& [url, answer] : fetch(urls)) EXPECT_TRUE(answer.problem && answer.passing);
  EXPECT_EQ(net_.log.size(), 1 + options_.failures);
}

TEST_F(FetcherTest, WhatIsGoneIsNotAskedAgain) {
  EXPECT_NE(problem("https://a.example/gone").find("404"), std::string::npos);
  EXPECT_EQ(net_.count("https://a.example/gone"), 1u);
  EXPECT_NE(problem("ftp://a.example/1").find("only http"), std::string::npos);
}

TEST(RetryAfter, IsReadInBothForms) {
  const auto after = [](std::map<std::string, std::string> headers) {
    return retry_after(Net::status(503, std::move(headers)));
  };
  EXPECT_EQ(after({}), std::nullopt);
  EXPECT_EQ(after({{"retry-after", "120"}}), Time(120'000));
  EXPECT_EQ(after({{"retry-after", "-5"}}), Time(0));
  EXPECT_EQ(after({{"retry-after", "Fri, 07 Mar 2031 09:31:00 GMT"},
                   {"date", "Fri, 07 Mar 2031 09:30:00 GMT"}}),
            Time(60'000));
  EXPECT_EQ(after({{"retry-after", "Fri, 07 Mar 2031 09:31:00 GMT"}}), std::nullopt);
  EXPECT_EQ(after({{"retry-after", "later"}, {"date", "now"}}), std::nullopt);
}

}  // namespace
}  // namespace stemma::fetch
