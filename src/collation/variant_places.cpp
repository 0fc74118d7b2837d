// Another place in the same slot: "the hospital in Dolna" -> "the hospital in Vesk".
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kSeverity = 0.6;
constexpr double kAlike = 0.4;
constexpr double kAlikeStrangers = 0.6;

struct Slot {
  TokenSpan place;
  std::string_view preposition;
  std::string_view governor;  // stem of the content word before it
};

std::vector<Slot> slots_in(const Batch& batch, const ClaimView& claim) {
  std::vector<Slot> slots;
  if (claim.sentences.empty()) return slots;
  const ReportView& view = batch.report(claim.report);
  const std::vector<Mention>& mentions = view.analysis->mentions;
  const std::uint32_t begin = view.analysis->sentences[claim.sentences.front()].range.begin;
  const std::uint32_t end = view.analysis->sentences[claim.sentences.back()].range.end;
  auto at = std::lower_bound(mentions.begin(), mentions.end(), begin,
                             [](const Mention& m, std::uint32_t b) { return m.range.begin < b; });
  for (; at != mentions.end() && at->range.begin < end; ++at) {
    const Mention& mention = *at;
    if (mention.type != EntityType::kPlace || mention.kind != MentionKind::kName) continue;
    if (mention.first_token == 0 || mention.end_token > view.content.size()) continue;
    if (!std::binary_search(claim.words.begin(), claim.words.end(), mention.first_token)) continue;
    const TokenSpan sentence =
        batch.tokens_of_sentence(claim.report, view.sentence[mention.first_token]);
    std::uint32_t t = mention.first_token - 1;
    if (t > sentence.first && view.analysis->tokens[t].norm == "the") --t;
    if (t <= sentence.first ||
        !batch.tables().words.is(view.analysis->tokens[t].norm, WordClass::kPlacePreposition))
      continue;
    const std::uint32_t governor = t - 1;
    if (!view.content[governor]) continue;
    slots.push_back({{mention.first_token, mention.end_token},
                     view.analysis->tokens[t].norm,
                     view.stems[governor]});
  }
  return slots;
}

bool names_place(const Batch& batch, ReportId report, std::span<const std::uint32_t> sentences,
                 ReportId from, TokenSpan place) {
  for (std::uint32_t t = place.first; t < place.end; ++t)
    if (batch.report(from).content[t] && has_stem(batch, report, sentences, batch.stem(from, t)))
      return true;
  return false;
}

}  // namespace

void compare_places(const Pair& pair, Variants& out) {
  const bool strangers = pair.kinship == Kinship::kStrangers;
  if (pair.similarity < (strangers ? kAlikeStrangers : kAlike)) return;
  const Batch& batch = pair.batch;
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const auto theirs = slots_in(batch, pair.b);
  for (const Slot& mine : slots_in(batch, pair.a)) {
    if (names_place(batch, b, pair.context_b, a, mine.place)) continue;
    for (const Slot& slot : theirs) {
      if (slot.preposition != mine.preposition || slot.governor != mine.governor ||
          names_place(batch, a, pair.context_a, b, slot.place))
        continue;
      const ByteRange left = batch.bytes(a, mine.place);
      const ByteRange right = batch.bytes(b, slot.place);
      if (batch.words(a, left) == batch.words(b, right)) continue;  // "the US"
      out.push_back(
          make_variant({pair, false}, VariantKind::kPlace, left, right, kSeverity,
                       fmt::format("{} places it in {}, {} in {}.", label(a),
                                   quoted(batch, a, left), label(b), quoted(batch, b, right))));
      break;
    }
  }
}

}  // namespace stemma::collation
