// Whose word it is: a speaker that fell off or became another, a relay or an arm's length lost.
#include <fmt/format.h>

#include <algorithm>

#include "collation/names.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kDropped = 0.75;
constexpr double kChanged = 0.7;
constexpr double kDistanceLost = 0.6;
constexpr double kRelayLost = 0.2;
constexpr double kAdded = 0.25;
constexpr double kAlikeDropped = 0.4;  // less alike, and it is another statement
constexpr double kAlikeChanged = 0.5;
constexpr std::uint32_t kReach = 8;

ByteRange speaker_words(const Claim& claim) {
  // "X said" together, when they stand together; else the speaker alone.
  const ByteRange speaker = claim.speaker->evidence;
  if (!claim.cue) return speaker;
  const ByteRange both = cover(speaker, *claim.cue);
  return both.size() <= speaker.size() + claim.cue->size() + 8 ? both : speaker;
}

// Is the last word of a name anywhere in the report or in what is known of it?
bool stands_in(const Report& report, std::string_view name) {
  const std::string_view last = name.substr(name.rfind(' ') + 1);
  if (last.empty() || last[0] < 'A' || last[0] > 'Z') return false;
  return report.text.find(last) != std::string::npos ||
         report.outlet.find(last) != std::string::npos;
}

// "he said" and "he said": whom the word means is for the text before it to say.
bool same_words(const Batch& batch, const Claim& a, const Claim& b) {
  const auto x = name_stems(batch.words(a.report, a.speaker->evidence), batch.tables());
  const auto y = name_stems(batch.words(b.report, b.speaker->evidence), batch.tables());
  if (x.empty() || y.empty()) return x.empty() && y.empty();
  return std::find_first_of(x.begin(), x.end(), y.begin(), y.end()) != x.end();
}

// Does any claim in these sentences rest on somebody's word?
bool anybody_speaks(const Batch& batch, ReportId report, std::span<const std::uint32_t> sentences) {
  for (const std::uint32_t s : sentences)
    for (const ClaimId id : batch.claims_in(report, s))
      if (batch.claim(id).claim->speaker) return true;
  return false;
}

void compare_dropped(const Sided& side, Variants& out) {
  const Pair& pair = side.pair;
  const Claim& own = *side.own().claim;
  const Claim& other = *side.other().claim;
  if (!own.speaker || other.speaker || pair.similarity < kAlikeDropped) return;
  if (anybody_speaks(pair.batch, other.report, side.other_context())) return;
  // Named in the other sentence all the same, the speaker is not lost but told of otherwise
  // ("X said he would not go" - "X will not go"); one turned into a doer is a change of roles.
  const auto stems = name_stems(own.speaker->name, pair.batch.tables());
  if (std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
        return has_stem(pair.batch, other.report, side.other_context(), stem);
      }))
    return;
  const ByteRange words = speaker_words(own);
  if (side.own_is_child()) {
    // Who is named elsewhere in the source, be it as its byline or agency, was not made up.
    if (stands_in(*pair.batch.report(other.report).report, own.speaker->name)) return;
    out.push_back(
        make_variant(side, VariantKind::kAttribution, words, std::nullopt, kAdded,
                     fmt::format("{} gives as the word of {} what {} states in its own voice.",
                                 label(own.report), own.speaker->name, label(other.report))));
    return;
  }
  const std::string note =
      side.other_is_child()
          ? fmt::format(
                "{} dropped the speaker: in {} this is the word of {}, in {} it is plain "
                "fact in the report's own voice.",
                label(other.report), label(own.report), own.speaker->name, label(other.report))
          : fmt::format("{} gives this as the word of {}; {} states it in its own voice.",
                        label(own.report), own.speaker->name, label(other.report));
  out.push_back(make_variant(side, VariantKind::kAttribution, words, std::nullopt, kDropped, note));
}

void compare_changed(const Pair& pair, Variants& out) {
  const Claim& a = *pair.a.claim;
  const Claim& b = *pair.b.claim;
  if (!a.speaker || !b.speaker || pair.similarity < kAlikeChanged) return;
  if (a.speaker->kind == SpeakerKind::kDocument || b.speaker->kind == SpeakerKind::kDocument)
    return;  // "the report" may well be the body that wrote it
  if (same_speaker(pair.batch, a, b) || same_words(pair.batch, a, b)) return;
  // "A warned B" turned round has been told as a change of roles.
  for (const Variant& variant : out)
    if (variant.kind == VariantKind::kRole && variant.a &&
        variant.a->range.overlaps(a.speaker->evidence))
      return;
  // Each must be somebody whom the other text could have named here and did not.
  const auto stands_in = [&](const Claim& whose, const ClaimView& where,
                             std::span<const std::uint32_t> context) {
    for (const std::string& stem : name_stems(whose.speaker->name, pair.batch.tables()))
      for (const std::uint32_t s : context) {
        for (const ClaimId id : pair.batch.claims_in(where.report, s)) {
          const Claim& claim = *pair.batch.claim(id).claim;
          if (!claim.speaker) continue;
          const auto stems = name_stems(claim.speaker->name, pair.batch.tables());
          if (std::binary_search(stems.begin(), stems.end(), stem)) return true;
          for (const Relay& relay : claim.relays) {
            const auto relays = name_stems(relay.name, pair.batch.tables());
            if (std::binary_search(relays.begin(), relays.end(), stem)) return true;
          }
        }
      }
    return false;
  };
  if (stands_in(a, pair.b, pair.context_b) || stands_in(b, pair.a, pair.context_a)) return;
  out.push_back(make_variant(
      {pair, false}, VariantKind::kAttribution, speaker_words(a), speaker_words(b), kChanged,
      fmt::format("{} gives this as the word of {}, {} as the word of {}: somebody is quoted for "
                  "what another said.",
                  label(a.report), a.speaker->name, label(b.report), b.speaker->name)));
}

void compare_relays(const Sided& side, Variants& out) {
  const Claim& own = *side.own().claim;
  const Claim& other = *side.other().claim;
  if (own.relays.empty() || !other.relays.empty() || !other.speaker || side.own_is_child()) return;
  const Relay& relay = own.relays.front();
  // An outlet or agency with a name; "a news conference" passes nothing on.
  if (std::none_of(relay.name.begin(), relay.name.end(),
                   [](char c) { return c >= 'A' && c <= 'Z'; }))
    return;
  const Batch& batch = side.pair.batch;
  for (const std::string& stem : name_stems(relay.name, batch.tables()))
    if (has_stem(batch, other.report, side.other_context(), stem)) return;
  out.push_back(make_variant(side, VariantKind::kAttribution, relay.evidence, std::nullopt,
                             kRelayLost,
                             fmt::format("{} says that the word came by way of {}; {} does not.",
                                         label(own.report), relay.name, label(other.report))));
}

// "what it called a threat" -> "a threat": the report makes the word its own.
void compare_distance(const Sided& side, Variants& out) {
  if (side.own_is_child()) return;
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  const auto distanced = [&](ReportId report, std::span<const std::uint32_t> sentences) {
    std::vector<TokenSpan> spans;
    const auto& tokens = batch.report(report).analysis->tokens;
    for (const std::uint32_t s : sentences) {
      const TokenSpan span = batch.tokens_of_sentence(report, s);
      for (std::uint32_t t = span.first; t < span.end; ++t)
        if (const auto hit = batch.tables().distancing.longest_at(tokens, t, span.end))
          spans.push_back({t, t + hit->length});
    }
    return spans;
  };
  if (!distanced(other, side.other_context()).empty()) return;
  for (const TokenSpan phrase : distanced(own, side.own().sentences)) {
    const bool ours =
        std::any_of(side.own().zone.begin(), side.own().zone.end(),
                    [&](std::uint32_t t) { return phrase.first <= t && t < phrase.end + 2; });
    if (!ours) continue;
    for (const std::uint32_t t : content_after(batch, own, phrase.end - 1, kReach, 4)) {
      const std::uint32_t match = find_stem(batch, other, side.other_context(), batch.stem(own, t));
      if (match == kNone) continue;
      if (batch.report(other).quotation[match] != kNone) break;  // marks keep the distance
      const ByteRange words = batch.bytes(own, phrase);
      const ByteRange theirs = batch.token(other, match).range;
      out.push_back(make_variant(
          side, VariantKind::kAttribution, words, std::nullopt, kDistanceLost,
          fmt::format("{} holds the word at arm's length with {}; {} {}, and makes {} its own "
                      "word.",
                      label(own), quoted(batch, own, words), label(other),
                      side.other_is_child() ? "dropped that" : "does not",
                      quoted(batch, other, theirs))));
      break;
    }
  }
}

}  // namespace

void compare_attribution(const Pair& pair, Variants& out) {
  for (const bool swapped : {false, true}) {
    const Sided side{pair, swapped};
    compare_dropped(side, out);
    compare_relays(side, out);
    compare_distance(side, out);
  }
  compare_changed(pair, out);
}

}  // namespace stemma::collation
