#include "lineage/parents.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "base/disjoint_sets.h"

namespace stemma::lineage {
namespace {

constexpr double kNearestShare = 0.7;  // of the share that the nearest relative explains
constexpr double kMergeShare = 0.15;   // of the child's words, carried by the second parent alone
constexpr std::size_t kMergeSentences = 3;

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

/// A total order of the reports that does not depend on their ids unless they are the same in all.
auto content_key(const Report& r) {
  return std::tie(r.text, r.outlet, r.url, r.external_id, r.source);
}

class Finder {
 public:
  Finder(const Context& context, std::span<const PairRelation> relations)
      : context_(context), relations_(relations), parents_(context.reports.size()) {
    rank_reports();
  }

  Families find() {
    judge_all();
    choose();
    add_merges();
    group_roots();
    std::stable_sort(families_.links.begin(), families_.links.end(),
                     [](const ParentLink& x, const ParentLink& y) {
                       return std::pair(x.judgement.child, x.second) <
                              std::pair(y.judgement.child, y.second);
                     });
    return std::move(families_);
  }

 private:
  void rank_reports() {
    std::vector<std::uint32_t> order(context_.reports.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
      return content_key(context_.reports[x]) < content_key(context_.reports[y]);
    });
    rank_.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
  }

  void judge_all() {
    for (std::size_t i = 0; i < relations_.size(); ++i) {
      const PairRelation& r = relations_[i];
      if (!r.derived) continue;
      Judgement ab = judge(context_, r, r.a, r.b);
      Judgement ba = judge(context_, r, r.b, r.a);
      add(i, ab, ba);
      add(i, ba, ab);
    }
    std::sort(options_.begin(), options_.end(),
              [&](const ParentLink& x, const ParentLink& y) { return sort_key(x) < sort_key(y); });
  }

  void add(std::size_t relation, const Judgement& forward, const Judgement& reverse) {
    ParentLink link;
    link.relation = relation;
    link.judgement = forward;
    link.reverse_blocked = reverse.blocked;
    link.reverse_price = reverse.price;
    link.against_reverse = reverse.obstacles;
    double& nearest = nearest_[forward.child];
    nearest = std::max(nearest, relations_[relation].side(forward.child).share());
    options_.push_back(std::move(link));
  }

  /// Lowest price first; then by the reports themselves, so that ids do not matter.
  std::tuple<double, std::uint32_t, std::uint32_t> sort_key(const ParentLink& link) const {
    return {std::round(link.judgement.price * 1e6), rank_[link.judgement.parent.index()],
            rank_[link.judgement.child.index()]};
  }

  void choose() {
    for (const ParentLink& link : options_) {
      const ReportId child = link.judgement.child;
      if (link.judgement.blocked || !parents_[child.index()].empty()) continue;
      const double share = relations_[link.relation].side(child).share();
      if (share < kNearestShare * nearest_[child]) continue;
      if (is_ancestor(parents_, child, link.judgement.parent)) continue;
      parents_[child.index()].push_back(link.judgement.parent);
      families_.links.push_back(link);
    }
  }

  /// The sentences of `report` that have a partner in `other`.
  std::set<std::uint32_t> sentences_with(ReportId report, ReportId other) const {
    std::set<std::uint32_t> found;
    for (const PairRelation& r : relations_) {
      if (!((r.a == report && r.b == other) || (r.a == other && r.b == report))) continue;
      for (const std::uint32_t p : r.pairs) {
        const Candidate& c = context_.pairs[p].pair;
        found.insert(r.a == report ? c.a : c.b);
      }
    }
    return found;
  }

  void add_merges() {
    std::vector<ParentLink> more;
    for (const ParentLink& link : options_) {
      const ReportId child = link.judgement.child;
      const ReportId parent = link.judgement.parent;
      if (link.judgement.blocked || parents_[child.index()].size() != 1) continue;
      const ReportId first = parents_[child.index()].front();
      if (first == parent || is_ancestor(parents_, child, parent) ||
          is_ancestor(parents_, parent, child)) {
        continue;
      }
      if (link.judgement.price >= link.reverse_price && !link.reverse_blocked) continue;
      if (relations_[link.relation].side(child).shared_sentences < kMergeSentences) continue;
      // Only what neither the first parent nor its parents have counts for a second one.
      std::set<std::uint32_t> explained;
      for (ReportId at = first;;) {
        explained.merge(sentences_with(child, at));
        if (parents_[at.index()].empty()) break;
        at = parents_[at.index()].front();
      }
      double words = 0;
      std::size_t count = 0;
      for (const std::uint32_t s : sentences_with(child, parent)) {
        if (explained.contains(s)) continue;
        words += static_cast<double>(context_.terms.sentences[s].words.size());
        ++count;
      }
      const double all = relations_[link.relation].side(child).words;
      if (count < kMergeSentences || words < kMergeShare * all) continue;
      more.push_back(link);
      more.back().second = true;
      parents_[child.index()].push_back(parent);
    }
    families_.links.insert(families_.links.end(), more.begin(), more.end());
  }

  void group_roots() {
    // Roots joined by a relation fall into one group; the smallest id stands for it.
    DisjointSets group(context_.reports.size());
    for (const PairRelation& r : relations_) {
      if (!r.derived || !parents_[r.a.index()].empty() || !parents_[r.b.index()].empty()) continue;
      group.join(r.a.value, r.b.value);
    }
    std::map<std::uint32_t, std::vector<ReportId>> members;
    for (std::uint32_t i = 0; i < context_.reports.size(); ++i) {
      members[group.root(i)].push_back(ReportId{i});
    }
    for (auto& [representative, reports] : members) {
      if (reports.size() > 1) families_.hidden.push_back(std::move(reports));
    }
  }

  const Context& context_;
  std::span<const PairRelation> relations_;
  std::vector<ParentLink> options_;
  std::map<ReportId, double> nearest_;  // the largest share of a child that any relative explains
  std::vector<std::uint32_t> rank_;
  Parents parents_;
  Families families_;
};

}  // namespace

Families find_families(const Context& context, std::span<const PairRelation> relations) {
  return Finder(context, relations).find();
}

}  // namespace stemma::lineage
