#include <fmt/format.h>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kDeeds = 8;

}  // namespace

void write_deeds(TextPage& page, const TextContext& context) {
  const std::vector<Deed> deeds = deeds_of(context.lookup);
  if (deeds.empty()) return;
  page.heading("Who did what to whom");
  const std::size_t shown = context.limit(deeds.size(), kDeeds);
  for (std::size_t i = 0; i < shown; ++i) {
    const Deed& deed = deeds[i];
    Line line;
    line.add(deed.agent, Style::kName)
        .add(deed.negated ? " → not " : " → ", deed.negated ? Style::kWarn : Style::kDim)
        .add(deed.verb)
        .add(" → ", Style::kDim)
        .add(deed.other, Style::kName);
    if (const std::string doubt = reserve(deed.certainty, deed.tense); !doubt.empty()) {
      line.add(fmt::format(" ({})", doubt), Style::kWarn);
    }
    if (const std::string who = sole_word(deed); !who.empty()) {
      line.add(", on the word of " + who, Style::kDim);
    }
    page.paragraph(line.add(deed.places), 2, "· ");
  }
  page.more(deeds.size() - shown);
}

}  // namespace stemma::briefing
