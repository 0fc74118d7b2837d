// Feeds: RSS 0.9x and 2.0, RDF Site Summary, Atom. Sitemaps and OPML name pages and feeds
// elsewhere: they give no report, and a problem says how many they name.
#include <fmt/format.h>

#include <cstring>
#include <pugixml.hpp>
#include <sstream>

#include "intake/fields.h"
#include "intake/readers.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

// pugixml keeps a node of about 80 bytes for as little as four of input.
constexpr std::size_t kMaxFeed = 16 * 1024 * 1024;

using pugi::xml_node;

std::string_view child_text(const xml_node& node, const char* name) {
  return node.child(name).text().get();
}

std::string first_of(const xml_node& node, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const std::string_view words = trim(child_text(node, name));
    if (!words.empty()) return std::string(words);
  }
  return {};
}

/// Where an Atom entry stands; RSS puts it into the element's text.
std::string link_of(const xml_node& item) {
  for (const xml_node& link : item.children("link")) {
    const std::string_view rel = link.attribute("rel").as_string("alternate");
    if (const char* address = link.attribute("href").as_string(nullptr)) {
      if (rel == "alternate") return std::string(trim(std::string_view(address)));
    } else if (const std::string_view words = trim(std::string_view(link.text().get()));
               !words.empty()) {
      return std::string(words);
    }
  }
  const xml_node guid = item.child("guid");
  if (guid && guid.attribute("isPermaLink").as_bool(true)) {
    const std::string_view words = trim(std::string_view(guid.text().get()));
    if (words.starts_with("http://") || words.starts_with("https://")) return std::string(words);
  }
  return {};
}

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
    if (input_.text.size() > kMaxFeed) {
      return problem(ErrorCode::kTooLarge,
                     fmt::format("a feed of {} bytes is over the limit of {}; split it",
                                 input_.text.size(), kMaxFeed));
    }
    pugi::xml_document document;
    // Entities of its own a document may define are not read: they stay as they stand.
    const pugi::xml_parse_result parsed = document.load_buffer(
        input_.text.data(), input_.text.size(), pugi::parse_default, pugi::encoding_utf8);
    const xml_node root = document.document_element();
    const std::string_view name = root.name();
    if (name == "urlset" || name == "sitemapindex") return list(root, "a sitemap", "loc");
    if (name == "opml") return list(root, "a list of feeds", "outline");
    const xml_node channel = name == "feed" ? root : root.child("channel");
    outlet_ = trim(child_text(channel, "title"));
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

  /// Only counts: depth-first without recursion, and never deeper than pugixml's own links.
  void list(const xml_node& root, const char* what, const char* name) {
    std::size_t count = 0;
    for (xml_node at = root; at;) {
      count += std::strcmp(at.name(), name) == 0;
      if (at.first_child()) {
        at = at.first_child();
        continue;
      }
      while (at && at != root && !at.next_sibling()) at = at.parent();
      at = at == root ? xml_node() : at.next_sibling();
    }
    problem(ErrorCode::kUsage,
            fmt::format("this is {} that names {} addresses; nothing is fetched: save what they "
                        "name, and give those files",
                        what, count));
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
    for (const char* name : {"pubDate", "published", "dc:date", "updated"}) {
      if (!fields.published.empty()) break;
      fields.published = first_of(item, {name});
      fields.published_where = fmt::format("<{}> of the feed", name);
    }
    if (trim(std::string_view(body.words)).empty()) {
      batch_.problems.push_back(
          {ErrorCode::kEmpty,
           "this item has no words in the feed, and its page is not fetched; save that to a file",
           where});
      return;
    }
    std::vector<std::string> notes = input_.notes;
    if (body.summary) notes.push_back("the feed has only this summary of the report");
    const bool markup = has_markup(body.words);
    (markup ? fields.html : fields.text) =
        markup ? "<html><body><article>" + body.words + "</article></body></html>" : body.words;
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
  std::size_t number_ = 0;
};

}  // namespace

void read_feed(Input input, const Rules& rules, const Options& options, Batch& batch) {
  FeedReader(std::move(input), rules, options, batch).run();
}

}  // namespace stemma::intake
