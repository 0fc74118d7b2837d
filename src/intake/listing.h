// What a list names: the items of a feed, the pages of a sitemap, the sitemaps of an index, the
// feeds of an OPML file, the addresses of a plain list. For those who fetch what is named; the
// words that feeds carry themselves are read_bytes' business.
//
//   if (auto listing = read_listing(bytes, "sitemap.xml", model))
//     for (const Listed& item : listing->items) fetch(item.url);
//
// Pure; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/intake.h"

namespace stemma::intake {

struct Listed {
  std::string url;      // as it stands: perhaps relative, perhaps no address at all
  std::string changed;  // ISO 8601, where the list gives a date of it that can be read
};

struct Listing {
  enum class Kind { kFeed, kSitemap, kSitemapIndex, kFeedList };
  Kind kind = Kind::kFeed;
  std::vector<Listed> items;    // in the list's order
  std::size_t nameless = 0;     // items that give no address
  std::vector<Error> problems;  // where it breaks off
};

/// What the addresses of a list lead to: pages, or lists again.
inline bool names_pages(Listing::Kind kind) {
  return kind == Listing::Kind::kFeed || kind == Listing::Kind::kSitemap;
}

/// "a sitemap"
std::string_view describe(Listing::Kind kind);

/// Nothing if the bytes are no list: pages, JSONL and all else that holds reports.
std::optional<Listing> read_listing(std::string_view bytes, std::string_view source,
                                    const Model& model);

/// The same of text that is decoded. For readers that find a list where reports were wanted.
std::optional<Listing> listing_of(std::string_view text, std::string_view source,
                                  const Model::Rules& rules);

}  // namespace stemma::intake
