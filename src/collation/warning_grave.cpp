// A killing told as plain fact by one report of several, on nobody's word.
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"
#include "collation/warnings.h"

namespace stemma::collation {
namespace {

constexpr std::uint32_t kReach = 6;  // tokens between the act and its victims

// A grave act with its victims near: "killed 12 civilians", "villagers were shot".
TokenSpan grave_act_in(const Batch& batch, const ClaimView& claim) {
  const ReportView& view = batch.report(claim.report);
  const auto& tokens = view.analysis->tokens;
  for (const std::uint32_t t : claim.words) {
    const TokenSpan sentence = batch.tokens_of_sentence(claim.report, view.sentence[t]);
    const auto act = batch.tables().grave_acts.find(tokens[t].norm);
    if (!act || *act == "victim" || view.quotation[t] != kNone) continue;
    // Somebody must have done it: "were shot by", or a name that acts.
    const bool by = t + 1 < sentence.end && tokens[t + 1].norm == "by";
    const bool named = t > sentence.first && tokens[t - 1].capitalised && view.content[t - 1];
    if (!by && !named) continue;
    const std::uint32_t from = t > sentence.first + kReach ? t - kReach : sentence.first;
    for (std::uint32_t w = from; w < std::min(sentence.end, t + kReach); ++w)
      if (batch.tables().grave_acts.find(tokens[w].norm) == "victim")
        return {std::min(w, t), std::max(w, t) + 1};
  }
  return {};
}

}  // namespace

void warn_ungrounded(const Batch& batch, const std::vector<Reading>& readings,
                     std::vector<Warning>& out) {
  const Lineage& lineage = batch.input().lineage;
  if (batch.report_count() < 2) return;
  const auto on_its_own = [&](ReportId report) {
    const NodeId node{report.value};
    return std::find(lineage.unrelated.begin(), lineage.unrelated.end(), node) !=
           lineage.unrelated.end();
  };
  for (const Reading& reading : readings) {
    if (reading.relation != ReadingRelation::kOnlyHere) continue;
    const ClaimView& claim = batch.claim(reading.claims.front());
    if (claim.claim->speaker || claim.claim->negated ||
        claim.claim->certainty != Certainty::kCertain || on_its_own(claim.report))
      continue;
    const TokenSpan act = grave_act_in(batch, claim);
    if (act.first == act.end) continue;
    const ByteRange words = batch.bytes(claim.report, act);
    const bool told = std::any_of(out.begin(), out.end(), [&](const Warning& w) {
      return w.evidence.report == claim.report && w.evidence.range.overlaps(words);
    });
    if (told) continue;
    out.push_back(
        {WarningKind::kUnattributedGrave,
         {claim.report, words},
         fmt::format("{} alone says {}, in its own voice: no other report carries it, and "
                     "nobody is named whose word it is.",
                     label(claim.report), quoted(batch, claim.report, words))});
  }
}

}  // namespace stemma::collation
