#include <fmt/format.h>

#include "briefing/digest.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kDeeds = 12;

std::string item(const Lookup& lookup, const Deed& deed) {
  std::string out =
      fmt::format("<b>{}</b> <span class=\"verb\">{}{}</span> <b>{}</b>", isolate(deed.agent),
                  deed.negated ? "not " : "", isolate(deed.verb), isolate(deed.other));
  if (const std::string doubt = reserve(deed.certainty, deed.tense); !doubt.empty()) {
    out += fmt::format(" <span class=\"badge doubt\">{}</span>", doubt);
  }
  if (const std::string who = sole_word(deed); !who.empty()) {
    out += " <span class=\"quiet\">on the word of " + isolate(who) + "</span>";
  }
  return out + links(lookup, deed.places);
}

}  // namespace

void html_deeds(std::string& out, const Lookup& lookup) {
  const std::vector<Deed> deeds = deeds_of(lookup);
  if (deeds.empty()) return;
  open_section(out, "deeds", "Who did what to whom");
  std::vector<std::string> items;
  for (const Deed& deed : deeds) items.push_back(item(lookup, deed));
  write_list(out, items, kDeeds, "deeds");
  close_section(out);
}

}  // namespace stemma::briefing
