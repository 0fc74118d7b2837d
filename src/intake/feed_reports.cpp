// Feeds: RSS 0.9x and 2.0, RDF Site Summary, Atom. Sitemaps and OPML name pages and feeds
// elsewhere: they give no report, and a problem says how many they name (see listing.h).
#include <fmt/format.h>

#include <cstring>
#include <pugixml.hpp>
#include <sstream>

#include "intake/fields.h"
#include "intake/listing.h"
#include "intake/readers.h"
#include "intake/scan.h"
#include "intake/xml_items.h"

namespace stemma::intake {
namespace {

using pugi::xml_node;

/// The words of an element: text, escaped HTML, or XHTML inside it.
std::string body_of(const xml_node& element) {
  if (std::strcmp(element.attribute("type").as_string(), "xhtml") != 0) return element.text().get();
  std::ostringstream out;
  for (const xml_node& child : element.children())
    child.print(out, "", pugi::format_raw | pugi::format_no_declaration);
  return out.str();
}

struct Body {
  std::string words;
  bool summary = false;  // the feed has no more of it
};

Body find_body(const xml_node& item) {
  for (const char* name : {"content:encoded", "content"}) {
    std::string words = body_of(item.child(name));
    if (!trim(std::string_view(words)).empty()) return {std::move(words), false};
  }
  for (const char* name : {"description", "summary"}) {
    std::string words = body_of(item.child(name));
    if (!trim(std::string_view(words)).empty()) return {std::move(words), true};
  }
  return {};
}

/// Tags or entities stand in it: "Pumps <b>fail</b>", "Ana &amp; Co".
bool has_markup(std::string_view words) {
  for (std::size_t at = words.find_first_of("<&"); at != std::string_view::npos;
       at = words.find_first_of("<&", at + 1)) {
    const char next = at + 1 < words.size() ? words[at + 1] : ' ';
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (letter || (words[at] == '<' ? next == '/' || next == '!' : next == '#')) return true;
  }
  return false;
}

class FeedReader {
 public:
  FeedReader(Input input, const Rules& rules, const Options& options, Batch& batch)
      : input_(std::move(input)), rules_(rules), options_(options), batch_(batch) {}

  void run() {
    if (input_.text.size() > kMaxXml) {
      return problem(ErrorCode::kTooLarge,
                     fmt::format("a feed of {} bytes is over the limit of {}; split it",
                                 input_.text.size(), kMaxXml));
    }
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = parse_xml(input_.text, document);
    const xml_node root = document.document_element();
    const std::string_view name = root.name();
    if (name == "urlset" || name == "sitemapindex" || name == "opml") return list();
    const xml_node channel = name == "feed" ? root : root.child("channel");
    outlet_ = first_of(channel, {"title"});
    language_ = first_of(channel, {"language", "dc:language"});
    if (language_.empty()) language_ = root.attribute("xml:lang").as_string();
    const char* item_name = name == "feed" ? "entry" : "item";
    const std::size_t before = batch_.reports.size() + batch_.problems.size();
    for (const xml_node& item : (name == "rss" ? channel : root).children(item_name)) add(item);
    if (!parsed) {
      problem(ErrorCode::kMalformed,
              fmt::format("this XML breaks off at byte {} ({}); what stands before it was read",
                          parsed.offset, parsed.description()));
    } else if (batch_.reports.size() + batch_.problems.size() == before) {
      problem(ErrorCode::kEmpty, "this feed has no items");
    }
  }

 private:
  void problem(ErrorCode code, std::string message) {
    batch_.problems.push_back({code, std::move(message), std::string(input_.source)});
  }

  /// Sitemaps and lists of feeds hold no reports.
  void list() {
    const auto listing = listing_of(input_.text, input_.source, rules_);
    if (!listing) return;
    problem(
        ErrorCode::kUsage,
        fmt::format("this is {} that names {} addresses and holds no report; `stemma add` fetches "
                    "what they name",
                    describe(listing->kind), listing->items.size()));
    for (const Error& broken : listing->problems) batch_.problems.push_back(broken);
  }

  void add(const xml_node& item) {
    ++number_;
    const std::string where = fmt::format("{}#{}", input_.source, number_);
    Body body = find_body(item);
    Fields fields;
    fields.url = link_of(item);
    fields.title = first_of(item, {"title"});
    fields.id = first_of(item, {"guid", "id"});
    fields.outlet = first_of(item, {"source"});
    if (fields.outlet.empty()) fields.outlet = outlet_;
    fields.byline = first_of(item, {"dc:creator"});
    if (fields.byline.empty()) fields.byline = first_of(item.child("author"), {"name"});
    fields.language = language_;
    for (const char* name : {"pubDate", "published", "dc:date", "updated"}) {
      if (!fields.published.empty()) break;
      fields.published = first_of(item, {name});
      fields.published_where = fmt::format("<{}> of the feed", name);
    }
    if (trim(std::string_view(body.words)).empty()) {
      batch_.problems.push_back({ErrorCode::kEmpty, std::string(kNoWordsInFeed), where});
      return;
    }
    std::vector<std::string> notes = input_.notes;
    if (body.summary) notes.emplace_back(kOnlySummary);
    const bool markup = has_markup(body.words);
    (markup ? fields.html : fields.text) = markup ? page_of(body.words) : body.words;
    auto report = report_from_fields(
        std::move(fields), where, markup ? ReportFormat::kHtml : ReportFormat::kPlainText,
        "text taken from a feed; offsets are into that text", std::move(notes), rules_, options_);
    if (report) {
      batch_.reports.push_back(std::move(*report));
    } else {
      batch_.problems.push_back(report.error());
    }
  }

  Input input_;
  const Rules& rules_;
  const Options& options_;
  Batch& batch_;
  std::string outlet_;
  std::string language_;
  std::size_t number_ = 0;
};

}  // namespace

void read_feed(Input input, const Rules& rules, const Options& options, Batch& batch) {
  FeedReader(std::move(input), rules, options, batch).run();
}

}  // namespace stemma::intake
