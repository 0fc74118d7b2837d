#include "lineage/edges.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "lineage/hidden.h"

namespace stemma::lineage {
namespace {

constexpr double kCopyShare = 0.8;      // of both texts
constexpr double kCopyVerbatim = 0.85;  // of the shared words
constexpr double kExcerptShare = 0.25;  // of the parent
constexpr double kGuess = 0.52;         // of confidence
constexpr double kEditWords = 0.5;      // of the shared words, verbatim or edited

std::vector<AlignmentId> alignment_ids(const PairRelation& relation) {
  std::vector<AlignmentId> ids;
  for (const std::uint32_t pair : relation.pairs) ids.push_back(AlignmentId{pair});
  return ids;
}

EdgeKind kind_of(const PairRelation& relation, const ParentLink& link, bool merged) {
  const Side& parent = relation.side(link.judgement.parent);
  const Side& child = relation.side(link.judgement.child);
  if (merged) return EdgeKind::kMerge;
  if (parent.share() >= kCopyShare && child.share() >= kCopyShare &&
      relation.verbatim >= kCopyVerbatim) {
    return EdgeKind::kCopy;
  }
  if (link.judgement.same_newsroom) return EdgeKind::kEdit;
  if (parent.share() < kExcerptShare) return EdgeKind::kExcerpt;
  return relation.verbatim + relation.edited >= kEditWords ? EdgeKind::kEdit : EdgeKind::kRewrite;
}

/// What is shared, in words: the first reason of every edge.
std::string shared_note(const PairRelation& relation, ReportId parent, ReportId child) {
  std::string_view how = "most of them retold in other words";
  if (relation.verbatim >= kCopyVerbatim) {
    how = "nearly all word for word";
  } else if (relation.verbatim + relation.edited >= kEditWords) {
    how = "most of them word for word or with small changes";
  }
  return fmt::format("{} of the {} sentences of {} stand in {}, {}.",
                     relation.side(child).shared_sentences, relation.side(child).sentences,
                     printed(child), printed(parent), how);
}

Edge make_edge(const PairRelation& relation, const ParentLink& link, bool merged) {
  const ReportId parent = link.judgement.parent;
  const ReportId child = link.judgement.child;
  Edge edge;
  edge.from = NodeId{parent.value};
  edge.to = NodeId{child.value};
  edge.kind = kind_of(relation, link, merged);
  edge.share = relation.side(child).share();
  edge.passages = alignment_ids(relation);
  edge.reasons.push_back({shared_note(relation, parent, child), {}});
  edge.reasons.insert(edge.reasons.end(), link.judgement.reasons.begin(),
                      link.judgement.reasons.end());
  for (const Reason& against : link.against_reverse) {
    // A credit speaks for one direction and against the other: once is enough.
    const bool given =
        !against.evidence.empty() &&
        std::any_of(edge.reasons.begin(), edge.reasons.end(),
                    [&](const Reason& reason) { return reason.evidence == against.evidence; });
    if (!given) edge.reasons.push_back(against);
  }
  edge.confidence = link.odds;
  if (link.odds < kGuess) {
    edge.reasons.push_back(
        {fmt::format("Little tells that {} and no other text stood before {}: this is a guess.",
                     printed(parent), printed(child)),
         {}});
  }
  return edge;
}

}  // namespace

void add_edges(const Context& context, std::span<const PairRelation> relations,
               const Families& families, Descents& descents, Lineage& lineage) {
  std::set<ReportId> merged;
  for (const ParentLink& link : families.links) {
    if (link.second) merged.insert(link.judgement.child);
  }
  for (const ParentLink& link : families.links) {
    lineage.edges.push_back(
        make_edge(relations[link.relation], link, merged.contains(link.judgement.child)));
  }
  for (const HiddenSource& source : families.hidden) {
    add_hidden(context, relations, source, descents, lineage);
  }
  std::sort(lineage.edges.begin(), lineage.edges.end(), [](const Edge& x, const Edge& y) {
    return std::pair(x.to, x.from) < std::pair(y.to, y.from);
  });
}

}  // namespace stemma::lineage
