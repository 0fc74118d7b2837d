#include "lineage/parents.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/disjoint_sets.h"
#include "lineage/arborescence.h"
#include "lineage/forest.h"
#include "lineage/lost_source.h"
#include "lineage/weighing.h"

namespace stemma::lineage {
namespace {

constexpr int kRounds = 4;           // of putting a lost text together
constexpr std::size_t kRoots = 6;    // reports of a tree that are tried as its first text
constexpr double kTemper = 1.2;      // prices are not independent: odds by them are too high
constexpr double kNever = 1e6;       // of a way that is not to be taken
constexpr double kRootOdds = 0.5;    // that roots left over have a common source
constexpr double kSecondOdds = 0.7;  // that a second parent is one; not calibrated

using Members = std::vector<std::uint32_t>;

class Finder {
 public:
  Finder(const Context& context, std::span<const PairRelation> relations, Descents& descents)
      : context_(context),
        relations_(relations),
        descents_(descents),
        prices_(context.tables.prices),
        weighing_(context, relations, descents),
        by_rank_(weighing_.by_content()),
        count_(context.reports.size()),
        search_(ways_, prices_, most_, descents.count_likes()) {}

  Families find() {
    lay_out_ways();
    Forest forest = begin();
    for (const Members& tree : trees_of(forest)) {
      if (tree.size() < 2) continue;
      try_roots(forest, tree);
      try_lost(forest, tree);
    }
    take(forest);
    group_roots();
    std::stable_sort(families_.links.begin(), families_.links.end(),
                     [](const ParentLink& x, const ParentLink& y) {
                       return std::pair(x.judgement.child, x.second) <
                              std::pair(y.judgement.child, y.second);
                     });
    return std::move(families_);
  }

 private:
  void lay_out_ways() {
    links_ = weighing_.options();
    for (std::uint32_t i = 0; i < count_; ++i) {
      ways_[i].push_back(weighing_.from_nothing(ReportId{i}));
      for (const Written& w : ways_[i].front().own.sentences) {
        most_[w.site] = std::max(most_[w.site], w.weight);
      }
    }
    for (std::size_t l = 0; l < links_.size(); ++l) {
      std::vector<Way>& ways = ways_[links_[l].judgement.child.index()];
      for (Way& way : weighing_.from_parent(links_[l], l)) ways.push_back(std::move(way));
    }
  }

  /// The cheapest forest of these reports, each from one text alone, by what the ways cost by
  /// themselves; the others stay as they are. `first`, if given, is the only one without a parent.
  Forest planted(Forest forest, const Members& members, std::optional<std::uint32_t> first) const {
    std::map<std::size_t, std::size_t> node;  // 0 stands for nothing
    for (const std::uint32_t i : members) node.emplace(i, node.size() + 1);
    const std::size_t lost_node = node.size() + 1;
    const bool lost = forest.lost.size() > 0 && forest.lost.back() != nullptr;
    std::vector<Arc> arcs;
    std::vector<const Way*> way_of;
    const auto add = [&](std::size_t from, const Way* way, std::size_t to, double price) {
      arcs.push_back({from, to, price});
      way_of.push_back(way);
    };
    for (const std::uint32_t i : members) {
      for (const Way& way : ways_[i]) {
        if (way.second) continue;
        const bool root = way.from == Way::kNothing;
        if (!root && !node.contains(way.from)) continue;
        const bool never = first && root != (i == *first);
        add(root ? 0 : node.at(way.from), &way, node.at(i), way.price + (never ? kNever : 0));
      }
      if (!lost || forest.lost.back()->ways[i].empty()) continue;
      const Way& way = forest.lost.back()->ways[i].front();
      add(lost_node, &way, node.at(i), way.price);
    }
    if (lost) add(0, nullptr, lost_node, forest.lost.back()->price);
    for (const std::size_t a : cheapest_arborescence(lost_node + (lost ? 1 : 0), 0, arcs)) {
      if (way_of[a] == nullptr) continue;
      forest.way[way_of[a]->child] = way_of[a];
      forest.source[way_of[a]->child] = forest.lost.empty() ? 0 : forest.lost.size() - 1;
    }
    return forest;
  }

  Forest begin() {
    Forest forest;
    forest.source.assign(count_, 0);
    for (std::uint32_t i = 0; i < count_; ++i) forest.way.push_back(&ways_[i].front());
    forest = planted(std::move(forest), {by_rank_.begin(), by_rank_.end()}, std::nullopt);
    search_.improve(forest, by_rank_);
    return forest;
  }

  /// The reports of each tree, in the order of by_rank_.
  std::vector<Members> trees_of(const Forest& forest) const {
    DisjointSets sets(count_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      const Way& way = *forest.way[i];
      if (way.from < count_) sets.join(i, static_cast<std::uint32_t>(way.from));
      if (way.second) sets.join(i, *way.second);
    }
    std::map<std::uint32_t, std::size_t> place;
    std::vector<Members> trees;
    for (const std::uint32_t i : by_rank_) {
      const auto [at, fresh] = place.emplace(sets.root(i), trees.size());
      if (fresh) trees.emplace_back();
      trees[at->second].push_back(i);
    }
    return trees;
  }

  void keep_cheaper(Forest& forest, Forest tried) const {
    if (tried.price < forest.price - 1e-9) forest = std::move(tried);
  }

  /// Other first texts: moving one report at a time does not come to them.
  void try_roots(Forest& forest, const Members& tree) {
    std::vector<std::pair<double, std::uint32_t>> by_gain;
    for (const std::uint32_t i : tree) {
      by_gain.emplace_back(std::round(1e6 * (ways_[i].front().price - forest.way[i]->price)), i);
    }
    std::stable_sort(by_gain.begin(), by_gain.end(),
                     [](const auto& x, const auto& y) { return x.first < y.first; });
    if (by_gain.size() > kRoots) by_gain.resize(kRoots);
    for (const auto& [gain, i] : by_gain) {
      Forest one = planted(forest, tree, i);
      search_.improve(one, tree);
      keep_cheaper(forest, std::move(one));
      if (forest.way[i]->from == Way::kNothing) continue;
      Forest another = forest;  // a further first text
      another.way[i] = &ways_[i].front();
      search_.improve(another, tree, i);
      keep_cheaper(forest, std::move(another));
    }
  }

  Members children_of(const Forest& forest, const Members& tree, std::size_t source) const {
    Members children;
    for (const std::uint32_t i : tree) {
      if (forest.way[i]->from == Way::kLost && forest.source[i] == source) children.push_back(i);
    }
    return children;
  }

  /// The forest with one more hidden source, over `children`, all of one tree, to begin with. Its
  /// text and its children are found in turns. `anew`: from the best tree with it, not from this.
  Forest with_lost(const Forest& forest, const Members& tree, Members children, bool anew) {
    Forest best;
    best.price = std::numeric_limits<double>::infinity();
    Forest tried = forest;
    const std::size_t source = forest.lost.size();
    tried.lost.emplace_back();
    for (int round = 0; round < kRounds; ++round) {
      const bool guessed = round == 0 && anew;  // the children
      tried.lost.back() = suppose(context_, descents_, weighing_, children, tree,
                                  guessed ? Strangers::kOverlook : Strangers::kHeed);
      for (const std::uint32_t i : children) {
        tried.way[i] = &tried.lost.back()->ways[i].front();
        tried.source[i] = source;
      }
      if (guessed) tried = planted(std::move(tried), tree, std::nullopt);
      search_.improve(tried, tree);
      Members now = children_of(tried, tree, source);
      if (now.size() < 2) break;
      const bool paid = count_strangers(weighing_, now) <= tried.lost.back()->strangers;
      if (paid && tried.price < best.price) best = tried;
      if (paid && now == children) break;
      children = std::move(now);
    }
    return best;
  }

  void try_lost(Forest& forest, const Members& tree) {
    Members tops;
    for (const std::uint32_t i : tree) {
      if (forest.way[i]->from == Way::kNothing) tops.push_back(i);
    }
    for (const std::uint32_t top : tops) {
      if (forest.way[top]->from != Way::kNothing) continue;
      Members first{top};
      for (const std::uint32_t i : tree) {
        if (forest.way[i]->from == top) first.push_back(i);
      }
      std::vector<Forest> tried;
      tried.push_back(with_lost(forest, tree, tree, true));
      if (first.size() > 1) {
        tried.push_back(with_lost(forest, tree, first, true));
        tried.push_back(with_lost(forest, tree, first, false));
      }
      for (Forest& one : tried) keep_cheaper(forest, std::move(one));
    }
  }

  double odds_of(Forest& forest, std::uint32_t report) {
    double others = 0;
    for (const double dearer : search_.others(forest, report))
      others += std::exp(-dearer / kTemper);
    return 1 / (1 + others);
  }

  void take(Forest& forest) {
    search_.improve(forest, {});
    families_.hidden.resize(forest.lost.size());
    has_parent_.assign(count_, false);
    for (std::uint32_t i = 0; i < count_; ++i) {
      const Way& way = *forest.way[i];
      if (way.from == Way::kNothing) continue;
      has_parent_[i] = true;
      const double odds = odds_of(forest, i);
      if (way.from == Way::kLost) {
        HiddenSource& source = families_.hidden[forest.source[i]];
        source.children.push_back(ReportId{i});
        source.odds.push_back(odds);
      } else {
        families_.links.push_back(links_[way.link]);
        families_.links.back().odds = odds;
      }
      if (!way.second) continue;
      const auto second = std::find_if(links_.begin(), links_.end(), [&](const ParentLink& link) {
        return link.judgement.child.value == i && link.judgement.parent.value == *way.second;
      });
      if (second == links_.end()) continue;
      families_.links.push_back(*second);
      families_.links.back().second = true;
      families_.links.back().odds = kSecondOdds;
    }
    std::erase_if(families_.hidden, [](const HiddenSource& h) { return h.children.empty(); });
  }

  void group_roots() {
    // Roots joined by a relation fall into one group; the smallest id stands for it.
    DisjointSets group(count_);
    for (const PairRelation& r : relations_) {
      if (r.derived && !has_parent_[r.a.index()] && !has_parent_[r.b.index()]) {
        group.join(r.a.value, r.b.value);
      }
    }
    std::map<std::uint32_t, HiddenSource> members;
    for (std::uint32_t i = 0; i < count_; ++i) {
      HiddenSource& source = members[group.root(i)];
      source.children.push_back(ReportId{i});
      source.odds.push_back(kRootOdds);
    }
    for (auto& [representative, source] : members) {
      if (source.children.size() > 1) families_.hidden.push_back(std::move(source));
    }
  }

  const Context& context_;
  std::span<const PairRelation> relations_;
  Descents& descents_;
  const StepPrices& prices_;
  Weighing weighing_;
  std::span<const std::uint32_t> by_rank_;
  std::size_t count_;
  std::vector<ParentLink> links_;
  std::vector<std::vector<Way>> ways_{count_};  // by report; that from nothing first
  std::vector<float> most_ = std::vector<float>(context_.terms.sentences.size(), 0);  // by site
  ForestSearch search_;
  std::vector<bool> has_parent_;  // by report
  Families families_;
};

}  // namespace

Families find_families(const Context& context, std::span<const PairRelation> relations,
                       Descents& descents) {
  return Finder(context, relations, descents).find();
}

}  // namespace stemma::lineage
