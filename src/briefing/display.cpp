#include "briefing/display.h"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>

#include "base/numbers.h"
#include "base/utf8.h"
#include "intake/text_language.h"

namespace stemma::briefing {

bool is_hostile(char32_t c) {
  if (c == U'\t' || c == U'\n' || c == U'\r') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

std::string unread_note(const Report& report) {
  return fmt::format("in {}, which is kept and not read", intake::language_name(report.language));
}

std::string clean(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    at += c.length;
    if (utf8::is_space(c.value) || c.value == 0x2028 || c.value == 0x2029) {
      space = !out.empty();
    } else if (!is_hostile(c.value)) {
      if (space) out += ' ';
      space = false;
      utf8::append(out, c.value);
    }
  }
  return out;
}

std::size_t display_width(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const int category = u_charType(code);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR ||
      category == U_CONTROL_CHAR) {
    return 0;
  }
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    at += c.length;
    width += display_width(c.value);
  }
  return width;
}

std::string shorten(std::string_view text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t fits = 0;        // bytes that leave a column for the ellipsis
  std::size_t after_word = 0;  // likewise, ending before a space
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint c = utf8::decode(text, at);
    if (c.value == U' ' && width + 2 <= columns) after_word = at + 1;
    width += display_width(c.value);
    at += c.length;
    if (width + 1 <= columns) fits = at;
    if (width > columns) {
      const std::size_t cut = after_word * 3 > fits ? after_word : fits;
      return std::string(text.substr(0, cut)) + "…";
    }
  }
  return std::string(text);
}

std::string quoted(std::string_view text) {
  const bool marked = text.find("“") != std::string_view::npos ||
                      text.find("”") != std::string_view::npos ||
                      text.find('"') != std::string_view::npos;
  return marked ? std::string(text) : "“" + std::string(text) + "”";
}

std::string tidy(std::string text) {
  while (!text.empty() && std::string_view(",;: ").find(text.back()) != std::string_view::npos) {
    text.pop_back();
  }
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  const std::size_t first_open = text.find(kOpen);
  const std::size_t first_close = text.find(kClose);
  const std::size_t last_open = text.rfind(kOpen);
  const std::size_t last_close = text.rfind(kClose);
  const bool lacks_open = first_close != std::string::npos &&
                          (first_open == std::string::npos || first_close < first_open);
  const bool lacks_close =
      last_open != std::string::npos && (last_close == std::string::npos || last_close < last_open);
  if (lacks_open) text.insert(0, kOpen);
  if (lacks_close) text += kClose;
  if (std::count(text.begin(), text.end(), '"') % 2 != 0) {
    if (text.back() == '"') {
      text.insert(0, 1, '"');
    } else {
      text += '"';
    }
  }
  return text;
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", print_number(static_cast<double>(count)), count == 1 ? one : many);
}

std::string join_and(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? " and " : ", ";
    out += items[i];
  }
  return out;
}

std::string minute_of(const std::string& time) {
  if (time.size() < 16) return time;
  return time.substr(0, 10) + " " + time.substr(11, 5);
}

std::string capitalise(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace stemma::briefing
