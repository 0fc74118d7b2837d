// robots.txt (RFC 9309): what a site asks of programs that fetch its pages.
//
//   Robots robots = Robots::parse(body, "stemma");
//   if (robots.allows("/news/1?print=1")) ...
//
// Immutable; safe from any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::fetch {

class Robots {
 public:
  /// Any bytes: what cannot be read is passed over. Only the first 500 KiB count.
  static Robots parse(std::string_view text, std::string_view agent);

  /// The site says nothing: all is allowed.
  static Robots open() { return {}; }

  /// By the longest rule that fits the path and query; of two as long, the one that allows.
  bool allows(std::string_view path) const;

  /// Between two requests, as the site asks; not in the standard, and widely used.
  std::optional<std::chrono::milliseconds> delay() const { return delay_; }

 private:
  struct Rule {
    std::string pattern;  // '*' stands for any bytes, '$' at the end for the end
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> delay_;
};

}  // namespace stemma::fetch
