#include <fmt/format.h>

#include <algorithm>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kChanges = 6;
constexpr std::size_t kWarnings = 5;
constexpr std::size_t kFewWords = 30;  // columns; shorter finds are shown in their sentence

/// Cuts off the front of the text instead of the end.
std::string shorten_front(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t at = text.size() - std::min(text.size(), columns);
  at = text.find(' ', at);
  return at == std::string::npos ? "… " : "… " + text.substr(at + 1);
}

/// The very words, inside their sentence where they alone would say little.
Line words_in_place(const Lookup& lookup, const Evidence& e, std::size_t columns) {
  const std::string words = clean(lookup.words(e));
  const std::optional<SentenceId> sentence = lookup.sentence_at(e);
  if (!sentence || display_width(words) > kFewWords) {
    return Line().add(quoted(shorten(words, columns * 2)), Style::kBold);
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
  return Line()
      .add(before)
      .add(glued_front ? "[" : " [")
      .add(words, Style::kBold)
      .add(glued_back ? "]" : "] ")
      .add(after);
}

void write_side(TextPage& page, const TextContext& context, const std::optional<Evidence>& words,
                ClaimId claim, const std::vector<Evidence>& also) {
  const Claim& c = context.lookup.briefing().claims[claim.index()];
  const std::size_t room = page.columns() - 12;
  if (words) {
    page.paragraph(words_in_place(context.lookup, *words, room).add(*words).add(also, 2), 5,
                   fmt::format("{:<4}", print(words->report)));
    return;
  }
  const Evidence place{c.report, context.lookup.sentence(c.report, c.sentence).range};
  page.paragraph(Line()
                     .add("nothing of the kind in ", Style::kDim)
                     .add(quoted(shorten(clean(context.lookup.words(place)), room)))
                     .add(place),
                 5, fmt::format("{:<4}", print(c.report)));
}

}  // namespace

void write_changes(TextPage& page, const TextContext& context) {
  const std::vector<Change> changes = changes_of(context.lookup);
  if (changes.empty()) return;
  page.heading(changes.size() == 1 ? "What changed between them"
                                   : "What changed between them, worst first");
  const std::size_t shown = context.limit(changes.size(), kChanges);
  for (std::size_t i = 0; i < shown; ++i) {
    const Variant& v = *changes[i].variant;
    const bool conflict = changes[i].reading->relation == Relation::kConflict;
    Line line;
    line.add(plain(v.kind), conflict ? Style::kBad : Style::kWarn).add(": ").add(clean(v.note));
    page.paragraph(line, 1, fmt::format("{:>2}. ", i + 1));
    std::vector<Evidence> also_a;
    std::vector<Evidence> also_b;
    const auto add_new = [](std::vector<Evidence>& to, const std::optional<Evidence>& first,
                            const std::optional<Evidence>& e) {
      if (e && e != first && std::find(to.begin(), to.end(), *e) == to.end()) to.push_back(*e);
    };
    for (const Variant* other : changes[i].also) {
      add_new(also_a, v.a, other->a);
      add_new(also_b, v.b, other->b);
    }
    write_side(page, context, v.a, v.claim_a, also_a);
    write_side(page, context, v.b, v.claim_b, also_b);
  }
  page.more(changes.size() - shown);
}

void write_warnings(TextPage& page, const TextContext& context) {
  const std::vector<Warning>& warnings = context.lookup.briefing().collation.warnings;
  if (warnings.empty()) return;
  page.heading("Check before use");
  const std::size_t shown = context.limit(warnings.size(), kWarnings);
  for (std::size_t i = 0; i < shown; ++i) {
    const Warning& w = warnings[i];
    Line line;
    line.add(plain(w.kind), Style::kBad).add(": ").add(clean(w.note));
    const std::string words = clean(context.lookup.words(w.evidence));
    if (!words.empty() && w.kind != WarningKind::kDateUnknown) {
      line.add(" ").add(quoted(shorten(words, page.columns() * 2))).add(w.evidence);
    } else {
      line.add(" [" + print(w.evidence.report) + "]", Style::kDim);
    }
    page.paragraph(line, 2, "! ");
  }
  page.more(warnings.size() - shown);
}

}  // namespace stemma::briefing
