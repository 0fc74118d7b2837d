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

void write_side(TextPage& page, const TextContext& context, const std::optional<Evidence>& words,
                ClaimId claim, const std::vector<Evidence>& also) {
  const Claim& c = context.lookup.briefing().claims[claim.index()];
  const std::size_t room = page.columns() - 12;
  if (words) {
    Line line;
    add_in_place(line, context.lookup, *words, room);
    page.paragraph(line.add(*words).add(also, 2), 5, fmt::format("{:<4}", print(words->report)));
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
    const bool conflict = changes[i].reading->relation == ReadingRelation::kConflict;
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
  const std::vector<Caution> cautions = cautions_of(context.lookup);
  if (cautions.empty()) return;
  page.heading("Check before use");
  const std::size_t shown = context.limit(cautions.size(), kWarnings);
  for (std::size_t i = 0; i < shown; ++i) {
    const Caution& c = cautions[i];
    Line line;
    line.add(plain(c.kind), Style::kBad).add(": ").add(c.note);
    if (c.about_words) {
      line.add(" ");
      add_in_place(line, context.lookup, c.places.front(), page.columns());
      line.add(c.places);
    }
    page.paragraph(line, 2, "! ");
  }
  page.more(cautions.size() - shown);
}

}  // namespace stemma::briefing
