#include "intake/listing.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstring>

#include "base/utf8.h"
#include "fetch/url.h"
#include "intake/charset.h"
#include "intake/date_forms.h"
#include "intake/format.h"
#include "intake/json_feed.h"
#include "intake/rules.h"
#include "intake/scan.h"
#include "intake/xml_items.h"

namespace stemma::intake {
namespace {

using Kind = Listing::Kind;
using pugi::xml_node;

constexpr std::size_t kMaxItems = 100'000;  // of one list; sitemaps may name 50,000

class ListReader {
 public:
  ListReader(std::string_view source, const Rules& rules) : source_(source), rules_(rules) {}

  std::optional<Listing> read(std::string_view text) {
    if (looks_like_feed(text)) {
      xml(text);
      return std::move(out_);
    }
    if (json_feed(text) || addresses(text)) return std::move(out_);
    return std::nullopt;
  }

 private:
  void add(std::string url, const std::string& changed) {
    if (url.empty()) {
      ++out_.nameless;
      return;
    }
    if (out_.items.size() == kMaxItems) {
      if (!cut_)
        problem(ErrorCode::kTooLarge, fmt::format("only its first {} are read", kMaxItems));
      cut_ = true;
      return;
    }
    const auto date = parse_date(changed, rules_);
    out_.items.push_back({std::move(url), date ? date->value : std::string()});
  }

  void problem(ErrorCode code, std::string message) {
    out_.problems.push_back({code, std::move(message), std::string(source_)});
  }

  void xml(std::string_view text) {
    if (text.size() > kMaxXml) {
      return problem(ErrorCode::kTooLarge, fmt::format("a list of {} bytes is over the limit of {}",
                                                       text.size(), kMaxXml));
    }
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = parse_xml(text, document);
    const xml_node root = document.document_element();
    const std::string_view name = root.name();
    if (name == "urlset" || name == "sitemapindex") {
      out_.kind = name == "urlset" ? Kind::kSitemap : Kind::kSitemapIndex;
      for (const xml_node& item : root.children(name == "urlset" ? "url" : "sitemap")) {
        // The date by which news sitemaps name an article is its publication.
        const xml_node news = item.child("news:news");
        std::string changed = first_of(item, {"lastmod"});
        if (changed.empty()) changed = first_of(news, {"news:publication_date"});
        add(first_of(item, {"loc"}), changed);
      }
    } else if (name == "opml") {
      outlines(root);
    } else {
      const xml_node channel = name == "feed" ? root : root.child("channel");
      const char* item_name = name == "feed" ? "entry" : "item";
      for (const xml_node& item : (name == "rss" ? channel : root).children(item_name))
        add(link_of(item), first_of(item, {"updated", "pubDate", "published", "dc:date"}));
    }
    if (!parsed) {
      problem(ErrorCode::kMalformed,
              fmt::format("this XML breaks off at byte {} ({}); what stands before it was read",
                          parsed.offset, parsed.description()));
    }
  }

  /// Outlines may nest: depth-first without recursion. Those without a feed are its folders.
  void outlines(const xml_node& root) {
    out_.kind = Kind::kFeedList;
    for (xml_node at = root; at;) {
      if (std::strcmp(at.name(), "outline") == 0) {
        if (const xml_node list = at;
            const char* feed = list.attribute("xmlUrl").as_string(nullptr))
          add(std::string(trim(std::string_view(feed))), {});
      }
      if (at.first_child()) {
        at = at.first_child();
        continue;
      }
      while (at && at != root && !at.next_sibling()) at = at.parent();
      at = at == root ? xml_node() : at.next_sibling();
    }
  }

  bool json_feed(std::string_view text) {
    if (!names_json_feed(text)) return false;
    simdjson::dom::parser parser;
    simdjson::dom::element document;
    if (parser.parse(text.data(), text.size()).get(document) != simdjson::SUCCESS) return false;
    const auto feed = json_feed_of(document);
    if (!feed) return false;
    for (const JsonFeedItem& item : *feed) add(item.fields.url, item.changed);
    return true;
  }

  /// A plain list: nothing but addresses, one a line.
  bool addresses(std::string_view text) {
    if (!fetch::looks_like_url(trim(text.substr(0, 4096)))) return false;
    const std::vector<ByteRange> lines = split_lines(text);
    for (const ByteRange line : lines) {
      const std::string_view words = slice(text, line);
      if (!words.empty() &&
          (!fetch::looks_like_url(words) || words.find(' ') != std::string_view::npos))
        return false;
    }
    out_.kind = Kind::kSitemap;
    for (const ByteRange line : lines) {
      if (!line.empty()) add(std::string(slice(text, line)), {});
    }
    return true;
  }

  std::string_view source_;
  const Rules& rules_;
  Listing out_;
  bool cut_ = false;
};

}  // namespace

std::string_view describe(Kind kind) {
  switch (kind) {
    case Kind::kFeed:
      return "a feed";
    case Kind::kSitemap:
      return "a sitemap";
    case Kind::kSitemapIndex:
      return "an index of sitemaps";
    case Kind::kFeedList:
      return "a list of feeds";
  }
  return "a list";
}

std::optional<Listing> listing_of(std::string_view text, std::string_view source,
                                  const Rules& rules) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return ListReader(source, rules).read(text);
}

std::optional<Listing> read_listing(std::string_view bytes, std::string_view source,
                                    const Model& model) {
  // Most of what comes is no list, and need not be decoded to see that.
  const std::string_view plain = bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (!wide && !looks_like_feed(plain) && !names_json_feed(plain) &&
      !fetch::looks_like_url(trim(plain.substr(0, 4096)))) {
    return std::nullopt;
  }
  const auto decoded = decode_text(bytes, source, true, model.rules());
  if (!decoded) return std::nullopt;
  return listing_of(decoded->text, source, model.rules());
}

}  // namespace stemma::intake
