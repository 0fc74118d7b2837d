#include <algorithm>

#include "briefing/display.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kFewWords = 30;  // columns; shorter finds are shown in their sentence

/// Cuts off the front of the text instead of the end.
std::string shorten_front(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t at = text.size() - std::min(text.size(), columns);
  at = text.find(' ', at);
  return at == std::string::npos ? "… " : "… " + text.substr(at + 1);
}

}  // namespace

void add_in_place(Line& line, const Lookup& lookup, const Evidence& e, std::size_t columns) {
  const std::string words = clean(lookup.words(e));
  const std::optional<SentenceId> sentence = lookup.sentence_at(e);
  if (!sentence || display_width(words) > kFewWords) {
    line.add(quoted(shorten(words, columns * 2)), Style::kBold);
    return;
  }
  const ByteRange whole = lookup.sentence(e.report, *sentence).range;
  const std::uint32_t end = std::min(e.range.end, whole.end);
  const std::string_view text = lookup.briefing().reports[e.report.index()].text;
  const bool glued_front = e.range.begin == whole.begin || text[e.range.begin - 1] != ' ';
  const bool glued_back = end >= whole.end || text[end] != ' ';
  const std::size_t side = std::max<std::size_t>(columns / 3, 12);
  const std::string before =
      shorten_front(clean(lookup.words({e.report, {whole.begin, e.range.begin}})), side);
  const std::string after = shorten(clean(lookup.words({e.report, {end, whole.end}})), side);
  line.add(before)
      .add(glued_front ? "[" : " [")
      .add(words, Style::kBold)
      .add(glued_back ? "]" : "] ")
      .add(after);
}

}  // namespace stemma::briefing
