#include "lineage/parents.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>

#include "base/disjoint_sets.h"
#include "lineage/arborescence.h"
#include "lineage/lost_text.h"
#include "lineage/merges.h"
#include "lineage/weighing.h"

namespace stemma::lineage {
namespace {

constexpr double kOtherStock = 100;  // to join two trees that were apart at first
constexpr int kRounds = 4;           // of putting a lost text together
constexpr double kRootOdds = 0.5;    // that roots left over have a common source

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// A source that was not supplied, with its text as far as its children keep it.
struct LostSource {
  Witness text;
  std::vector<double> prices;  // of each report, made from it; infinite for those of other stocks
  double price = 0;            // of its own
};

/// What each report hangs from, and what it all costs.
struct Forest {
  std::vector<std::size_t> option;  // by report: index into the options, or kNone
  std::vector<std::size_t> hidden;  // by report: index into `lost`, or kNone
  std::vector<LostSource> lost;
  double price = std::numeric_limits<double>::infinity();
};

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
        parents_(count_) {}

  Families find() {
    choose();
    std::vector<ParentLink> second =
        find_merges(context_, relations_, descents_, options_, parents_);
    families_.links.insert(families_.links.end(), std::make_move_iterator(second.begin()),
                           std::make_move_iterator(second.end()));
    group_roots();
    std::stable_sort(families_.links.begin(), families_.links.end(),
                     [](const ParentLink& x, const ParentLink& y) {
                       return std::pair(x.judgement.child, x.second) <
                              std::pair(y.judgement.child, y.second);
                     });
    return std::move(families_);
  }

 private:
  /// The cheapest forest with these hidden sources.
  Forest solve(std::vector<LostSource> lost) const {
    std::vector<Arc> arcs;  // node 0 stands for no parent, node i + 1 for report i
    for (const ParentLink& link : options_) {
      const Judgement& j = link.judgement;
      const bool strange = !stock_.empty() && stock_[j.parent.index()] != stock_[j.child.index()];
      arcs.push_back(
          {j.parent.index() + 1, j.child.index() + 1, priced(link) + (strange ? kOtherStock : 0)});
    }
    for (const std::uint32_t i : by_rank_) arcs.push_back({0, i + 1U, alone_[i]});
    const std::size_t from_lost = arcs.size();
    for (std::size_t h = 0; h < lost.size(); ++h) {
      const std::size_t node = count_ + 1 + h;
      for (const std::uint32_t i : by_rank_) {
        if (!std::isinf(lost[h].prices[i])) arcs.push_back({node, i + 1U, lost[h].prices[i]});
      }
      arcs.push_back({0, node, lost[h].price});
    }
    Forest forest;
    forest.option.assign(count_, kNone);
    forest.hidden.assign(count_, kNone);
    forest.price = 0;
    for (const std::size_t arc : cheapest_arborescence(count_ + 1 + lost.size(), 0, arcs)) {
      forest.price += arcs[arc].price;
      if (arc < options_.size()) forest.option[arcs[arc].to - 1] = arc;
      if (arc >= from_lost && arcs[arc].from > 0) {
        forest.hidden[arcs[arc].to - 1] = arcs[arc].from - count_ - 1;
      }
    }
    forest.lost = std::move(lost);
    return forest;
  }

  std::vector<ReportId> children_of(const Forest& forest, std::size_t hidden) const {
    std::vector<ReportId> children;
    for (const std::uint32_t i : by_rank_) {
      if (forest.hidden[i] == hidden) children.push_back(ReportId{i});
    }
    return children;
  }

  /// `popular`: how many children it is taken to have.
  LostSource lost_source(const std::vector<ReportId>& children, std::size_t popular) {
    LostSource lost;
    lost.text = reconstruct(descents_, children);
    lost.price = prices_[Step::kLost] + alone(lost.text);
    const std::uint32_t stock = stock_[children.front().index()];
    lost.prices.assign(count_, std::numeric_limits<double>::infinity());
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (stock_[i] != stock) continue;
      Steps steps = weighing_.descent(lost.text, std::nullopt, stock_, stock, ReportId{i});
      steps.add(Step::kPopular, std::log(static_cast<double>(popular)));
      lost.prices[i] = prices_.of(steps);
    }
    return lost;
  }

  /// The forest with one more hidden source, over `children`, all of one stock, to begin with. Its
  /// text and its children are found in turns.
  Forest with_hidden(const Forest& forest, std::vector<ReportId> children) {
    Forest best;
    std::size_t popular = std::max<std::size_t>(1, children.size() / 2);
    const auto kept = std::pair(popular_, parent_now_);
    for (int round = 0; round < kRounds; ++round) {
      std::vector<LostSource> lost = forest.lost;
      lost.push_back(lost_source(children, popular));
      const std::size_t index = lost.size() - 1;
      const Forest tried = solve(std::move(lost));
      std::vector<ReportId> now = children_of(tried, index);
      if (now.size() < 2) break;
      if (tried.price < best.price) best = tried;
      if (now == children) break;
      popular = now.size();
      children = std::move(now);
      count_children(tried);
    }
    std::tie(popular_, parent_now_) = kept;
    return best;
  }

  /// Texts that many copied are likelier to be copied again.
  double priced(const ParentLink& link) const {
    const std::size_t parent = link.judgement.parent.index();
    const bool its = !parent_now_.empty() && parent_now_[link.judgement.child.index()] == parent;
    const double children = static_cast<double>(popular_[parent] - (its ? 1 : 0));
    return link.judgement.price + prices_[Step::kPopular] * std::log(1 + children);
  }

  void count_children(const Forest& forest) {
    popular_.assign(count_, 0);
    parent_now_.assign(count_, kNone);
    for (std::size_t i = 0; i < count_; ++i) {
      if (forest.option[i] == kNone) continue;
      parent_now_[i] = options_[forest.option[i]].judgement.parent.index();
      ++popular_[parent_now_[i]];
    }
  }

  void find_stocks(const Forest& forest) {
    DisjointSets sets(count_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (forest.option[i] == kNone) continue;
      sets.join(i, options_[forest.option[i]].judgement.parent.value);
    }
    stock_.clear();
    for (std::uint32_t i = 0; i < count_; ++i) stock_.push_back(sets.root(i));
  }

  double alone(const Witness& text) const { return prices_.of(weighing_.alone(text)); }

  void choose() {
    for (std::uint32_t i = 0; i < count_; ++i) alone_.push_back(alone(weighing_.text(ReportId{i})));
    options_ = weighing_.options(stock_);
    popular_.assign(count_, 0);
    Forest forest = solve({});
    find_stocks(forest);
    options_ = weighing_.options(stock_);
    forest = solve({});
    count_children(forest);
    forest = solve({});
    find_stocks(forest);
    std::vector<std::uint32_t> tops;
    for (const std::uint32_t i : by_rank_) {
      if (forest.option[i] == kNone) tops.push_back(i);
    }
    for (const std::uint32_t top : tops) {
      if (forest.option[top] != kNone || forest.hidden[top] != kNone) continue;
      std::vector<ReportId> children;
      for (const std::uint32_t i : by_rank_) {
        if (stock_[i] == stock_[top]) children.push_back(ReportId{i});
      }
      if (children.size() < 2) continue;
      Forest other = with_hidden(forest, std::move(children));
      if (other.price < forest.price) forest = std::move(other);
    }
    take(forest);
  }

  void take(const Forest& forest) {
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (forest.option[i] == kNone) continue;
      ParentLink link = options_[forest.option[i]];
      link.odds = odds_of(forest, i, priced(link), link.judgement.parent);
      parents_[i].push_back(link.judgement.parent);
      families_.links.push_back(std::move(link));
    }
    for (std::size_t h = 0; h < forest.lost.size(); ++h) {
      HiddenSource source;
      for (std::uint32_t i = 0; i < count_; ++i) {
        if (forest.hidden[i] != h) continue;
        source.children.push_back(ReportId{i});
        source.odds.push_back(odds_of(forest, i, forest.lost[h].prices[i], {}));
        hidden_child_.insert(ReportId{i});
      }
      families_.hidden.push_back(std::move(source));
    }
  }

  /// Against the child's other parents, no parent, and the same two the other way round.
  double odds_of(const Forest& forest, std::size_t child, double mine,
                 std::optional<ReportId> parent) const {
    const auto weight = [&](double price) { return std::exp(mine - price); };
    double others = weight(alone_[child]);
    for (const ParentLink& link : options_) {
      const Judgement& j = link.judgement;
      if (j.child.index() == child && j.parent != parent) others += weight(priced(link));
      if (parent && j.child == *parent && j.parent.index() == child) {
        others += weight(priced(link) + alone_[child] - alone_[parent->index()]);
      }
    }
    for (const LostSource& lost : forest.lost) {
      if (parent) others += weight(lost.prices[child]);
    }
    return 1 / (1 + others);
  }

  bool is_root(ReportId report) const {
    return parents_[report.index()].empty() && !hidden_child_.contains(report);
  }

  void group_roots() {
    // Roots joined by a relation fall into one group; the smallest id stands for it.
    DisjointSets group(count_);
    for (const PairRelation& r : relations_) {
      if (r.derived && is_root(r.a) && is_root(r.b)) group.join(r.a.value, r.b.value);
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
  std::vector<ParentLink> options_;
  std::vector<std::vector<ReportId>> parents_;  // by child
  std::vector<double> alone_;                   // by report: its price without a parent
  std::vector<std::size_t> parent_now_;         // by report, in the forest before
  Stocks stock_;
  std::vector<std::size_t> popular_;  // by report: children
  std::set<ReportId> hidden_child_;
  Families families_;
};

}  // namespace

Families find_families(const Context& context, std::span<const PairRelation> relations,
                       Descents& descents) {
  return Finder(context, relations, descents).find();
}

}  // namespace stemma::lineage
