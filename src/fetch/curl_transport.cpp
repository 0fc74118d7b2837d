#include "fetch/curl_transport.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <memory>
#include <mutex>
#include <thread>

#include "base/ascii.h"
#include "base/utf8.h"
#include "fetch/address.h"
#include "fetch/url.h"

namespace stemma::fetch {
namespace {

struct Free {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// What one transfer's callbacks share.
struct Transfer {
  explicit Transfer(const CurlOptions& given) : options(given) {}

  const CurlOptions& options;
  bool judge_addresses = true;
  Response response;
  std::size_t header_bytes = 0;
  std::string refused;  // an address that was not connected to
  bool too_much_header = false;
  bool too_much_body = false;
};

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  // Counted after unpacking, so a packed bomb is as large as it gets.
  if (transfer.response.body.size() + count > transfer.options.max_bytes) {
    transfer.too_much_body = true;
    return 0;
  }
  transfer.response.body.append(bytes, count);
  return count;
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  transfer.header_bytes += count;
  if (transfer.header_bytes > transfer.options.max_header_bytes) {
    transfer.too_much_header = true;
    return 0;
  }
  std::string_view line(bytes, count);
  if (line.starts_with("HTTP/")) transfer.response.headers.clear();  // a proxy's or 1xx before it
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return count;
  std::string name = ascii::lower(line.substr(0, colon));
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && static_cast<unsigned char>(value.back()) <= ' ') value.remove_suffix(1);
  transfer.response.headers[std::move(name)] = utf8::replace_invalid(value);
  return count;
}

curl_socket_t open_socket(void* user, curlsocktype purpose, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  if (transfer.judge_addresses && !is_public(address->addr)) {
    transfer.refused = print(address->addr);
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

Response failed(Response::Failure failure, std::string reason) {
  Response out;
  out.failure = failure;
  out.reason = std::move(reason);
  return out;
}

Response refusal(const std::string& address) {
  return failed(
      Response::Failure::kForbidden,
      fmt::format("its address {} is not a public one; --allow-private fetches from it", address));
}

}  // namespace

CurlTransport::CurlTransport(CurlOptions options) : options_(std::move(options)) {
  static std::once_flag ready;
  std::call_once(ready, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

Response CurlTransport::get(const Request& request) {
  const auto url = parse_url(request.url);
  if (!url) return failed(Response::Failure::kForbidden, url.error().message);
  if (!options_.allow_private && !literal_is_public(url->host).value_or(true))
    return refusal(url->host);

  const std::unique_ptr<CURL, Free> curl(curl_easy_init());
  if (!curl) return failed(Response::Failure::kNetwork, "no memory");
  Transfer transfer(options_);
  const std::string proxy = options_.proxies.of(url->host, url->secure);
  // With a proxy every connection leads to it, and the user named that one.
  transfer.judge_addresses = !options_.allow_private && proxy.empty();

  std::unique_ptr<curl_slist, Free> headers;
  const auto add = [&](const std::string& line) {
    headers.reset(curl_slist_append(headers.release(), line.c_str()));
  };
  add("Accept: text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5");
  add("Accept-Language: en, *;q=0.5");
  if (!request.etag.empty()) add("If-None-Match: " + request.etag);
  if (!request.modified.empty()) add("If-Modified-Since: " + request.modified);

  CURL* c = curl.get();
  curl_easy_setopt(c, CURLOPT_URL, url->text.c_str());
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(c, CURLOPT_USERAGENT, options_.user_agent.c_str());
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(c, CURLOPT_PROXY, proxy.c_str());  // "": none, whatever the environment says
  curl_easy_setopt(c, CURLOPT_NOPROXY, "");
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options_.connect_timeout.count()));
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, &take_body);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, &take_header);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &transfer);

  const CURLcode code = curl_easy_perform(c);
  if (transfer.too_much_body) {
    return failed(Response::Failure::kTooMuch,
                  fmt::format("over the limit of {} bytes a page", options_.max_bytes));
  }
  // libcurl has a limit of its own for one header, and no code of its own for it.
  if (transfer.too_much_header || code == CURLE_OUT_OF_MEMORY) {
    return failed(
        Response::Failure::kTooMuch,
        fmt::format("its headers are over the limit of {} bytes", options_.max_header_bytes));
  }
  if (code != CURLE_OK) {
    if (!transfer.refused.empty()) return refusal(transfer.refused);
    return failed(Response::Failure::kNetwork, curl_easy_strerror(code));
  }
  long status = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
  transfer.response.status = static_cast<int>(status);
  return std::move(transfer.response);
}

std::chrono::milliseconds SystemClock::now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::sleep_until(std::chrono::milliseconds time) {
  const auto left = time - now();
  if (left.count() > 0) std::this_thread::sleep_for(left);
}

}  // namespace stemma::fetch
