// What a page says of itself: title, outlet, address, date, byline and language, from <meta>,
// JSON-LD, microdata and the markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/html_tree.h"
#include "intake/published.h"

namespace stemma::intake {

struct PageMetadata {
  std::string title, outlet, url, byline;
  std::string language, language_basis;  // the tag as it stands: "en-GB"
  std::vector<DateClaim> dates;          // best first
};

/// `json_ld`: the contents of the page's application/ld+json scripts; broken ones are passed over.
PageMetadata read_metadata(const HtmlTree& tree, const std::vector<std::string_view>& json_ld,
                           const Rules& rules);

}  // namespace stemma::intake
