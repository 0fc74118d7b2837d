#include "fetch/fetcher.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/parallel.h"

namespace stemma::fetch {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kFirstBackOff = 2s;  // doubled by every try

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Something that may pass: too many requests, or trouble on the server's side.
bool is_trouble(int status) { return status == 429 || status >= 500; }

std::string describe(const Response& response) {
  if (response.failure != Response::Failure::kNone) return response.reason;
  return fmt::format("the server answers {}", response.status);
}

}  // namespace

std::optional<std::chrono::milliseconds> retry_after(const Response& response) {
  const std::string value = response.header("retry-after");
  if (value.empty()) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc() || end != value.data() + value.size()) {
    const std::time_t until = curl_getdate(value.c_str(), nullptr);
    const std::time_t now = curl_getdate(response.header("date").c_str(), nullptr);
    if (until < 0 || now < 0) return std::nullopt;
    seconds = until - now;
  }
  return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, 10'000'000));
}

Fetcher::Fetcher(Transport& transport, Clock& clock, FetchOptions options)
    : transport_(transport), clock_(clock), options_(std::move(options)) {}

void Fetcher::ask(Ask ask) {
  Pending pending{std::move(ask), {}, 0, 0};
  auto url = parse_url(pending.ask.url);
  if (!url) {
    pending.url.text = pending.ask.url;
    return fail(pending, url.error().code, url.error().message, false);
  }
  pending.url = std::move(*url);
  pending_.push_back(std::move(pending));
}

std::optional<Answer> Fetcher::next() {
  while (answers_.empty() && !pending_.empty()) {
    std::optional<Time> earliest;
    std::vector<Work> round = choose(earliest);
    if (round.empty()) {
      if (earliest) clock_.sleep_until(*earliest);
      continue;
    }
    parallel_for(round.size(), options_.parallel,
                 [&](std::size_t i) { round[i].response = transport_.get(round[i].request); });
    for (Work& work : round) settle(work);
  }
  if (answers_.empty()) return std::nullopt;
  Answer answer = std::move(answers_.front());
  answers_.pop_front();
  return answer;
}

/// The first ask of each site whose time has come. `earliest`: when the next one's will.
std::vector<Fetcher::Work> Fetcher::choose(std::optional<Time>& earliest) {
  std::vector<Work> round;
  std::set<std::string> seen;
  const Time now = clock_.now();
  for (auto at = pending_.begin(); at != pending_.end() && round.size() < options_.parallel;) {
    Site& site = sites_[at->url.origin];
    if (!site.left.empty()) {
      fail(*at, ErrorCode::kUnreadable, site.left, true);
      at = pending_.erase(at);
      continue;
    }
    if (seen.contains(at->url.origin)) {
      ++at;
      continue;
    }
    if (site.next > now) {
      earliest = earliest ? std::min(*earliest, site.next) : site.next;
      ++at;
      continue;
    }
    if (site.robots && !site.robots->allows(at->url.path)) {
      fail(
          *at, ErrorCode::kUsage,
          "the site's robots.txt asks programs not to fetch it; open it in a browser, and give the "
          "saved page",
          false);
      at = pending_.erase(at);
      continue;
    }
    seen.insert(at->url.origin);
    Work work;
    work.robots = !site.robots;
    work.pending = std::move(*at);
    if (work.robots) {
      if (site.robots_url.empty()) {
        const auto url = parse_url("/robots.txt", work.pending.url.text);
        site.robots_url = url ? url->text : work.pending.url.text;
      }
      work.request.url = site.robots_url;
    } else {
      work.request.url = work.pending.url.text;
      work.request.etag = work.pending.ask.etag;
      work.request.modified = work.pending.ask.modified;
    }
    round.push_back(std::move(work));
    at = pending_.erase(at);
  }
  return round;
}

Fetcher::Time Fetcher::pause(const Site& site) const {
  const Time asked = site.robots ? site.robots->delay().value_or(0ms) : 0ms;
  return std::max(options_.delay, std::min(asked, options_.max_delay));
}

void Fetcher::settle(Work& work) {
  Site& site = sites_[work.pending.url.origin];
  work.robots ? settle_robots(work, site) : settle_page(work, site);
  site.next = std::max(site.next, clock_.now() + pause(site));
}

/// RFC 9309: no such file allows all, a site in trouble allows nothing. The ask goes on after it.
void Fetcher::settle_robots(Work& work, Site& site) {
  const Response& response = work.response;
  pending_.push_front(std::move(work.pending));
  if (response.failure == Response::Failure::kForbidden) {
    site.left = response.reason;
  } else if (response.failure == Response::Failure::kTooMuch) {
    site.left = "its robots.txt is over every limit, so its pages are left alone";
  } else if (response.failure == Response::Failure::kNetwork || is_trouble(response.status)) {
    if (asks_for_too_long(response, site)) return;
    if (++site.robots_tries < options_.tries && site_failed(site, site.robots_tries, {})) return;
    site.left =
        fmt::format("its robots.txt cannot be had ({}), so its pages are left alone for now",
                    describe(response));
  } else if (is_redirect(response.status) && !response.header("location").empty()) {
    const auto url = parse_url(response.header("location"), site.robots_url);
    if (!url || ++site.robots_hops > options_.redirects) {
      site.robots = Robots::open();
    } else {
      site.robots_url = url->text;
    }
  } else {
    site.robots = response.status >= 200 && response.status < 300
                      ? Robots::parse(response.body, options_.agent)
                      : Robots::open();
  }
}

void Fetcher::settle_page(Work& work, Site& site) {
  Response& response = work.response;
  if (response.failure == Response::Failure::kForbidden)
    return fail(work.pending, ErrorCode::kUsage, response.reason, false);
  if (response.failure == Response::Failure::kTooMuch)
    return fail(work.pending, ErrorCode::kTooLarge, response.reason, false);
  if (response.failure == Response::Failure::kNetwork || is_trouble(response.status))
    return retry(work, site, describe(response));
  site.failures = 0;
  if (is_redirect(response.status) && !response.header("location").empty()) return redirect(work);
  if (response.status != 200 && response.status != 304) {
    const bool gone = response.status == 404 || response.status == 410;
    return fail(work.pending, gone ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
                describe(response) + (gone ? ": no such page" : ""), false);
  }
  Answer answer;
  answer.unchanged = response.status == 304;
  answer.url = work.pending.url.text;
  answer.ask = std::move(work.pending.ask);
  answer.etag = response.header("etag");
  answer.modified = response.header("last-modified");
  answer.content_type = response.header("content-type");
  answer.body = std::move(response.body);
  answers_.push_back(std::move(answer));
}

void Fetcher::redirect(Work& work) {
  Pending& pending = work.pending;
  if (++pending.hops > options_.redirects) {
    return fail(pending, ErrorCode::kUnreadable,
                fmt::format("redirected more than {} times", options_.redirects), false);
  }
  auto url = parse_url(work.response.header("location"), pending.url.text);
  if (!url) {
    return fail(pending, ErrorCode::kUnreadable,
                fmt::format("redirected to {}: {}", url.error().context, url.error().message),
                false);
  }
  pending.url = std::move(*url);
  pending.tries = 0;
  pending_.push_front(std::move(pending));
}

/// Heeds Retry-After: the site's next turn comes no sooner, or it is left alone.
bool Fetcher::asks_for_too_long(const Response& response, Site& site) {
  const auto asked = retry_after(response);
  if (!asked) return false;
  if (*asked > options_.max_wait) {
    site.left = fmt::format("its site asks to come back in {} seconds; run this again then",
                            std::chrono::duration_cast<std::chrono::seconds>(*asked).count());
    return true;
  }
  site.next = std::max(site.next, clock_.now() + *asked);
  return false;
}

/// Leaves the site in peace for longer with every failure. False where it is now left alone.
bool Fetcher::site_failed(Site& site, unsigned tries, const std::string& reason) {
  if (++site.failures >= options_.failures) {
    site.left =
        fmt::format("its site fails again and again ({}) and is left alone for now", reason);
    return false;
  }
  site.next = std::max(site.next, clock_.now() + kFirstBackOff * (1 << std::min(tries, 6u)));
  return true;
}

void Fetcher::retry(Work& work, Site& site, std::string reason) {
  Pending& pending = work.pending;
  if (asks_for_too_long(work.response, site))
    return fail(pending, ErrorCode::kUnreadable, site.left, true);
  ++pending.tries;
  const bool goes_on = site_failed(site, pending.tries - 1, reason);
  if (!goes_on || pending.tries >= options_.tries)
    return fail(pending, ErrorCode::kUnreadable, std::move(reason), true);
  pending_.push_front(std::move(pending));
}

void Fetcher::fail(const Pending& pending, ErrorCode code, std::string message, bool passing) {
  Answer answer;
  answer.ask = pending.ask;
  answer.url = pending.url.text;
  answer.passing = passing;
  answer.problem = Error{code, std::move(message),
                         pending.url.text == pending.ask.url || pending.hops == 0
                             ? pending.ask.url
                             : fmt::format("{} (from {})", pending.url.text, pending.ask.url)};
  answers_.push_back(std::move(answer));
}

}  // namespace stemma::fetch
