#include "library/search_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "base/utf8.h"
#include "library/json_text.h"

namespace stemma::library {
namespace {

constexpr const char* kNever = "1970-01-01T00:00:00Z";  // a feed of nothing has to say some time

/// Text of XML 1.0: marked characters escaped, those that it cannot hold left out.
std::string xml(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    const char32_t v = c.value;
    if (v == U'&') {
      out += "&amp;";
    } else if (v == U'<') {
      out += "&lt;";
    } else if (v == U'>') {
      out += "&gt;";
    } else if (v == U'"') {
      out += "&quot;";
    } else if (v == U'\n' || v == U'\r' || v == U'\t') {
      out += ' ';
    } else if (v >= 0x20 && v != 0xFFFE && v != 0xFFFF) {
      utf8::append(out, v);
    }
    at += c.length;
  }
  return out;
}

/// Atom wants a moment with its zone; a day alone it cannot say.
bool is_moment(std::string_view published) {
  return published.size() >= 20 && published[10] == 'T' &&
         (published.ends_with('Z') || published[published.size() - 6] == '+' ||
          published[published.size() - 6] == '-');
}

bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace

std::string search_jsonl(std::span<const Hit> hits) {
  std::string out;
  for (const Hit& hit : hits) {
    nlohmann::ordered_json json{
        {"version", hit.version},
        {"title", hit.title},
        {"outlet", hit.outlet},
        {"published", hit.published},
        {"url", hit.url},
        {"added", hit.added},
        {"passage", {{"begin", hit.range.begin}, {"end", hit.range.end}, {"text", hit.passage}}}};
    if (hit.published.empty()) json["published"] = nullptr;
    out += json_text(json) + "\n";
  }
  return out;
}

std::string search_atom(std::string_view query, std::span<const Hit> hits) {
  std::string newest = kNever;
  for (const Hit& hit : hits) newest = std::max(newest, hit.added);
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
      "  <id>urn:stemma:search:{}</id>\n"
      "  <title>{}</title>\n"
      "  <updated>{}</updated>\n"
      "  <generator>stemma</generator>\n",
      hex(sha256(query)).substr(0, 16), xml(query), newest);
  for (const Hit& hit : hits) {
    out += fmt::format("  <entry>\n    <id>urn:stemma:{}</id>\n    <title>{}</title>\n",
                       hit.version, hit.title.empty() ? "(no title)" : xml(hit.title));
    out += fmt::format("    <updated>{}</updated>\n", hit.added);
    if (is_moment(hit.published))
      out += fmt::format("    <published>{}</published>\n", xml(hit.published));
    if (!hit.published.empty())
      out += fmt::format("    <dc:date>{}</dc:date>\n", xml(hit.published));
    out += fmt::format("    <author><name>{}</name></author>\n",
                       hit.outlet.empty() ? "unknown" : xml(hit.outlet));
    if (is_web_address(hit.url)) out += fmt::format("    <link href=\"{}\"/>\n", xml(hit.url));
    out += fmt::format("    <summary>{}</summary>\n  </entry>\n", xml(hit.passage));
  }
  return out + "</feed>\n";
}

}  // namespace stemma::library
