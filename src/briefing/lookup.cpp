#include "briefing/lookup.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "briefing/display.h"
#include "briefing/ids.h"

namespace stemma::briefing {
namespace {

constexpr std::ptrdiff_t kFewestWords = 3;  // a claim of fewer is shown as its sentence

/// Cues that say no more than the colon after the speaker's name.
constexpr std::string_view kPlainCues[] = {"said", "says", "say", "told", "tells", "according to"};
constexpr std::uint32_t kNearCue = 24;  // bytes between a negation and the cue that it negates

/// A piece of a claim's content, to be searched by place.
struct Piece {
  ByteRange range;
  ClaimId claim;
  std::uint32_t reach = 0;  // the furthest end among this piece and those before it
};

std::vector<Piece> pieces_of(std::span<const Claim> claims) {
  std::vector<Piece> pieces;
  for (const Claim& claim : claims) {
    for (const ByteRange range : claim.content) pieces.push_back({range, claim.id, 0});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) {
    return x.range != y.range ? x.range < y.range : x.claim < y.claim;
  });
  std::uint32_t reach = 0;
  for (Piece& piece : pieces) piece.reach = reach = std::max(reach, piece.range.end);
  return pieces;
}

/// The claims whose content holds the value, ascending and without repeats.
std::vector<ClaimId> holders(const std::vector<Piece>& pieces, ByteRange value) {
  std::vector<ClaimId> found;
  auto after = std::upper_bound(
      pieces.begin(), pieces.end(), value.begin,
      [](std::uint32_t begin, const Piece& piece) { return begin < piece.range.begin; });
  while (after != pieces.begin()) {
    --after;
    if (after->reach <= value.begin) break;
    if (after->range.contains(value)) found.push_back(after->claim);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

Lookup::Lookup(const Briefing& briefing) : briefing_(&briefing) {
  index_entities();
  index_claims();
  std::uint32_t hidden = 0;
  for (const Node& node : briefing.lineage.nodes) {
    hidden_number_.push_back(node.kind == NodeKind::kHidden ? ++hidden : 0);
  }
}

void Lookup::index_entities() {
  for (const Analysis& a : briefing_->analyses) entities_.emplace_back(a.chains.size());
  for (const Entity& entity : briefing_->entities) {
    for (const ChainRef& ref : entity.chains) {
      entities_[ref.report.index()][ref.chain.index()] = entity.id;
    }
  }
}

void Lookup::index_claims() {
  const std::vector<Claim>& claims = briefing_->claims;
  readings_.resize(claims.size());
  for (const Reading& reading : briefing_->collation.readings) {
    for (const ClaimId id : reading.claims) readings_[id.index()] = reading.id;
  }
  for (const Analysis& a : briefing_->analyses) sentence_claims_.emplace_back(a.sentences.size());
  for (const Claim& claim : claims) {
    sentence_claims_[claim.report.index()][claim.sentence.index()].push_back(claim.id);
  }
  times_.resize(claims.size());
  quantities_.resize(claims.size());
  for (std::size_t begin = 0; begin < claims.size();) {  // claims stand by report
    std::size_t end = begin;
    while (end < claims.size() && claims[end].report == claims[begin].report) ++end;
    ground_claims(claims[begin].report, std::span(claims).subspan(begin, end - begin));
    begin = end;
  }
}

void Lookup::ground_claims(ReportId report, std::span<const Claim> claims) {
  const Grounding& grounding = briefing_->groundings[report.index()];
  const std::vector<Piece> pieces = pieces_of(claims);
  const auto attach = [&](ByteRange range, SentenceId sentence, std::uint32_t index, Indices& to) {
    std::vector<ClaimId> of = holders(pieces, range);
    if (of.empty()) of = sentence_claims_[report.index()][sentence.index()];
    for (const ClaimId id : of) to[id.index()].push_back(index);
  };
  for (std::uint32_t i = 0; i < grounding.times.size(); ++i) {
    attach(grounding.times[i].range, grounding.times[i].sentence, i, times_);
  }
  for (std::uint32_t i = 0; i < grounding.quantities.size(); ++i) {
    attach(grounding.quantities[i].range, grounding.quantities[i].sentence, i, quantities_);
  }
}

std::string_view Lookup::words(const Evidence& e) const {
  return slice(briefing_->reports[e.report.index()].text, e.range);
}

std::string Lookup::pieces(const Claim& claim) const {
  std::string out;
  for (const ByteRange range : claim.content) {
    if (!out.empty()) out += " … ";
    out += clean(words({claim.report, range}));
  }
  return out;
}

bool Lookup::stands_alone(const Claim& claim) const {
  const std::string out = pieces(claim);
  return std::count(out.begin(), out.end(), ' ') + 1 >= kFewestWords;
}

std::string Lookup::content(const Claim& claim) const {
  if (stands_alone(claim)) return tidy(pieces(claim));
  return tidy(clean(words({claim.report, sentence(claim.report, claim.sentence).range})));
}

const Sentence& Lookup::sentence(ReportId report, SentenceId id) const {
  return briefing_->analyses[report.index()].sentences[id.index()];
}

std::optional<SentenceId> Lookup::sentence_at(const Evidence& e) const {
  const std::vector<Sentence>& all = briefing_->analyses[e.report.index()].sentences;
  const auto after = std::upper_bound(
      all.begin(), all.end(), e.range.begin,
      [](std::uint32_t begin, const Sentence& s) { return begin < s.range.begin; });
  if (after == all.begin()) return std::nullopt;
  const auto it = after - 1;
  if (it->range.end <= e.range.begin) return std::nullopt;
  return SentenceId{static_cast<std::uint32_t>(it - all.begin())};
}

std::string Lookup::cue(const Claim& claim) const {
  if (!stands_alone(claim)) return {};
  std::string words = cue_words(claim);
  const bool told_by_colon = std::find(std::begin(kPlainCues), std::end(kPlainCues),
                                       utf8::to_lower(words)) != std::end(kPlainCues);
  return told_by_colon ? std::string() : words;
}

std::string Lookup::cue_words(const Claim& claim) const {
  if (!claim.cue) return {};
  ByteRange range = *claim.cue;
  const auto inside = [&](ByteRange piece) { return piece.overlaps(*claim.negation); };
  if (claim.negation && claim.negation->end <= range.begin &&
      std::none_of(claim.content.begin(), claim.content.end(), inside) &&
      range.begin - claim.negation->end <= kNearCue) {
    range = cover(*claim.negation, range);
    // "did" of "did not give" stands before the negation.
    const std::vector<Token>& tokens = briefing_->analyses[claim.report.index()].tokens;
    const auto at = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& token) {
      return token.range.begin < claim.negation->begin;
    });
    if (at != tokens.begin() && std::prev(at)->kind == TokenKind::kWord) {
      range = cover(std::prev(at)->range, range);
    }
  }
  return clean(words({claim.report, range}));
}

std::string Lookup::report_name(ReportId report) const {
  const Report& r = briefing_->reports[report.index()];
  if (!r.outlet.empty()) return clean(r.outlet);
  const std::string name = clean(r.external_id.empty() ? file_name(r.source) : r.external_id);
  return name.empty() ? briefing::print(report) : name;
}

std::string Lookup::print(NodeId node) const {
  const Node& n = briefing_->lineage.nodes[node.index()];
  return n.report ? briefing::print(*n.report) : fmt::format("h{}", hidden_number_[node.index()]);
}

std::string Lookup::node_name(NodeId node) const {
  const Node& n = briefing_->lineage.nodes[node.index()];
  if (n.report) return fmt::format("{} ({})", report_name(*n.report), briefing::print(*n.report));
  std::string label = clean(n.label);
  constexpr std::string_view kBracketed = " (not supplied)";
  if (const std::size_t at = label.find(kBracketed); at != std::string::npos) {
    label.erase(at, kBracketed.size());
  }
  return label.find("not supplied") == std::string::npos ? label + ", not supplied" : label;
}

std::optional<EntityId> Lookup::entity_of(ReportId report, ChainId chain) const {
  return entities_[report.index()][chain.index()];
}

std::optional<ReadingId> Lookup::reading_of(ClaimId claim) const {
  return readings_[claim.index()];
}

std::string Lookup::speaker(const Claim& claim) const {
  if (!claim.speaker) return {};
  const Speaker& who = *claim.speaker;
  std::string out = clean(who.name);
  if (out.empty()) out = clean(words({claim.report, who.evidence}));
  if (who.kind == SpeakerKind::kAnonymous && who.count == 1 && who.group.size() < out.size() + 1 &&
      out.ends_with(who.group)) {
    constexpr std::string_view kVowels = "aeiouAEIOU";
    out = (kVowels.find(out.front()) == std::string_view::npos ? "a " : "an ") + out;
  }
  if (who.anonymity) out += ", " + clean(words({claim.report, *who.anonymity}));
  if (who.reason) out += ' ' + clean(words({claim.report, *who.reason}));
  return out;
}

std::string Lookup::whose_word(const Claim& claim) const {
  if (!claim.speaker) return {};
  std::string out = speaker(claim);
  std::vector<std::string> relays;
  for (const Relay& relay : claim.relays) relays.push_back(clean(relay.name));
  if (!relays.empty()) out += ", quoted by " + join_and(relays);
  return out;
}

std::string Lookup::voice_key(const Claim& claim) const {
  if (!claim.speaker) return {};
  if (claim.speaker->chain) {
    if (const auto entity = entity_of(claim.report, *claim.speaker->chain)) {
      return briefing::print(*entity);
    }
  }
  return "words " + utf8::to_lower(clean(claim.speaker->name));
}

std::span<const std::uint32_t> Lookup::times_of(ClaimId claim) const {
  return times_[claim.index()];
}

std::span<const std::uint32_t> Lookup::quantities_of(ClaimId claim) const {
  return quantities_[claim.index()];
}

std::span<const ClaimId> Lookup::claims_in(ReportId report, SentenceId sentence) const {
  return sentence_claims_[report.index()][sentence.index()];
}

}  // namespace stemma::briefing
