#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/escape.h"
#include "briefing/html_sections.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kShared = 12;
constexpr std::size_t kClaims = 6;

Evidence place_of(const Claim& claim) {
  return {claim.report, cover(claim.content.front(), claim.content.back())};
}

std::string badges(const Claim& claim) {
  std::string out;
  if (claim.manner == Manner::kDirect) out += " <span class=\"badge\">in their own words</span>";
  if (const std::string doubt = reserve(claim.certainty, claim.tense); !doubt.empty()) {
    out += fmt::format(" <span class=\"badge doubt\">{}</span>", doubt);
  }
  return out;
}

std::string content_of(const Lookup& lookup, const Claim& claim) {
  const std::string cue = lookup.cue(claim);
  return (cue.empty() ? std::string() : "<span class=\"quiet\">" + isolate(cue) + "</span> ") +
         isolate(lookup.content(claim)) + badges(claim);
}

std::string speaker_tag(const std::string& who) {
  return who.empty() ? "<span class=\"who nobody\">No one named</span>"
                     : "<span class=\"who\">" + isolate(who) + "</span>";
}

std::string shared_item(const Lookup& lookup, const SharedReading& shared) {
  std::string out;
  for (const WhoseWord& word : shared.words) {
    if (!out.empty()) out += "; ";
    out += speaker_tag(word.who);
    if (shared.words.size() > 1) {
      out += fmt::format(" <span class=\"quiet\">({})</span>", print(word.reports));
    }
  }
  out += "<p>" + content_of(lookup, *shared.claims.front()) + "</p>";
  std::vector<Evidence> places;
  for (const Claim* claim : shared.claims) places.push_back(place_of(*claim));
  return out + fmt::format("<p class=\"quiet\"><span title=\"{}\">{}, {}, {}</span>{}</p>",
                           escape(sources_of(lookup, *shared.reading)),
                           count_of(shared.claims.size(), "report", "reports"),
                           count_of(shared.reading->origins, "origin", "origins"),
                           count_of(shared.reading->voices, "voice", "voices"),
                           links(lookup, places));
}

/// All that one speaker is behind; a reading counts once, with every place that has it.
struct Voice {
  std::string name;
  struct Said {
    const Claim* claim;
    std::vector<Evidence> places;
  };
  std::vector<Said> said;
  std::map<std::string, std::size_t> by_reading;
};

std::vector<Voice> voices_of(const Lookup& lookup) {
  std::vector<Voice> voices;
  std::map<std::string, std::size_t> place_of_voice;
  for (const Claim& claim : lookup.briefing().claims) {
    const std::string key = lookup.voice_key(claim);
    const auto [it, fresh] = place_of_voice.try_emplace(key, voices.size());
    if (fresh) {
      voices.emplace_back();
      if (claim.speaker) voices.back().name = lookup.speaker(claim);
    }
    Voice& voice = voices[it->second];
    const std::optional<ReadingId> reading = lookup.reading_of(claim.id);
    const std::string said_key = reading ? print(*reading) : print(claim.id);
    const auto [said, new_said] = voice.by_reading.try_emplace(said_key, voice.said.size());
    if (new_said) voice.said.push_back({&claim, {}});
    voice.said[said->second].places.push_back(place_of(claim));
  }
  std::stable_sort(voices.begin(), voices.end(), [](const Voice& x, const Voice& y) {
    if (x.name.empty() != y.name.empty()) return y.name.empty();
    return x.said.size() > y.said.size();
  });
  return voices;
}

std::string said_item(const Lookup& lookup, const Voice::Said& said) {
  std::string out = content_of(lookup, *said.claim);
  std::vector<std::string> relays;
  for (const Relay& relay : said.claim->relays) relays.push_back(isolate(relay.name));
  if (!relays.empty()) out += " <span class=\"quiet\">quoted by " + join_and(relays) + "</span>";
  return out + links(lookup, said.places);
}

}  // namespace

void html_shared(std::string& out, const Lookup& lookup) {
  const std::vector<SharedReading> shared = shared_readings_of(lookup);
  if (shared.empty()) return;
  open_section(out, "shared",
               lookup.briefing().reports.size() == 2 ? "What both say, and on whose word"
                                                     : "What more than one of them says",
               "Ten copies of one story are one origin. Those with most origins come first.");
  std::vector<std::string> items;
  for (const SharedReading& s : shared) items.push_back(shared_item(lookup, s));
  write_list(out, items, kShared, "shared");
  close_section(out);
}

void html_only_here(std::string& out, const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  if (b.reports.size() < 2) return;
  const std::vector<std::vector<const Claim*>> only = only_here_of(lookup);
  if (std::all_of(only.begin(), only.end(), [](const auto& claims) { return claims.empty(); })) {
    return;
  }
  open_section(out, "only", "What only one of them says");
  out += "<div class=\"columns\">\n";
  for (std::uint32_t r = 0; r < only.size(); ++r) {
    if (only[r].empty()) continue;
    out += fmt::format("<div>\n<h3><span class=\"id\">{}</span> {}</h3>\n", print(ReportId{r}),
                       isolate(lookup.report_name(ReportId{r})));
    std::vector<std::string> items;
    for (const Claim* claim : only[r]) {
      const std::string who = lookup.whose_word(*claim);
      items.push_back((who.empty() ? std::string() : speaker_tag(who) + ": ") +
                      content_of(lookup, *claim) + ' ' + link(lookup, place_of(*claim)));
    }
    write_list(out, items, kClaims, "claims");
    out += "</div>\n";
  }
  out += "</div>\n";
  close_section(out);
}

void html_speakers(std::string& out, const Lookup& lookup) {
  const std::vector<Voice> voices = voices_of(lookup);
  if (voices.empty()) return;
  open_section(out, "speakers", "Who says what");
  out += "<div class=\"columns\">\n";
  for (const Voice& voice : voices) {
    out += voice.name.empty() ? "<div>\n<h3>No one named: the reports’ own voice</h3>\n"
                              : "<div>\n<h3>" + isolate(voice.name) + "</h3>\n";
    std::vector<std::string> items;
    for (const Voice::Said& said : voice.said) items.push_back(said_item(lookup, said));
    write_list(out, items, kClaims, "claims");
    out += "</div>\n";
  }
  out += "</div>\n";
  close_section(out);
}

}  // namespace stemma::briefing
