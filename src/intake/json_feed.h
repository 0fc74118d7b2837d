// JSON Feed (jsonfeed.org, versions 1 and 1.1): the items of a feed in one object.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/fields.h"

namespace stemma::intake {

struct JsonFeedItem {
  Fields fields;         // no words: the feed gives none
  bool summary = false;  // the words are only that
  std::string changed;   // or else when it was published
};

/// The text may be a JSON Feed: worth parsing as one.
bool names_json_feed(std::string_view text);

/// Nothing if the value is no JSON Feed.
std::optional<std::vector<JsonFeedItem>> json_feed_of(const simdjson::dom::element& value);

}  // namespace stemma::intake
