// Datelines: "PORT SELA, March 7 (Meridian) -", "Port Sela, Velmar (AP) —", "MOSCOW, 7 March.
// /TASS/."
//
// An agency need not be known: brackets between a place and a dash are form enough where the place
// is in capitals or a date stands beside it.
#include <algorithm>

#include "base/utf8.h"
#include "intake/furniture.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kPlaceWords = 6;
constexpr std::size_t kAgencyBytes = 60;

/// The end of a dash at `at` ("-", "--", en or em dash), or `at`. A lone hyphen needs spaces.
std::uint32_t dash_end(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const std::string_view rest = text.substr(at, end - at);
  if (rest.starts_with("\xE2\x80\x94") || rest.starts_with("\xE2\x80\x93") ||
      rest.starts_with("\xE2\x80\x95")) {
    return at + 3;
  }
  if (rest.starts_with("--")) return at + 2;
  if (rest.starts_with("- ")) return at + 1;
  return at;
}

struct Place {
  std::uint32_t end = 0;
  bool capitals = true;  // the first part is written in capitals
  std::size_t words = 0;
};

/// Capitalised words, divided by spaces, commas or strokes, as far as they go.
Place place_at(const LineContext& context, std::uint32_t at) {
  const std::string_view text = context.text;
  Place place{at, false, 0};
  Words words(text, {at, context.line.end});
  while (const auto word = words.next()) {
    if (place.words == kPlaceWords) break;
    const std::string_view bytes = slice(text, *word);
    if (!capitalised(bytes)) break;
    // A dash may be joined to the word: "SELA—The".
    ByteRange inner = *word;
    bool last = false;
    for (const std::string_view dash : {"\xE2\x80\x94", "\xE2\x80\x93", "--", "("}) {
      const std::size_t cut = bytes.find(dash);
      if (cut != std::string_view::npos && word->begin + cut < inner.end) {
        inner.end = word->begin + static_cast<std::uint32_t>(cut);
        last = true;
      }
    }
    const ByteRange core = strip_punctuation(text, inner);
    // Inside a place stand letters; "ST." keeps its stop.
    const std::string_view core_bytes = slice(text, core);
    if (core.empty() || context.rules.months.contains(fold(core_bytes)) ||
        context.rules.weekdays.contains(fold(core_bytes)) ||
        core_bytes.find_first_of("0123456789:;!?\"") != std::string_view::npos) {
      break;
    }
    const bool caps = all_capitals(core_bytes) || (place.words > 0 && core_bytes.size() == 1);
    if (place.words == 0) place.capitals = caps;
    // Capitals in front and then a plain word is a country ("KYIV, Ukraine") only after a comma.
    if (place.words > 0 && place.capitals && !caps && text[place.end] != ',') break;
    ++place.words;
    place.end = core.end;
    if (inner.end > core.end && text[core.end] == '.' && core.size() <= 3) ++place.end;
    if (last) break;
    const char tail = place.end < word->end ? text[place.end] : '\0';
    if (tail != '\0' && tail != ',' && tail != '/') break;
  }
  return place;
}

bool plausible_agency(std::string_view name) {
  name = trim(name);
  if (name.empty() || name.size() > kAgencyBytes || count_words(name) > 6) return false;
  return capitalised(name) || name == "dpa";
}

bool known_agency(std::string_view name, const Rules& rules) {
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t cut = std::min(rest.find_first_of("/,"), rest.size());
    if (rules.agencies.contains(trim(rest.substr(0, cut)))) return true;
    rest.remove_prefix(std::min(cut + 1, rest.size()));
  }
  return false;
}

}  // namespace

std::optional<ByteRange> match_dateline(const LineContext& context, std::uint32_t at,
                                        std::optional<StatedDate>& date) {
  const std::string_view text = context.text;
  const std::uint32_t end = context.line.end;
  const std::uint32_t begin = at;
  Place place;
  const bool bracket_first = at < end && text[at] == '(';
  if (!bracket_first) {
    if (!upper_at(text, at)) return std::nullopt;
    place = place_at(context, at);
    if (place.words == 0) return std::nullopt;
    std::string first(slice(text, strip_punctuation(text, {begin, place.end})));
    if (context.rules.labels.contains(first)) return std::nullopt;
    at = skip_space(text, place.end, end);
  }
  bool dated = false;
  if (at < end && text[at] == ',') {
    const std::uint32_t after = skip_space(text, at + 1, end);
    if (auto stated = date_at(text, after, end, context.rules)) {
      dated = true;
      at = stated->range.end;
      date = std::move(stated);
    } else {
      Words words(text, {after, end});
      const auto day = words.next();
      if (day) {
        const ByteRange core = strip_punctuation(text, *day);
        if (context.rules.weekdays.contains(fold(slice(text, core)))) {
          dated = true;
          at = core.end;
        }
      }
    }
    if (!dated) {
      return std::nullopt;
    }
  }
  at = skip_space(text, at, end);
  // "/TASS/." closes a dateline by itself.
  if (at + 1 < end && (text[at] == '.' || text[at] == '/') && place.capitals) {
    const std::uint32_t open = text[at] == '.' ? skip_space(text, at + 1, end) : at;
    if (open < end && text[open] == '/') {
      const std::size_t close = text.find('/', open + 1);
      if (close != std::string_view::npos && close < end &&
          plausible_agency(text.substr(open + 1, close - open - 1))) {
        auto stop = static_cast<std::uint32_t>(close + 1);
        if (stop < end && text[stop] == '.') ++stop;
        return ByteRange{begin, stop};
      }
    }
    if (text[at] == '.') return std::nullopt;
  }
  bool agency = false;
  bool known = false;
  if (at < end && (text[at] == '(' || text[at] == '[')) {
    const std::size_t close = text.find(text[at] == '(' ? ')' : ']', at);
    if (close == std::string_view::npos || close >= end || close - at > kAgencyBytes + 2)
      return std::nullopt;
    const std::string_view name = text.substr(at + 1, close - at - 1);
    if (!plausible_agency(name)) return std::nullopt;
    agency = true;
    known = known_agency(name, context.rules);
    at = static_cast<std::uint32_t>(close + 1);
  }
  const std::uint32_t before_dash = at;
  at = skip_space(text, at, end);
  const bool spaced = at > before_dash || (at > begin && text[at - 1] == ' ');
  const std::uint32_t after_dash = dash_end(text, at, end);
  const bool dash =
      after_dash > at && (spaced || agency || text[at] != '-' || after_dash == at + 2);
  const std::uint32_t next = skip_space(text, dash ? after_dash : at, end);
  const bool opens = next < end && (upper_at(text, next) || opening_mark_at(text, next) ||
                                    utf8::is_digit(utf8::decode(text, next).value));
  if (!opens) return std::nullopt;
  if (bracket_first) {
    // "(Meridian) - The bridge": only where the story begins, or for a known agency.
    if (agency && dash && (known || context.prose_lines == 0)) return ByteRange{begin, after_dash};
    return std::nullopt;
  }
  if (agency && dash) {
    const bool formed =
        known || place.capitals || dated || (context.prose_lines == 0 && place.words <= 4);
    if (formed) return ByteRange{begin, after_dash};
    return std::nullopt;
  }
  if (agency && place.capitals && (dated || known)) return ByteRange{begin, before_dash};
  if (dash && place.capitals && dated) return ByteRange{begin, after_dash};
  // "PORT SELA — The": a bare place and a dash, where the story begins.
  if (dash && place.capitals && context.prose_lines == 0 && spaced && upper_at(text, next))
    return ByteRange{begin, after_dash};
  return std::nullopt;
}

}  // namespace stemma::intake
