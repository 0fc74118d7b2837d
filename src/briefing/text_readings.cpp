#include <fmt/format.h>

#include <algorithm>

#include "briefing/digest.h"
#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/text_sections.h"

namespace stemma::briefing {
namespace {

constexpr std::size_t kShared = 8;
constexpr std::size_t kOnlyHere = 5;
constexpr std::size_t kApart = 1;  // of a report that shares nothing with the others
constexpr std::size_t kReports = 8;

Evidence place_of(const Claim& claim) {
  return {claim.report, cover(claim.content.front(), claim.content.back())};
}

/// "The Council, quoted by the Herald: " or "Ukraine (r1), no one named (r2): ".
Line whose_words(const std::vector<WhoseWord>& words) {
  Line line;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) line.add("; ");
    line.add(words[i].who.empty() ? "no one named" : words[i].who, Style::kName);
    if (words.size() > 1) line.add(fmt::format(" ({})", print(words[i].reports)), Style::kDim);
  }
  return line;
}

void add_claim(Line& line, const Claim& claim, const TextContext& context, std::size_t room) {
  if (const std::string cue = context.lookup.cue(claim); !cue.empty()) {
    line.add(cue + " ", Style::kDim);
  }
  const std::string content = context.lookup.content(claim);
  line.add(context.full ? content : shorten(content, room));
  if (const std::string doubt = reserve(claim.certainty, claim.tense); !doubt.empty()) {
    line.add(fmt::format(" ({})", doubt), Style::kWarn);
  }
}

void write_shared_reading(TextPage& page, const TextContext& context, const SharedReading& shared) {
  Line line = whose_words(shared.words);
  line.add(": ");
  add_claim(line, *shared.claims.front(), context, page.columns() * 3 / 2);
  if (context.lookup.briefing().reports.size() > 2) {
    line.add(fmt::format(" ({}, {}, {})", count_of(shared.claims.size(), "report", "reports"),
                         count_of(shared.reading->origins, "origin", "origins"),
                         count_of(shared.reading->voices, "voice", "voices")),
             Style::kGood);
  }
  std::vector<Evidence> places;
  for (const Claim* claim : shared.claims) places.push_back(place_of(*claim));
  page.paragraph(line.add(places), 2, "· ");
  if (context.full)
    page.paragraph(Line().add(sources_of(context.lookup, *shared.reading), Style::kDim), 4);
}

void write_claims(TextPage& page, const TextContext& context,
                  const std::vector<const Claim*>& claims, std::size_t some = kOnlyHere) {
  const std::size_t shown = context.limit(claims.size(), some);
  for (std::size_t i = 0; i < shown; ++i) {
    Line line;
    const std::string who = context.lookup.whose_word(*claims[i]);
    if (!who.empty()) line.add(who, Style::kName).add(": ");
    add_claim(line, *claims[i], context, page.columns() * 3 / 2);
    page.paragraph(line.add(place_of(*claims[i])), 4, "· ");
  }
  page.more(claims.size() - shown, 4);
}

}  // namespace

void write_shared(TextPage& page, const TextContext& context) {
  const std::vector<SharedReading> shared = shared_readings_of(context.lookup);
  if (shared.empty()) return;
  page.heading(context.lookup.briefing().reports.size() == 2
                   ? "What both say, and on whose word"
                   : "What more than one of them says, and on whose word");
  const std::size_t shown = context.limit(shared.size(), kShared);
  for (std::size_t i = 0; i < shown; ++i) write_shared_reading(page, context, shared[i]);
  page.more(shared.size() - shown);
}

void write_only_here(TextPage& page, const TextContext& context) {
  const Briefing& b = context.lookup.briefing();
  const std::vector<std::vector<const Claim*>> only = only_here_of(context.lookup);
  std::vector<ReportId> reports;
  for (std::uint32_t i = 0; i < only.size(); ++i) {
    if (!only[i].empty()) reports.push_back(ReportId{i});
  }
  if (reports.empty()) return;
  if (b.reports.size() == 1) {
    page.heading("What it says, and on whose word");
    write_claims(page, context, only[0]);
    return;
  }
  page.heading("What only one of them says");
  const std::size_t shown = context.limit(reports.size(), kReports);
  for (std::size_t i = 0; i < shown; ++i) {
    page.paragraph(Line()
                       .add(print(reports[i]) + " ", Style::kDim)
                       .add(context.lookup.report_name(reports[i]), Style::kBold),
                   2);
    const std::vector<NodeId>& unrelated = b.lineage.unrelated;
    const bool apart = std::find(unrelated.begin(), unrelated.end(), NodeId{reports[i].value}) !=
                           unrelated.end() &&
                       unrelated.size() < b.reports.size();
    write_claims(page, context, only[reports[i].index()], apart ? kApart : kOnlyHere);
  }
  page.more(reports.size() - shown);
}

}  // namespace stemma::briefing
