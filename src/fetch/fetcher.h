// Pages from the web, politely: robots.txt heeded, one request at a time to a site with a pause
// between two, fewer where the site asks for it or does not answer, redirects bounded and each
// hop judged like the first.
//
//   Fetcher fetcher(transport, clock, {});
//   fetcher.ask({.url = "https://courier.example/1"});
//   while (auto page = fetcher.next()) {
//     if (page->problem) complain(*page->problem);
//     else if (!page->unchanged) use(page->url, page->body);
//   }
//
// Asks are answered once each; in which order depends on the sites. More may be asked while
// answers come in. One thread at a time; requests to several sites go out at once.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fetch/robots.h"
#include "fetch/transport.h"
#include "fetch/url.h"
#include "stemma/result.h"

namespace stemma::fetch {

struct FetchOptions {
  std::string agent = "stemma";                 // as robots.txt names us
  std::chrono::milliseconds delay{1000};        // between two requests to one site
  std::chrono::milliseconds max_delay{60'000};  // that a site may ask for between two
  std::chrono::milliseconds max_wait{120'000};  // that a site may ask for once, before it is left
  unsigned tries = 3;                           // of one request
  unsigned redirects = 5;                       // of one ask
  unsigned failures = 5;                        // in a row, after which a site is left alone
  unsigned parallel = 8;                        // sites at once
};

struct Ask {
  std::string url;
  std::string etag, modified;  // of the state that is known
  std::uint64_t tag = 0;       // given back with the answer
};

struct Answer {
  Ask ask;
  std::string url;  // where the page stands, after redirects
  bool unchanged = false;
  std::string body;
  std::string content_type;
  std::string etag, modified;
  std::optional<Error> problem;  // instead of all that; its context is the address
  bool passing = false;          // a problem that may be gone tomorrow
};

class Fetcher {
 public:
  /// REQUIRES: transport and clock outlive it.
  Fetcher(Transport& transport, Clock& clock, FetchOptions options);

  void ask(Ask ask);

  /// Waits for the next answer; nothing when all asks are answered.
  std::optional<Answer> next();

  std::size_t pending() const { return pending_.size() + answers_.size(); }

 private:
  using Time = std::chrono::milliseconds;

  /// What is known of one scheme, host and port.
  struct Site {
    Time next{0};  // no request before
    std::optional<Robots> robots;
    std::string robots_url;
    unsigned robots_hops = 0;
    unsigned robots_tries = 0;
    unsigned failures = 0;  // in a row
    std::string left;       // why it is left alone; empty: it is not
  };
  struct Pending {
    Ask ask;
    Url url;  // where it has got to
    unsigned hops = 0;
    unsigned tries = 0;
  };
  /// One request of a round.
  struct Work {
    Pending pending;
    bool robots = false;
    Request request;
    Response response;
  };

  std::vector<Work> choose(std::optional<Time>& earliest);
  void settle(Work& work);
  void settle_robots(Work& work, Site& site);
  void settle_page(Work& work, Site& site);
  void redirect(Work& work);
  void retry(Work& work, Site& site, std::string reason);
  bool asks_for_too_long(const Response& response, Site& site);
  bool site_failed(Site& site, unsigned tries, const std::string& reason);
  void fail(const Pending& pending, ErrorCode code, std::string message, bool passing);
  Time pause(const Site& site) const;

  Transport& transport_;
  Clock& clock_;
  FetchOptions options_;
  std::map<std::string, Site> sites_;
  std::deque<Pending> pending_;
  std::deque<Answer> answers_;
};

/// How long an answer asks to wait: seconds, or a date against the server's own clock. Nothing
/// where it does not say.
std::optional<std::chrono::milliseconds> retry_after(const Response& response);

}  // namespace stemma::fetch
