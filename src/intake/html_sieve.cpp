#include "intake/html_sieve.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"

namespace stemma::intake {
namespace {

enum class Keep : std::uint8_t {
  kBlock,      // counted against the nesting limit
  kBarrier,    // a block that no end tag inside can close what is outside of
  kInline,     // counted; its end tag cannot close a block
  kImplied,    // not counted: its like inside the same container closes it
  kVoid,       // has no content
  kOnce,       // html, head, body
  kWithWords,  // dropped with all it holds
  kRaw,        // the same; what it holds is not markup, and it need not be closed
  kTitle,      // holds text, not markup
};

struct Known {
  std::string_view name;
  Keep keep;
};

constexpr Known kKnown[] = {
    {"a", Keep::kInline},
    {"abbr", Keep::kInline},
    {"address", Keep::kBlock},
    {"article", Keep::kBlock},
    {"aside", Keep::kBlock},
    {"audio", Keep::kWithWords},
    {"blockquote", Keep::kBlock},
    {"body", Keep::kOnce},
    {"br", Keep::kVoid},
    {"button", Keep::kWithWords},
    {"canvas", Keep::kWithWords},
    {"caption", Keep::kImplied},
    {"center", Keep::kBlock},
    {"dd", Keep::kImplied},
    {"details", Keep::kBlock},
    {"div", Keep::kBlock},
    {"dl", Keep::kBlock},
    {"dt", Keep::kImplied},
    {"fieldset", Keep::kBlock},
    {"figcaption", Keep::kBlock},
    {"figure", Keep::kBlock},
    {"footer", Keep::kBlock},
    {"h1", Keep::kBlock},
    {"h2", Keep::kBlock},
    {"h3", Keep::kBlock},
    {"h4", Keep::kBlock},
    {"h5", Keep::kBlock},
    {"h6", Keep::kBlock},
    {"head", Keep::kOnce},
    {"header", Keep::kBlock},
    {"hr", Keep::kVoid},
    {"html", Keep::kOnce},
    {"iframe", Keep::kRaw},
    {"img", Keep::kVoid},
    {"input", Keep::kVoid},
    {"li", Keep::kImplied},
    {"link", Keep::kVoid},
    {"main", Keep::kBlock},
    {"math", Keep::kWithWords},
    {"meta", Keep::kVoid},
    {"nav", Keep::kBlock},
    {"noembed", Keep::kWithWords},
    {"noframes", Keep::kWithWords},
    {"noscript", Keep::kWithWords},
    {"object", Keep::kWithWords},
    {"ol", Keep::kBlock},
    {"p", Keep::kImplied},
    {"pre", Keep::kBlock},
    {"script", Keep::kRaw},
    {"section", Keep::kBlock},
    {"select", Keep::kWithWords},
    {"span", Keep::kInline},
    {"style", Keep::kRaw},
    {"summary", Keep::kBlock},
    {"svg", Keep::kWithWords},
    {"table", Keep::kBarrier},
    {"tbody", Keep::kImplied},
    {"td", Keep::kImplied},
    {"template", Keep::kWithWords},
    {"textarea", Keep::kWithWords},
    {"tfoot", Keep::kImplied},
    {"th", Keep::kImplied},
    {"thead", Keep::kImplied},
    {"time", Keep::kInline},
    {"title", Keep::kTitle},
    {"tr", Keep::kImplied},
    {"ul", Keep::kBlock},
    {"video", Keep::kWithWords},
};
constexpr std::size_t kCount = std::size(kKnown);

constexpr std::string_view kAttributes[] = {
    "aria-hidden", "class", "content",  "datetime", "hidden",   "href",
    "http-equiv",  "id",    "itemprop", "lang",     "name",     "property",
    "pubdate",     "rel",   "role",     "style",    "xml:lang",
};
constexpr std::size_t kMaxValue = 2048;

constexpr std::size_t kUnknown = kCount;

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// A form is read as a plain group of fields: HTML closes forms by rules of their own, which
/// would let nesting grow behind our back.
std::size_t known(std::string_view name) {
  if (name == "form") name = "fieldset";
  const auto at =
      std::lower_bound(std::begin(kKnown), std::end(kKnown), name,
                       [](const Known& row, std::string_view n) { return row.name < n; });
  if (at == std::end(kKnown) || at->name != name) return kUnknown;
  return static_cast<std::size_t>(at - std::begin(kKnown));
}

class Sieve {
 public:
  explicit Sieve(std::string_view html) : html_(html) { out_.html.reserve(html.size() / 2); }

  Sieved run() {
    while (at_ < html_.size()) {
      const std::size_t tag = std::min(html_.find('<', at_), html_.size());
      out_.html.append(html_.substr(at_, tag - at_));
      at_ = tag;
      if (at_ < html_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  void markup() {
    const std::string_view rest = html_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = html_.find("-->", at_ + 4);
      // "<!-->" and "<!--->" are whole comments.
      if (rest.starts_with("<!-->")) {
        at_ += 5;
      } else if (rest.starts_with("<!--->")) {
        at_ += 6;
      } else {
        at_ = end == std::string_view::npos ? html_.size() : end + 3;
      }
    } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
      skip_past('>');
    } else if (rest.size() > 2 && rest[1] == '/' && letter(rest[2])) {
      end_tag();
    } else if (rest.size() > 1 && letter(rest[1])) {
      start_tag();
    } else if (rest.size() > 1 && rest[1] == '/') {
      skip_past('>');  // "</ ...>" is a comment
    } else {
      out_.html += "&lt;";
      ++at_;
    }
  }

  void skip_past(char c) {
    const std::size_t end = html_.find(c, at_);
    at_ = end == std::string_view::npos ? html_.size() : end + 1;
  }

  std::string name_at(std::size_t at) const {
    std::size_t end = at;
    while (end < html_.size() && !space(html_[end]) && html_[end] != '/' && html_[end] != '>')
      ++end;
    return end - at > 16 ? std::string(17, 'x') : ascii::lower(html_.substr(at, end - at));
  }

  void end_tag() {
    const std::size_t id = known(name_at(at_ + 2));
    skip_past('>');
    if (id == kUnknown) return;
    if (dropped_[id] > 0) {
      --dropped_[id];
      return;
    }
    switch (kKnown[id].keep) {
      case Keep::kImplied:
        break;
      case Keep::kBlock:
      case Keep::kBarrier:
      case Keep::kInline:
        if (!close(id)) return;
        break;
      default:
        return;
    }
    out_.html += "</";
    out_.html += kKnown[id].name;
    out_.html += '>';
  }

  /// Follows HTML's scopes, so that what we think closed is closed.
  bool close(std::size_t id) {
    const Keep keep = kKnown[id].keep;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i] == id) {
        open_.resize(i);
        return true;
      }
      const Keep above = kKnown[open_[i]].keep;
      if (above == Keep::kBarrier) return false;
      if (keep == Keep::kInline && above != Keep::kInline) return false;
    }
    return false;
  }

  void start_tag() {
    const std::size_t id = known(name_at(at_ + 1));
    const std::size_t begin = at_;
    const std::string attributes = attributes_of(id);
    if (id == kUnknown) return;
    const Known& tag = kKnown[id];
    switch (tag.keep) {
      case Keep::kRaw:
      case Keep::kWithWords:
        drop_element(id, html_.substr(begin, at_ - begin));
        return;
      case Keep::kTitle:
        title();
        return;
      case Keep::kOnce:
        if (dropped_[id]++ > 0) return;  // seen before; its end tags are all dropped
        break;
      case Keep::kBlock:
      case Keep::kBarrier:
      case Keep::kInline:
        if (open_.size() >= kMaxNesting) {
          ++dropped_[id];
          out_.flattened = true;
          return;
        }
        open_.push_back(id);
        break;
      default:
        break;
    }
    out_.html += '<';
    out_.html += tag.name;
    out_.html += attributes;
    out_.html += '>';
  }

  /// Reads the attributes and moves past the tag.
  std::string attributes_of(std::size_t id) {
    std::string out;
    unsigned seen = 0;
    while (at_ < html_.size() && !space(html_[at_]) && html_[at_] != '/' && html_[at_] != '>')
      ++at_;
    while (at_ < html_.size()) {
      while (at_ < html_.size() && (space(html_[at_]) || html_[at_] == '/')) ++at_;
      if (at_ >= html_.size()) break;
      if (html_[at_] == '>') {
        ++at_;
        return out;
      }
      const std::size_t from = at_;
      while (at_ < html_.size() && !space(html_[at_]) && html_[at_] != '=' && html_[at_] != '>' &&
             html_[at_] != '/') {
        ++at_;
      }
      if (at_ == from) ++at_;  // a stray '='
      const std::string_view name = html_.substr(from, at_ - from);
      const std::string_view value = value_at();
      if (id == kUnknown || name.size() > 12) continue;
      const std::string key = ascii::lower(name);
      const auto* const row = std::find(std::begin(kAttributes), std::end(kAttributes), key);
      if (row == std::end(kAttributes)) continue;
      const unsigned bit = 1u << (row - std::begin(kAttributes));
      if ((seen & bit) != 0) continue;
      seen |= bit;
      emit(key, value, out);
    }
    return out;
  }

  std::string_view value_at() {
    std::size_t at = at_;
    while (at < html_.size() && space(html_[at])) ++at;
    if (at >= html_.size() || html_[at] != '=') return {};
    ++at;
    while (at < html_.size() && space(html_[at])) ++at;
    if (at < html_.size() && (html_[at] == '"' || html_[at] == '\'')) {
      const std::size_t end = std::min(html_.find(html_[at], at + 1), html_.size());
      at_ = std::min(end + 1, html_.size());
      return html_.substr(at + 1, end - at - 1);
    }
    const std::size_t from = at;
    while (at < html_.size() && !space(html_[at]) && html_[at] != '>') ++at;
    at_ = at;
    return html_.substr(from, at - from);
  }

  static void emit(std::string_view key, std::string_view value, std::string& out) {
    if (value.size() > kMaxValue) {
      std::size_t end = kMaxValue;
      while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0) == 0x80) --end;
      value = value.substr(0, end);
    }
    out += ' ';
    out += key;
    out += "=\"";
    for (const char c : value) {
      if (c == '"') {
        out += "&quot;";
      } else {
        out += c;
      }
    }
    out += '"';
  }

  /// The offset of "</name" from `at_` on, whatever its letter case, or npos.
  std::size_t find_close(std::string_view name) const {
    for (std::size_t at = at_; (at = html_.find("</", at)) != std::string_view::npos; at += 2) {
      const std::string_view found = html_.substr(at + 2, name.size());
      if (found.size() == name.size() && ascii::lower(found) == name) return at;
    }
    return std::string_view::npos;
  }

  void drop_element(std::size_t id, std::string_view tag) {
    if (never_closed_[id]) return;
    const std::size_t end = find_close(kKnown[id].name);
    if (end == std::string_view::npos) {
      never_closed_[id] = true;
      if (kKnown[id].keep == Keep::kRaw) at_ = html_.size();
      return;
    }
    if (kKnown[id].name == "script" && tag.size() < 500 &&
        ascii::lower(tag).find("ld+json") != std::string::npos) {
      out_.json_ld.push_back(html_.substr(at_, end - at_));
    }
    out_.html += ' ';
    at_ = end;
    skip_past('>');
  }

  void title() {
    const std::size_t id = known("title");
    if (never_closed_[id]) return;
    const std::size_t end = find_close("title");
    if (end == std::string_view::npos) {
      never_closed_[id] = true;
      return;
    }
    out_.html += "<title>";
    for (const char c : html_.substr(at_, end - at_)) {
      if (c == '<') {
        out_.html += "&lt;";
      } else {
        out_.html += c;
      }
    }
    out_.html += "</title>";
    at_ = end;
    skip_past('>');
  }

  std::string_view html_;
  std::size_t at_ = 0;
  Sieved out_;
  std::vector<std::size_t> open_;  // counted elements, outermost first
  std::array<std::size_t, kCount> dropped_{};
  std::array<bool, kCount> never_closed_{};
};

}  // namespace

Sieved sieve_html(std::string_view html) { return Sieve(html).run(); }

}  // namespace stemma::intake
