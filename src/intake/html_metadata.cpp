#include "intake/html_metadata.h"

#include <simdjson.h>

#include <algorithm>

#include "intake/html_article.h"
#include "intake/scan.h"
#include "intake/text_language.h"

namespace stemma::intake {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr std::size_t kMaxBlocks = 16;  // JSON-LD scripts looked at
constexpr std::size_t kMaxBlockBytes = 1 << 20;
constexpr std::size_t kMaxField = 1000;  // bytes of a title or name
constexpr std::size_t kMaxName = 200;    // of a name that is an element's words
constexpr std::size_t kMaxItems = 8;     // elements of microdata looked into

/// White space collapsed and cut to a sane length.
std::string tidy(std::string_view text) {
  std::string out;
  Words words(text, {0, static_cast<std::uint32_t>(std::min<std::size_t>(text.size(), 1 << 16))});
  while (const auto word = words.next()) {
    if (out.size() + word->size() > kMaxField) break;
    if (!out.empty()) out += ' ';
    out += slice(text, *word);
  }
  return out;
}

std::string string_in(const object& from, const char* key) {
  std::string_view text;
  if (from[key].get(text) == simdjson::SUCCESS) return std::string(text);
  return {};
}

/// {"publisher": {"name": "..."}}, or a list of such, or the name itself.
std::string name_in(const object& from, const char* key) {
  element value;
  if (from[key].get(value) != simdjson::SUCCESS) return {};
  array list;
  if (value.get(list) == simdjson::SUCCESS) {
    if (list.begin() == list.end()) return {};
    value = *list.begin();
  }
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  object named;
  if (value.get(named) == simdjson::SUCCESS) return string_in(named, "name");
  return {};
}

/// {"author": [{"name": "Ana Moro"}, "Ben Hale"]} -> "Ana Moro, Ben Hale".
std::string names_in(const object& from, const char* key) {
  element value;
  if (from[key].get(value) != simdjson::SUCCESS) return {};
  std::vector<element> people{value};
  array list;
  if (value.get(list) == simdjson::SUCCESS) people.assign(list.begin(), list.end());
  std::string out;
  for (const element person : people) {
    std::string name;
    std::string_view text;
    object named;
    if (person.get(text) == simdjson::SUCCESS) name = text;
    if (person.get(named) == simdjson::SUCCESS) name = string_in(named, "name");
    if (name.empty() || out.size() > kMaxField) continue;
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

bool is_article(const object& thing) {
  element type;
  if (thing["@type"].get(type) != simdjson::SUCCESS) return false;
  const auto fits = [](std::string_view name) {
    return name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
  };
  std::string_view name;
  if (type.get(name) == simdjson::SUCCESS) return fits(name);
  array names;
  if (type.get(names) != simdjson::SUCCESS) return false;
  for (const element item : names) {
    if (item.get(name) == simdjson::SUCCESS && fits(name)) return true;
  }
  return false;
}

struct LinkedData {
  std::string headline, publisher, url, published, authors, language;
};

void read_article(const object& article, LinkedData& out) {
  const auto fill = [](std::string& slot, std::string value) {
    if (slot.empty()) slot = std::move(value);
  };
  fill(out.headline, string_in(article, "headline"));
  fill(out.publisher, name_in(article, "publisher"));
  fill(out.url, string_in(article, "url"));
  fill(out.published, string_in(article, "datePublished"));
  fill(out.authors, names_in(article, "author"));
  fill(out.language, string_in(article, "inLanguage"));
}

/// Lists and "@graph" may nest; simdjson bounds how deep.
void read_linked_data(std::string_view json, simdjson::dom::parser& parser, LinkedData& out) {
  element root;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) return;
  std::vector<element> todo{root};
  while (!todo.empty()) {
    const element item = todo.back();
    todo.pop_back();
    array list;
    object thing;
    if (item.get(list) == simdjson::SUCCESS) {
      std::vector<element> items(list.begin(), list.end());
      todo.insert(todo.end(), items.rbegin(), items.rend());
    } else if (item.get(thing) == simdjson::SUCCESS) {
      if (is_article(thing)) {
        read_article(thing, out);
      } else {
        element graph;
        for (const char* key : {"@graph", "mainEntity"}) {
          if (thing[key].get(graph) == simdjson::SUCCESS) todo.push_back(graph);
        }
      }
    }
  }
}

bool has_token(std::string_view tokens, std::string_view token) {
  Words words(tokens, {0, static_cast<std::uint32_t>(tokens.size())});
  while (const auto word = words.next()) {
    if (slice(tokens, *word) == token) return true;
  }
  return false;
}

class MetadataReader {
 public:
  MetadataReader(const HtmlTree& tree, const Rules& rules) : tree_(tree), rules_(rules) {
    metas_.resize(rules.metas.size());
  }

  PageMetadata read(const LinkedData& linked) {
    for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) visit(i);
    PageMetadata out;
    out.outlet = first_of(MetaRule::Role::kOutlet);
    if (out.outlet.empty()) out.outlet = tidy(linked.publisher);
    if (out.outlet.empty()) out.outlet = item_outlet_;
    out.url = canonical_;
    if (out.url.empty()) out.url = first_of(MetaRule::Role::kUrl);
    if (out.url.empty()) out.url = tidy(linked.url);
    out.title = first_of(MetaRule::Role::kTitle);
    if (out.title.empty()) out.title = tidy(linked.headline);
    if (out.title.empty()) out.title = item_title_;
    if (out.title.empty()) out.title = from_markup();
    out.byline = byline(linked);
    language(linked, out);
    drop_outlet(out.title, out.outlet);
    if (!linked.published.empty()) out.dates.push_back({linked.published, "JSON-LD datePublished"});
    for (std::size_t i = 0; i < metas_.size(); ++i) {
      if (rules_.metas[i].role == MetaRule::Role::kPublished && !metas_[i].empty())
        out.dates.push_back({metas_[i], "meta " + rules_.metas[i].name});
    }
    if (!item_date_.empty()) out.dates.push_back({item_date_, "itemprop datePublished"});
    if (!time_.empty()) out.dates.push_back({time_, "<time datetime>"});
    return out;
  }

 private:
  void visit(std::uint32_t i) {
    const HtmlNode& node = tree_.nodes[i];
    if (node.tag == GUMBO_TAG_TITLE && title_.empty()) title_ = tidy(text_of(tree_, i));
    if (node.tag == GUMBO_TAG_H1) {
      ++h1_count_;
      if (h1_.empty()) h1_ = tidy(text_of(tree_, i));
    }
    if (node.attributes == 0) return;
    const HtmlAttributes& attributes = tree_.of(i);
    switch (node.tag) {
      case GUMBO_TAG_HTML:
        language_ = tidy(attributes.lang);
        break;
      case GUMBO_TAG_META:
        meta(attributes);
        break;
      case GUMBO_TAG_LINK:
        if (canonical_.empty() && has_token(attributes.rel, "canonical"))
          canonical_ = tidy(attributes.href);
        break;
      default:
        if (!attributes.itemprop.empty()) microdata(i, attributes.itemprop);
        if (!attributes.datetime.empty()) {
          if (item_date_.empty() && has_token(attributes.itemprop, "datepublished"))
            item_date_ = tidy(attributes.datetime);
          if (time_.empty() && node.tag == GUMBO_TAG_TIME) time_ = tidy(attributes.datetime);
        }
    }
  }

  /// What schema.org's properties say on elements of the page itself.
  void microdata(std::uint32_t i, std::string_view properties) {
    const std::pair<const char*, std::string&> wanted[] = {
        {"headline", item_title_}, {"author", item_author_}, {"publisher", item_outlet_}};
    for (const auto& [property, slot] : wanted) {
      if (!slot.empty() || !has_token(properties, property) || ++looked_into_ > kMaxItems) continue;
      slot = named_in(i);
    }
  }

  /// The name inside of a person or organisation; else the element's words, if they are few.
  std::string named_in(std::uint32_t node) const {
    for (std::uint32_t i = node + 1; i < tree_.nodes[node].end; ++i) {
      if (tree_.nodes[i].attributes == 0 || !has_token(tree_.of(i).itemprop, "name")) continue;
      const std::string& stated = tree_.of(i).content;
      return tidy(stated.empty() ? text_of(tree_, i) : stated);
    }
    std::string words = tidy(text_of(tree_, node));
    return words.size() > kMaxName ? std::string() : words;
  }

  /// Names only: many pages put their author's address there.
  std::string byline(const LinkedData& linked) const {
    for (const std::string& stated :
         {tidy(linked.authors), first_of(MetaRule::Role::kByline), item_author_}) {
      if (!stated.empty() && stated.find("://") == std::string::npos) return stated;
    }
    return {};
  }

  void language(const LinkedData& linked, PageMetadata& out) const {
    const std::pair<std::string, const char*> stated[] = {
        {language_, "html lang"},
        {tidy(linked.language), "JSON-LD inLanguage"},
        {first_of(MetaRule::Role::kLanguage), "meta language"}};
    for (const auto& [tag, where] : stated) {
      if (language_code(tag).empty()) continue;
      out.language = tag;
      out.language_basis = where;
      return;
    }
  }

  /// A property may hold several names ("dc:title og:title").
  void meta(const HtmlAttributes& attributes) {
    if (attributes.content.empty()) return;
    for (const std::string& names : {attributes.name, attributes.itemprop}) {
      if (names.empty() || names.size() > 200) continue;
      for (std::size_t rule = 0; rule < metas_.size(); ++rule) {
        if (metas_[rule].empty() && has_token(names, rules_.metas[rule].name))
          metas_[rule] = tidy(attributes.content);
      }
    }
  }

  std::string first_of(MetaRule::Role role) const {
    for (std::size_t i = 0; i < metas_.size(); ++i) {
      if (rules_.metas[i].role == role && !metas_[i].empty()) return metas_[i];
    }
    return {};
  }

  /// The h1 if it is the only one or the page's <title> holds it; else the <title>.
  std::string from_markup() const {
    if (title_.empty()) return h1_;
    if (h1_.empty()) return title_;
    return h1_count_ == 1 || title_.find(h1_) != std::string::npos ? h1_ : title_;
  }

  /// "Bridge reopens | Harbour Post" -> "Bridge reopens".
  static void drop_outlet(std::string& title, const std::string& outlet) {
    if (outlet.empty() || title.size() <= outlet.size() + 3 || !title.ends_with(outlet)) return;
    std::string_view rest = trim(std::string_view(title).substr(0, title.size() - outlet.size()));
    for (const std::string_view mark :
         {"|", "-", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xBB", "::"}) {
      if (!rest.ends_with(mark)) continue;
      rest = trim(rest.substr(0, rest.size() - mark.size()));
      if (!rest.empty()) title = std::string(rest);
      return;
    }
  }

  const HtmlTree& tree_;
  const Rules& rules_;
  std::vector<std::string> metas_;  // parallel to Rules::metas
  std::string title_, h1_, canonical_, item_date_, time_, language_;
  std::string item_title_, item_author_, item_outlet_;
  std::size_t looked_into_ = 0;
  std::size_t h1_count_ = 0;
};

}  // namespace

PageMetadata read_metadata(const HtmlTree& tree, const std::vector<std::string_view>& json_ld,
                           const Rules& rules) {
  LinkedData linked;
  simdjson::dom::parser parser;
  std::size_t count = 0;
  for (const std::string_view block : json_ld) {
    if (block.size() > kMaxBlockBytes || ++count > kMaxBlocks) continue;
    read_linked_data(block, parser, linked);
  }
  return MetadataReader(tree, rules).read(linked);
}

}  // namespace stemma::intake
