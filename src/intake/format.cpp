#include "intake/format.h"

#include <algorithm>

#include "intake/scan.h"

namespace stemma::intake {
namespace {

std::string extension(std::string_view source) {
  const std::size_t slash = source.find_last_of('/');
  const std::string_view name = slash == std::string_view::npos ? source : source.substr(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : fold(name.substr(dot + 1));
}

/// '{' and then a key or its end; '[' and then such an object.
bool looks_like_json(std::string_view text) {
  text = trim(text.substr(0, 4096));
  if (text.starts_with("[")) text = trim(text.substr(1));
  if (!text.starts_with("{")) return false;
  text = trim(text.substr(1));
  return text.starts_with("\"") || text.starts_with("}");
}

}  // namespace

bool named_html(std::string_view source) {
  const std::string kind = extension(source);
  return kind == "html" || kind == "htm" || kind == "xhtml" || kind == "shtml";
}

bool named_csv(std::string_view source) {
  const std::string kind = extension(source);
  return kind == "csv" || kind == "tsv";
}

bool looks_like_feed(std::string_view text) {
  std::string_view rest = trim(text.substr(0, std::min(text.size(), std::size_t{8192})));
  if (rest.starts_with("\xEF\xBB\xBF")) rest = trim(rest.substr(3));
  // Declarations, comments and instructions may stand before the root; "]>" ends those in brackets.
  const auto declares = [&] {
    return rest.starts_with("<?") || rest.starts_with("<!") || rest.starts_with("]>");
  };
  for (int steps = 0; steps < 16 && declares(); ++steps) {
    const bool comment = rest.starts_with("<!--");
    const std::size_t end = rest.find(comment ? "-->" : ">");
    if (end == std::string_view::npos) return false;
    rest = trim(rest.substr(end + (comment ? 3 : 1)));
  }
  for (const std::string_view root :
       {"<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex", "<opml"}) {
    if (rest.starts_with(root)) return true;
  }
  return false;
}

bool looks_like_html(std::string_view text) {
  std::string head = fold(trim(text.substr(0, std::min(text.size(), std::size_t{2048}))));
  std::string_view rest = head;
  for (int comments = 0; comments < 8 && rest.starts_with("<!--"); ++comments) {
    const std::size_t end = rest.find("-->");
    if (end == std::string_view::npos) return true;
    rest = trim(rest.substr(end + 3));
  }
  if (rest.starts_with("<?xml")) return rest.find("<html") != std::string_view::npos;
  for (const std::string_view tag :
       {"<!doctype html", "<html", "<head",   "<body",    "<title", "<meta",
        "<script",        "<link", "<style",  "<article", "<main",  "<section",
        "<div",           "<p>",   "<p ",     "<h1",      "<h2",    "<header",
        "<table",         "<span", "<figure", "<ul>",     "<center"}) {
    if (rest.starts_with(tag)) return true;
  }
  return false;
}

FormatHint detect_format(std::string_view text, std::string_view source) {
  const std::string kind = extension(source);
  if (looks_like_html(text)) return FormatHint::kHtml;
  if (looks_like_json(text)) return FormatHint::kJsonl;
  if (named_html(source) && text.find('<') != std::string_view::npos) return FormatHint::kHtml;
  if (kind == "jsonl" || kind == "ndjson" || kind == "json") return FormatHint::kJsonl;
  return FormatHint::kPlainText;
}

}  // namespace stemma::intake
