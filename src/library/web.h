// Pages by their addresses, as pieces of input: those that the user names, and those that the
// feeds, sitemaps and OPML lists among them lead to.
//
//   WebReader web(db, model, access, options);
//   web.name("https://courier.example/feed.xml");
//   while (auto item = web.next()) ...
//
// What was fetched before is asked for with "only if it has changed"; a page that a list names is
// asked for again only where the list says that it changed since. A list is remembered once all
// that it names was had, so that what was cut short goes on with the next call.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "fetch/fetcher.h"
#include "intake/listing.h"
#include "intake/pieces.h"
#include "library/sqlite.h"

namespace stemma::library {

/// The way to the network. Without a transport nothing is fetched.
struct WebAccess {
  fetch::Transport* transport = nullptr;
  fetch::Clock* clock = nullptr;
  fetch::FetchOptions options;
  std::size_t pages = 100;  // that are fetched of one feed or sitemap in one go, newest first
};

/// What a server said of the state of a page, to be kept with the page.
struct Visit {
  std::string url, etag, modified;
  bool list = false;  // it leads to pages, and is none
};

struct WebItem {
  std::optional<intake::Piece> piece;  // a page, or a problem
  std::optional<Visit> visit;  // without a piece: a list that was gone through, or unchanged
  bool unchanged = false;      // since it was fetched before
  bool page = false;           // the piece is what its address shows now
};

class WebReader {
 public:
  /// REQUIRES: all of them outlive it; access has transport and clock.
  WebReader(Connection& db, const intake::Model& model, const WebAccess& access,
            const intake::Options& options);

  void name(const std::string& url);

  /// A list that was found in a file.
  void follow(const intake::Listing& listing);

  std::optional<WebItem> next();

  /// Keeps a visit. REQUIRES: a transaction, that of the page's reports.
  std::optional<Error> keep(const Visit& visit, std::string_view now);

 private:
  /// What the user named, and what it may still lead to.
  struct Root {
    std::size_t pages_left;
    bool complete = true;
    std::vector<Visit> lists;  // gone through
  };
  struct Task {
    std::size_t root = 0;
    unsigned depth = 0;
    bool known_list = false;
  };
  struct Known {
    std::string etag, modified, at;
    bool list = false;
  };

  std::optional<Known> find(const std::string& url);
  void ask(const std::string& url, Task task);
  void follow(const intake::Listing& listing, const std::string& base, Task task);
  std::optional<WebItem> take(fetch::Answer answer);
  std::optional<WebItem> next_piece();
  void complain(const Error& problem);

  const intake::Model& model_;
  intake::Options options_;
  std::size_t pages_;
  fetch::Fetcher fetcher_;
  Statement find_;
  Statement keep_;
  std::vector<Root> roots_;
  std::vector<Task> tasks_;
  std::set<std::string> asked_;
  std::deque<WebItem> waiting_;
  std::unique_ptr<std::istringstream> body_;
  std::unique_ptr<intake::PieceReader> reader_;
  fetch::Answer page_;                 // that the reader reads
  std::optional<intake::Piece> held_;  // of it, next
  bool trouble_ = false;               // with one of its pieces
  bool ended_ = false;
};

}  // namespace stemma::library
