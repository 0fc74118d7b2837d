#include "library/web.h"

#include <fmt/format.h>

#include <algorithm>

#include "intake/gunzip.h"
#include "intake/warc.h"
#include "stories/sketch.h"

namespace stemma::library {
namespace {

constexpr unsigned kMaxDepth = 3;        // OPML, feed, page; index, sitemap, page
constexpr std::size_t kMaxLists = 50;    // of one index of sitemaps
constexpr std::size_t kMaxFeeds = 1000;  // of one OPML list
constexpr std::size_t kMaxUnpacked = 16 * 1024 * 1024;

/// "2031-03-07T09:30:00+00:00" may lie after "2031-03-07T08:00:00Z". Of days and times of other
/// zones it is not known when they begin in UTC: a day more is allowed them.
bool may_be_later(std::string_view changed, std::string_view at) {
  if (changed.empty()) return false;
  const bool exact =
      changed.size() >= 19 && (changed.ends_with("+00:00") || changed.ends_with("Z"));
  if (exact) return changed.substr(0, 19) >= at.substr(0, 19);
  const auto its = stories::day_of(changed);
  const auto then = stories::day_of(at);
  return !its || !then || *its + 1 >= *then;
}

}  // namespace

WebReader::WebReader(Connection& db, const intake::Model& model, const WebAccess& access,
                     const intake::Options& options)
    : model_(model),
      options_(options),
      pages_(access.pages),
      fetcher_(*access.transport, *access.clock, access.options),
      find_(db, "SELECT etag, modified, at, list FROM fetched WHERE url = ?"),
      keep_(db,
            "INSERT INTO fetched(url, etag, modified, at, list) VALUES(?, ?, ?, ?, ?) "
            "ON CONFLICT(url) DO UPDATE SET etag = excluded.etag, modified = excluded.modified, "
            "at = excluded.at, list = excluded.list") {}

std::optional<Error> WebReader::keep(const Visit& visit, std::string_view now) {
  keep_.bind(1, visit.url).bind(2, visit.etag).bind(3, visit.modified).bind(4, now);
  return keep_.bind(5, std::int64_t(visit.list)).run();
}

std::optional<WebReader::Known> WebReader::find(const std::string& url) {
  std::optional<Known> known;
  if (find_.bind(1, url).step()) {
    known = Known{std::string(find_.text(0)), std::string(find_.text(1)),
                  std::string(find_.text(2)), find_.integer(3) != 0};
  }
  find_.reset();
  return known;
}

void WebReader::ask(const std::string& url, Task task) {
  if (!asked_.insert(url).second) return;
  const auto known = find(url);
  task.known_list = known && known->list;
  tasks_.push_back(task);
  fetcher_.ask({url, known ? known->etag : "", known ? known->modified : "", tasks_.size() - 1});
}

void WebReader::name(const std::string& url) {
  const auto parsed = fetch::parse_url(url);
  roots_.push_back({pages_, true, {}});
  ask(parsed ? parsed->text : url, {roots_.size() - 1, 0, false});
}

void WebReader::follow(const intake::Listing& listing) {
  roots_.push_back({pages_, true, {}});
  follow(listing, {}, {roots_.size() - 1, 0, false});
}

void WebReader::follow(const intake::Listing& listing, const std::string& base, Task task) {
  std::vector<intake::Listed> items = listing.items;
  std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
    return a.changed.substr(0, 19) > b.changed.substr(0, 19);
  });
  const bool pages = intake::names_pages(listing.kind);
  const bool feeds = listing.kind == intake::Listing::Kind::kFeedList;
  std::size_t lists = 0;
  for (const Error& problem : listing.problems) complain(problem);
  if (listing.nameless > 0) {
    complain({ErrorCode::kMalformed,
              fmt::format("{} of its items give no address", listing.nameless), base});
  }
  for (const intake::Listed& item : items) {
    const auto url = fetch::parse_url(item.url, base);
    if (!url) {
      complain(url.error());
      continue;
    }
    if (asked_.contains(url->text)) continue;
    if (pages) {
      const auto known = find(url->text);
      if (known && !may_be_later(item.changed, known->at)) continue;
    }
    Root& root = roots_[task.root];
    if (pages ? root.pages_left == 0 : lists == (feeds ? kMaxFeeds : kMaxLists)) {
      root.complete = false;
      break;
    }
    Task next{task.root, task.depth + 1, false};
    if (pages) {
      --root.pages_left;
    } else {
      ++lists;
      if (feeds) {
        roots_.push_back({pages_, true, {}});
        next.root = roots_.size() - 1;
      }
    }
    ask(url->text, next);
  }
}

void WebReader::complain(const Error& problem) {
  waiting_.emplace_back();
  waiting_.back().piece.emplace();
  waiting_.back().piece->problem = problem;
}

std::optional<WebItem> WebReader::next_piece() {
  if (!held_) {
    reader_.reset();
    return std::nullopt;
  }
  std::optional<intake::Piece> piece = std::move(held_);
  held_ = reader_->next();
  trouble_ = trouble_ || piece->problem;
  WebItem item;
  // Lines and letters are reports by themselves; archives know where each of theirs stood.
  const bool page =
      piece->format != intake::FormatHint::kJsonl && piece->format != intake::FormatHint::kMail;
  if (piece->url.empty() && page) {
    piece->url = page_.url;
    item.page = true;
  }
  if (piece->charset.empty()) piece->charset = intake::charset_of(page_.content_type);
  item.piece = std::move(*piece);
  // With the last piece, so that one cut short is asked for whole again.
  if (!held_ && !trouble_) item.visit = Visit{page_.ask.url, page_.etag, page_.modified, false};
  return item;
}

/// A page's first piece, a problem, or nothing for a list.
std::optional<WebItem> WebReader::take(fetch::Answer answer) {
  const Task task = tasks_[answer.ask.tag];
  Root& root = roots_[task.root];
  WebItem item;
  if (answer.problem) {
    if (answer.passing) root.complete = false;
    item.piece.emplace();
    item.piece->source = answer.ask.url;
    item.piece->problem = std::move(answer.problem);
    return item;
  }
  if (answer.unchanged) {
    item.unchanged = true;
    item.visit = Visit{answer.ask.url, answer.ask.etag, answer.ask.modified, task.known_list};
    return item;
  }
  // Sitemaps are often sent as gzip files.
  const bool packed = answer.body.starts_with("\x1F\x8B");
  const std::string whole = packed ? intake::gunzipped(answer.body, kMaxUnpacked) : std::string();
  if (const auto listing = intake::read_listing(packed ? whole : answer.body, answer.url, model_)) {
    if (task.depth + 1 >= kMaxDepth && !intake::names_pages(listing->kind)) {
      item.piece.emplace();
      item.piece->problem =
          Error{ErrorCode::kUsage, "lists inside lists inside lists are not followed", answer.url};
      return item;
    }
    // Lists of lists are read anew each time: that one is unchanged says nothing of those it names.
    if (intake::names_pages(listing->kind))
      root.lists.push_back({answer.ask.url, answer.etag, answer.modified, true});
    follow(*listing, answer.url, task);
    return std::nullopt;
  }
  body_ = std::make_unique<std::istringstream>(std::move(answer.body));
  page_ = std::move(answer);
  reader_ = std::make_unique<intake::PieceReader>(*body_, page_.url, options_);
  held_ = reader_->next();
  trouble_ = false;
  return next_piece();
}

std::optional<WebItem> WebReader::next() {
  for (;;) {
    if (!waiting_.empty()) {
      WebItem item = std::move(waiting_.front());
      waiting_.pop_front();
      return item;
    }
    if (reader_) {
      if (auto item = next_piece()) return item;
      continue;
    }
    if (auto answer = fetcher_.next()) {
      if (auto item = take(std::move(*answer))) return item;
      continue;
    }
    if (ended_) return std::nullopt;
    ended_ = true;
    for (const Root& root : roots_) {
      for (const Visit& list : root.lists) {
        if (root.complete) waiting_.push_back({std::nullopt, list, false});
      }
    }
  }
}

}  // namespace stemma::library
