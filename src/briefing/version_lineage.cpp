#include "briefing/version_lineage.h"

#include <algorithm>
#include <vector>

namespace stemma::briefing {
namespace {

/// The part of the prose, by tokens, that stands in sentences that are aligned.
double share_of(const Analysis& analysis, const std::vector<bool>& aligned) {
  std::size_t all = 0;
  std::size_t carried = 0;
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    const std::size_t tokens = analysis.tokens_of(analysis.sentences[i]).size();
    all += tokens;
    if (aligned[i]) carried += tokens;
  }
  return all == 0 ? 0 : double(carried) / double(all);
}

}  // namespace

Lineage as_versions(Lineage lineage, std::span<const Analysis> analyses) {
  constexpr NodeId kEarlier{0};
  constexpr NodeId kLater{1};
  Edge edge;
  edge.from = kEarlier;
  edge.to = kLater;
  edge.confidence = 1;
  std::vector<bool> aligned(analyses[1].sentences.size(), false);
  bool verbatim = true;
  for (const Alignment& alignment : lineage.alignments) {
    if (!alignment.close) continue;
    edge.passages.push_back(alignment.id);
    aligned[alignment.sentence_b.index()] = true;
    verbatim = verbatim && alignment.kind == AlignmentKind::kVerbatim;
  }
  edge.share = share_of(analyses[1], aligned);
  edge.kind = verbatim && edge.share == 1 ? EdgeKind::kCopy : EdgeKind::kEdit;
  edge.reasons.push_back({"r2 is a later text of the same report.", {}});
  lineage.nodes.resize(2);
  lineage.edges = {std::move(edge)};
  lineage.origins = {kEarlier};
  lineage.unrelated.clear();
  return lineage;
}

}  // namespace stemma::briefing
