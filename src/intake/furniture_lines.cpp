// Lines that are furniture as a whole: the line rules of lexicons/furniture_lines.tsv, and bylines.
#include "intake/furniture.h"
#include "intake/scan.h"

namespace stemma::intake {
namespace {

constexpr std::size_t kShortLine =
    6;  // words; a line this short may end in a stop and not be prose
constexpr std::size_t kBylineWords = 14;

/// Without list marks and arrows in front.
std::string_view without_bullets(std::string_view line) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view mark :
         {"*", "-", "|", ">", "+", "#", "\xE2\x80\xA2", "\xC2\xBB", "\xE2\x80\xBA", "\xE2\x86\x92",
          "\xE2\x96\xB6", "\xE2\x96\xBA", "\xE2\x97\x8F", "\xE2\x96\xA0", "\xC2\xB7", "["}) {
      if (!line.starts_with(mark)) continue;
      line = trim(line.substr(mark.size()));
      moved = true;
    }
  }
  return line;
}

std::string_view without_tail(std::string_view line) {
  while (!line.empty() && (line.back() == ':' || line.back() == '|' || line.back() == '>' ||
                           line.back() == ']' || line.back() == '.' || line.back() == '!')) {
    line.remove_suffix(1);
  }
  return trim(line);
}

/// Phrases with a colon, sign or dash of their own cannot open a sentence; others can, and then a
/// longer line that ends like a sentence is left alone.
bool may_be_prose(FurnitureKind kind, std::string_view phrase) {
  if (kind == FurnitureKind::kSubscription || kind == FurnitureKind::kNotice ||
      kind == FurnitureKind::kCaption) {
    return false;
  }
  return phrase.find_first_of(":|@/>") == std::string_view::npos;
}

bool word_ends(std::string_view line, std::size_t at) {
  if (at >= line.size()) return true;
  const char c = line[at];
  const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  const char before = line[at - 1];
  const bool inside = (before >= 'a' && before <= 'z');
  return !(letter && inside);
}

}  // namespace

std::optional<FurnitureKind> match_line_rule(const LineContext& context, std::size_t words) {
  const std::string_view raw = slice(context.text, context.line);
  if (raw.size() > 600) return std::nullopt;
  const std::string folded = fold(raw);
  const std::string_view line = without_bullets(folded);
  if (line.empty()) return std::nullopt;
  const std::string_view core = without_tail(line);
  const bool sentence = words > kShortLine && ends_with_stop(context.text, context.line);
  const auto allowed = [&](const LineRule& rule) {
    return (rule.max_words == 0 || words <= rule.max_words) &&
           !(sentence && may_be_prose(rule.kind, rule.phrase));
  };
  for (const LineRule& rule : context.rules.lines[static_cast<unsigned char>(line[0])]) {
    if (rule.match == LineRule::Match::kWhole) {
      if (line == rule.phrase || core == rule.phrase) return rule.kind;
    } else if (line.starts_with(rule.phrase) && word_ends(line, rule.phrase.size()) &&
               allowed(rule)) {
      return rule.kind;
    }
  }
  for (const LineRule& rule : context.rules.suffixes) {
    if (line.ends_with(rule.phrase) && allowed(rule)) return rule.kind;
  }
  return std::nullopt;
}

bool is_byline(const LineContext& context) {
  const std::string_view line = slice(context.text, context.line);
  if (line.size() < 6 || line.size() > 160) return false;
  if (line.substr(0, 3) != "By " && line.substr(0, 3) != "BY ") return false;
  const char last = line.back();
  if (last == '!' || last == '?' || last == ':' || last == ';') return false;
  Words words(context.text, {context.line.begin + 3, context.line.end});
  std::size_t count = 0;
  std::size_t names = 0;
  while (const auto word = words.next()) {
    const ByteRange inner = strip_punctuation(context.text, *word);
    const std::string_view bytes = slice(context.text, inner);
    if (++count > kBylineWords) return false;
    if (bytes.empty()) continue;
    if (count == 1 && context.rules.not_name.contains(bytes)) return false;
    if (bytes.find_first_of("0123456789") != std::string_view::npos) return false;
    if (capitalised(bytes)) {
      ++names;
    } else {
      const std::string lower = fold(bytes);
      if (!context.rules.byline.contains(lower) && !context.rules.particles.contains(lower) &&
          !context.rules.agencies.contains(bytes))
        return false;
      if (count == 1 && !context.rules.particles.contains(lower)) return false;
    }
  }
  // "By Moro." is too little to go by, and so is a sentence.
  return names >= 2 && (last != '.' || count <= 3);
}

}  // namespace stemma::intake
