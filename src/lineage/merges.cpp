#include "lineage/merges.h"

#include <set>

namespace stemma::lineage {
namespace {

constexpr double kMergeShare = 0.15;  // of the child's words, carried by the second parent alone
constexpr std::size_t kMergeSentences = 3;
constexpr double kSecondOdds = 0.7;  // that a second parent is one; not calibrated

using Parents = std::vector<std::vector<ReportId>>;  // by child

bool is_ancestor(const Parents& parents, ReportId ancestor, ReportId of) {
  std::vector<ReportId> open{of};
  std::vector<bool> seen(parents.size(), false);
  while (!open.empty()) {
    const ReportId at = open.back();
    open.pop_back();
    if (at == ancestor) return true;
    if (seen[at.index()]) continue;
    seen[at.index()] = true;
    open.insert(open.end(), parents[at.index()].begin(), parents[at.index()].end());
  }
  return false;
}

/// The sentences of `report` that have a partner in `other`.
std::set<std::uint32_t> sentences_with(const Context& context, const Descents& descents,
                                       ReportId report, ReportId other) {
  std::set<std::uint32_t> found;
  for (const std::uint32_t s : descents.text(report).sentences) {
    for (const Descents::Partner& partner : descents.partners(s)) {
      if (context.terms.sentences[partner.sentence].report == other) found.insert(s);
    }
  }
  return found;
}

/// Those that the report's first parent has, or that one's first parent, and so on.
std::set<std::uint32_t> explained(const Context& context, const Descents& descents,
                                  const Parents& parents, ReportId child) {
  std::set<std::uint32_t> found;
  for (ReportId at = child; !parents[at.index()].empty();) {
    at = parents[at.index()].front();
    found.merge(sentences_with(context, descents, child, at));
  }
  return found;
}

}  // namespace

std::vector<ParentLink> find_merges(const Context& context, std::span<const PairRelation> relations,
                                    const Descents& descents, std::span<const ParentLink> options,
                                    std::vector<std::vector<ReportId>>& parents) {
  std::vector<ParentLink> found;
  for (const ParentLink& link : options) {
    const ReportId child = link.judgement.child;
    const ReportId parent = link.judgement.parent;
    if (link.judgement.unlikely || parents[child.index()].size() != 1) continue;
    const ReportId first = parents[child.index()].front();
    if (first == parent || is_ancestor(parents, child, parent) ||
        is_ancestor(parents, parent, child)) {
      continue;
    }
    const std::set<std::uint32_t> known = explained(context, descents, parents, child);
    double words = 0;
    std::size_t count = 0;
    for (const std::uint32_t s : sentences_with(context, descents, child, parent)) {
      if (known.contains(s)) continue;
      words += static_cast<double>(context.terms.sentences[s].words.size());
      ++count;
    }
    const double all = relations[link.relation].side(child).words;
    if (count < kMergeSentences || words < kMergeShare * all) continue;
    found.push_back(link);
    found.back().second = true;
    found.back().odds = kSecondOdds;
    parents[child.index()].push_back(parent);
  }
  return found;
}

}  // namespace stemma::lineage
