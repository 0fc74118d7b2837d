#include "intake/json_feed.h"

#include "intake/scan.h"

namespace stemma::intake {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::string_view kVersion = "://jsonfeed.org/version/";

std::string string_in(const object& from, std::string_view key) {
  std::string_view text;
  if (from[key].get(text) == simdjson::SUCCESS) return std::string(trim(text));
  return {};
}

/// "authors" of version 1.1, "author" of version 1.
std::string authors_in(const object& from) {
  std::string out;
  array people;
  if (from["authors"].get(people) == simdjson::SUCCESS) {
    for (const element person : people) {
      object named;
      if (person.get(named) != simdjson::SUCCESS) continue;
      const std::string name = string_in(named, "name");
      if (!name.empty()) out += (out.empty() ? "" : ", ") + name;
    }
  }
  object person;
  if (out.empty() && from["author"].get(person) == simdjson::SUCCESS)
    out = string_in(person, "name");
  return out;
}

JsonFeedItem item_of(const object& from) {
  JsonFeedItem item;
  Fields& fields = item.fields;
  fields.html = string_in(from, "content_html");
  if (fields.html.empty()) fields.text = string_in(from, "content_text");
  if (fields.html.empty() && fields.text.empty()) {
    fields.text = string_in(from, "summary");
    item.summary = true;
  }
  fields.id = string_in(from, "id");
  fields.url = string_in(from, "url");
  if (fields.url.empty() && fields.id.starts_with("http")) fields.url = fields.id;
  fields.title = string_in(from, "title");
  fields.byline = authors_in(from);
  fields.language = string_in(from, "language");
  fields.published = string_in(from, "date_published");
  item.changed = string_in(from, "date_modified");
  if (item.changed.empty()) item.changed = fields.published;
  fields.published_where = "\"date_published\" of the feed";
  return item;
}

}  // namespace

bool names_json_feed(std::string_view text) {
  return trim(text.substr(0, 4096)).starts_with("{") &&
         text.find("jsonfeed.org") != std::string_view::npos;
}

std::optional<std::vector<JsonFeedItem>> json_feed_of(const element& value) {
  object root;
  array items;
  if (value.get(root) != simdjson::SUCCESS) return std::nullopt;
  const std::string version = string_in(root, "version");
  if (!version.starts_with("http") || version.find(kVersion) == std::string::npos)
    return std::nullopt;
  std::vector<JsonFeedItem> feed;
  if (root["items"].get(items) != simdjson::SUCCESS) return feed;
  const std::string outlet = string_in(root, "title");
  const std::string byline = authors_in(root);
  const std::string language = string_in(root, "language");
  for (const element item : items) {
    object fields;
    feed.push_back(item.get(fields) == simdjson::SUCCESS ? item_of(fields) : JsonFeedItem{});
    Fields& made = feed.back().fields;
    made.outlet = outlet;
    if (made.byline.empty()) made.byline = byline;
    if (made.language.empty()) made.language = language;
  }
  return feed;
}

}  // namespace stemma::intake
