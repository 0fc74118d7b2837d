#include "briefing/claims_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/ids.h"
#include "briefing/lookup.h"

namespace stemma::briefing {
namespace {

bool says(const Claim& claim, const std::string& predicate) {
  const auto same = [&](const Proposition& p) { return p.predicate == predicate; };
  return (claim.act && same(*claim.act)) ||
         std::any_of(claim.propositions.begin(), claim.propositions.end(), same);
}

bool passes(const Claim& claim, const ClaimFilter& filter) {
  if (filter.speaker) {
    if (!claim.speaker) return false;
    const std::string name = utf8::to_lower(claim.speaker->name);
    if (name.find(utf8::to_lower(*filter.speaker)) == std::string::npos) return false;
  }
  if (filter.certainty && claim.certainty != *filter.certainty) return false;
  if (filter.tense && claim.tense != *filter.tense) return false;
  if (filter.predicate && !says(claim, *filter.predicate)) return false;
  if (filter.negated && !claim.negated) return false;
  return !filter.relayed || !claim.relays.empty();
}

std::string lines_of(const Lookup& lookup, const Claim& claim) {
  const std::string cue = lookup.cue_words(claim);
  std::string facts(to_string(claim.certainty));
  if (claim.negated) facts += ", negated";
  if (claim.tense != Tense::kUnknown) facts += fmt::format(", {}", to_string(claim.tense));
  if (claim.condition) {
    facts += fmt::format("; {}", clean(lookup.words({claim.report, *claim.condition})));
  }
  for (const Relay& relay : claim.relays) facts += fmt::format("; via {}", clean(relay.name));
  const std::string indent = cue.empty() ? "  " : fmt::format("  {}  ", cue);
  const std::string content = cue.empty() ? lookup.content(claim) : tidy(lookup.pieces(claim));
  return fmt::format("{}{}\n{:{}}{}; {}:{}-{}\n", indent, content, "", display_width(indent), facts,
                     print(claim.report), claim.content.front().begin, claim.content.back().end);
}

template <class E, std::size_t N>
std::optional<E> named(const std::array<E, N>& values, std::string_view name) {
  for (const E value : values) {
    if (to_string(value) == name) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string render_claims(const Briefing& briefing, const ClaimFilter& filter) {
  const Lookup lookup(briefing);
  std::vector<std::pair<std::string, std::string>> voices;  // name, lines
  std::map<std::string, std::size_t> place;
  std::string own;
  for (const Claim& claim : briefing.claims) {
    if (!passes(claim, filter)) continue;
    const std::string key = lookup.voice_key(claim);
    if (key.empty() || !claim.speaker) {
      own += lines_of(lookup, claim);
      continue;
    }
    const auto [it, first] = place.try_emplace(key, voices.size());
    if (first) voices.emplace_back(lookup.speaker(claim), "");
    voices[it->second].second += lines_of(lookup, claim);
  }
  std::string out;
  for (const auto& [name, lines] : voices) out += fmt::format("{}\n{}\n", name, lines);
  if (!own.empty()) out += fmt::format("(own voice)\n{}\n", own);
  return out;
}

std::optional<Certainty> parse_certainty(std::string_view name) {
  return named(std::array{Certainty::kCertain, Certainty::kProbable, Certainty::kPossible,
                          Certainty::kDoubted, Certainty::kDenied, Certainty::kUnknown},
               name);
}

std::optional<Tense> parse_tense(std::string_view name) {
  return named(std::array{Tense::kHappened, Tense::kOngoing, Tense::kAnnounced, Tense::kPredicted,
                          Tense::kHypothetical, Tense::kUnknown},
               name);
}

}  // namespace stemma::briefing
