#include "briefing/escape.h"

#include "base/utf8.h"
#include "briefing/display.h"

namespace stemma::briefing {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    at += c.length;
    switch (c.value) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case U'\'':
        out += "&#39;";
        break;
      default:
        if (!is_hostile(c.value)) utf8::append(out, c.value);
    }
  }
  return out;
}

std::string isolate(std::string_view text) { return "<bdi>" + escape(clean(text)) + "</bdi>"; }

}  // namespace stemma::briefing
