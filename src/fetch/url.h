// Addresses of the web: read, resolved, and in one spelling.
//
//   Result<Url> page = parse_url("HTTPS://Courier.example/a b#top");
//   // page->text == "https://courier.example/a%20b"
//   Result<Url> next = parse_url("../feed", page->text);
//
// Only http and https, and no passwords. All of a Url is valid UTF-8, whatever the bytes given.
// Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "stemma/result.h"

namespace stemma::fetch {

struct Url {
  std::string text;    // the whole, without its fragment
  std::string host;    // lower case, international names in ASCII; of IPv6 without brackets
  std::string origin;  // "https://courier.example:443"
  std::string path;    // with its query: "/a%20b?page=2"
  bool secure = false;
};

/// kUsage, saying what is wrong with it. `base`: what a relative address starts from. At most 8
/// KiB.
Result<Url> parse_url(std::string_view text, const std::string& base = {});

/// It begins as an address of the web does, in any letter case.
bool looks_like_url(std::string_view text);

/// A host is the domain or inside it: "www.courier.example" lies in "courier.example".
bool lies_in(std::string_view host, std::string_view domain);

/// Two hosts of one publisher, as far as names tell: the same, or one inside the other's domain
/// ("www.courier.example", "courier.example").
bool same_site(std::string_view a, std::string_view b);

}  // namespace stemma::fetch
