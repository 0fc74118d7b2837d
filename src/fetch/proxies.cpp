// Which proxy an address is fetched through.
#include <cstdlib>
#include <string_view>

#include "fetch/curl_transport.h"
#include "fetch/url.h"

namespace stemma::fetch {
namespace {

std::string first_set(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  }
  return {};
}

/// "courier.example" and ".courier.example" stand for that host and all inside it.
bool covers(std::string_view entry, std::string_view host) {
  if (entry == "*") return true;
  if (entry.starts_with('.')) entry.remove_prefix(1);
  return lies_in(host, entry);
}

}  // namespace

Proxies Proxies::from_environment() {
  Proxies out;
  // HTTP_PROXY in capitals is what a CGI server makes of a visitor's header: not to be trusted.
  out.http = first_set({"http_proxy", "all_proxy", "ALL_PROXY"});
  out.https = first_set({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  out.none = first_set({"no_proxy", "NO_PROXY"});
  return out;
}

std::string Proxies::of(const std::string& host, bool secure) const {
  std::string_view rest = none;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(", "), rest.size());
    if (covers(rest.substr(0, end), host)) return {};
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return secure ? https : http;
}

}  // namespace stemma::fetch
