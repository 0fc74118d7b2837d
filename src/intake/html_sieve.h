// A linear pass over a page's bytes that leaves only what the article reader needs, so that what
// reaches the tree builder is small, shallow and harmless.
//
//   Sieved page = sieve_html("<div onclick=x><script>..</script><b>Hi</b></div>");
//   // page.html == "<div>Hi</div>"
//
// Dropped: scripts, styles, comments, forms' controls, pictures, formatting tags (whose
// reconstruction makes trees grow beyond the input), unknown tags (their words stay), attributes
// that tell nothing. Guaranteed: no more than kMaxNesting elements are open at once by HTML's
// rules, counting those whose end tags may be left out once for each container they stand in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stemma::intake {

constexpr std::size_t kMaxNesting = 200;

struct Sieved {
  std::string html;
  std::vector<std::string_view> json_ld;  // into the input
  bool flattened = false;                 // tags beyond kMaxNesting were dropped
};

/// Never fails. The views live as long as `html`.
Sieved sieve_html(std::string_view html);

}  // namespace stemma::intake
