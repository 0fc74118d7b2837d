// What format a decoded text is in: by content first, then by file name.
#pragma once

#include <string_view>

#include "intake/intake.h"

namespace stemma::intake {

/// Never kDetect. `source` is a path or "-".
FormatHint detect_format(std::string_view text, std::string_view source);

/// The text begins as a page or a fragment of one does.
bool looks_like_html(std::string_view text);

/// The root element is that of a feed, a sitemap or a list of feeds.
bool looks_like_feed(std::string_view text);

/// The name ends in .csv or .tsv: what is inside tells too little.
bool named_csv(std::string_view source);

/// The name ends in one of HTML's extensions.
bool named_html(std::string_view source);

}  // namespace stemma::intake
