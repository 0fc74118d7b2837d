#include "fetch/url.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "base/ascii.h"
#include "base/utf8.h"

namespace stemma::fetch {
namespace {

constexpr std::size_t kMaxUrl = 8 * 1024;

struct Free {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};

Error wrong(std::string_view text, std::string_view why) {
  return {ErrorCode::kUsage, std::string(why), utf8::replace_invalid(text.substr(0, 200))};
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, Free> owned(text);
  return text;
}

/// A host's name as the name system has it: "xn--fiq.example". One that has no such form stays as
/// it is, and will not be found. (CURLU_PUNYCODE of libcurl 7.88 loses the name's memory.)
std::string in_ascii(const std::string& host) {
  const bool ascii =
      std::all_of(host.begin(), host.end(), [](unsigned char c) { return c < 0x80; });
  UErrorCode status = U_ZERO_ERROR;
  static const UIDNA* const idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
  if (ascii || idna == nullptr) return host;
  constexpr std::int32_t kMaxName = 1024;  // the name system allows 255
  char name[kMaxName];
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  status = U_ZERO_ERROR;
  const std::int32_t length = uidna_nameToASCII_UTF8(
      idna, host.data(), static_cast<std::int32_t>(host.size()), name, kMaxName, &info, &status);
  if (U_FAILURE(status) != 0 || info.errors != 0 || length <= 0 || length >= kMaxName) return host;
  return {name, static_cast<std::size_t>(length)};
}

}  // namespace

Result<Url> parse_url(std::string_view text, const std::string& base) {
  if (text.empty() || text.size() > kMaxUrl || text.find('\0') != std::string_view::npos)
    return wrong(text, "no address, or one that is too long");
  const std::unique_ptr<CURLU, Free> url(curl_url());
  if (!base.empty()) curl_url_set(url.get(), CURLUPART_URL, base.c_str(), 0);
  const CURLUcode code =
      curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(),
                   CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME | CURLU_DISALLOW_USER);
  if (code == CURLUE_USER_NOT_ALLOWED)
    return wrong(text, "an address with a password is not fetched; leave the password out");
  if (code != CURLUE_OK)
    return wrong(text, fmt::format("this is no address ({})", curl_url_strerror(code)));
  Url out;
  const std::string scheme = ascii::lower(part(url.get(), CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https")
    return wrong(text, "only http and https addresses are fetched");
  out.secure = scheme == "https";
  out.host = ascii::lower(in_ascii(part(url.get(), CURLUPART_HOST)));
  while (out.host.ends_with('.')) out.host.pop_back();
  if (out.host.empty()) return wrong(text, "this address names no host");
  if (utf8::first_invalid(out.host) != out.host.size())
    return wrong(text, "this is no address (its host's name is not UTF-8)");
  curl_url_set(url.get(), CURLUPART_HOST, out.host.c_str(), 0);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  curl_url_set(url.get(), CURLUPART_SCHEME, scheme.c_str(), 0);
  out.origin = fmt::format("{}://{}:{}", scheme, out.host,
                           part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT));
  if (out.host.starts_with('[') && out.host.ends_with(']'))
    out.host = out.host.substr(1, out.host.size() - 2);
  out.path = part(url.get(), CURLUPART_PATH);
  const std::string query = part(url.get(), CURLUPART_QUERY);
  if (out.path.empty()) out.path = "/";
  if (!query.empty()) out.path += "?" + query;
  out.text = part(url.get(), CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  if (out.text.empty() || out.text.size() > kMaxUrl * 3) return wrong(text, "this is no address");
  return out;
}

bool looks_like_url(std::string_view text) {
  const std::string head = ascii::lower(text.substr(0, 8));
  return head.starts_with("http://") || head.starts_with("https://");
}

bool lies_in(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool same_site(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  return a == b || (b.find('.') != std::string_view::npos && lies_in(a, b));
}

}  // namespace stemma::fetch
