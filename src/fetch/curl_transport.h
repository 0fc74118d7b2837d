// The network, by libcurl: one GET with bounds on everything that the other side decides.
//
//   CurlTransport transport({.user_agent = "stemma/1.0 (+desk@courier.example)"});
//   Response answer = transport.get({.url = "https://courier.example/", ...});
//
// Where a name leads is judged by the address that is connected to, after it was resolved: a name
// that leads elsewhere the second time gains nothing. Through a proxy it is the proxy that resolves
// names; then only the addresses that stand in URLs themselves are judged here.
#pragma once

#include <chrono>
#include <string>

#include "fetch/transport.h"

namespace stemma::fetch {

/// Proxies as the environment names them.
struct Proxies {
  std::string http;   // for http:// addresses; empty: none
  std::string https;  // for https:// addresses
  std::string none;   // hosts that are asked directly: "localhost,.courier.example", "*" for all

  /// http_proxy, https_proxy, all_proxy and no_proxy, in lower or (but for the first) upper case.
  static Proxies from_environment();

  /// Which one to use for an address; empty: none.
  std::string of(const std::string& host, bool secure) const;
};

struct CurlOptions {
  std::string user_agent;
  bool allow_private = false;  // private, loopback and link-local addresses too
  Proxies proxies;
  std::size_t max_bytes = 16 * 1024 * 1024;  // of a body, unpacked
  std::size_t max_header_bytes = 64 * 1024;
  std::chrono::milliseconds connect_timeout{15'000};
  std::chrono::milliseconds timeout{60'000};  // of one request as a whole
};

class CurlTransport : public Transport {
 public:
  explicit CurlTransport(CurlOptions options);
  Response get(const Request& request) override;

 private:
  CurlOptions options_;
};

}  // namespace stemma::fetch
