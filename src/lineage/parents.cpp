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

namespace stemma::lineage {
namespace {

constexpr double kNoParent = 6;       // price of a text that has kin and yet none of them as parent
constexpr double kHidden = 6;         // of a source that was not supplied, beside that
constexpr double kPopular = 0.3;      // of the logarithm of a parent's children: its bonus
constexpr double kOtherStock = 100;   // to join two trees that were apart at first
constexpr int kRounds = 4;            // of putting a lost text together
constexpr std::size_t kNearest = 24;  // parents of one report that are weighed
constexpr std::size_t kHolders = 32;  // reports with one sentence that are looked at
constexpr double kRootOdds = 0.5;     // that roots left over have a common source

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// A total order of the reports that does not depend on their ids unless they are the same in all.
auto content_key(const Report& r) {
  return std::tie(r.text, r.outlet, r.url, r.external_id, r.source);
}

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
        count_(context.reports.size()),
        parents_(count_) {
    rank_reports();
  }

  Families find() {
    for (std::uint32_t i = 0; i < count_; ++i) texts_.push_back(descents_.text(ReportId{i}));
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
  void rank_reports() {
    by_rank_.resize(count_);
    for (std::uint32_t i = 0; i < count_; ++i) by_rank_[i] = i;
    std::stable_sort(by_rank_.begin(), by_rank_.end(), [&](std::uint32_t x, std::uint32_t y) {
      return content_key(context_.reports[x]) < content_key(context_.reports[y]);
    });
    rank_.resize(count_);
    for (std::uint32_t i = 0; i < count_; ++i) rank_[by_rank_[i]] = i;
  }

  /// Which reports have a partner for each sentence.
  void look_around() {
    holders_.resize(context_.terms.sentences.size());
    for (const PairRelation& r : relations_) {
      for (const std::uint32_t p : r.pairs) {
        const Candidate& c = context_.pairs[p].pair;
        hold(c.a, r.b);
        hold(c.b, r.a);
      }
    }
  }

  void hold(std::uint32_t sentence, ReportId report) {
    std::vector<ReportId>& holders = holders_[sentence];
    const bool known = !holders.empty() && holders.back() == report;
    if (!known && holders.size() < kHolders) holders.push_back(report);
  }

  /// `related`: the reports that are of one stock with the parent, which is none if it is lost.
  Descent descent(const Witness& text, std::optional<ReportId> parent,
                  const std::vector<bool>& related, ReportId child) {
    standing_.clear();
    for (const std::uint32_t s : texts_[child.index()].sentences) {
      const auto& who = holders_[s];
      const bool others = std::any_of(who.begin(), who.end(),
                                      [&](ReportId other) { return !related[other.index()]; });
      standing_.push_back(others ? Holders::kOthers : Holders::kKin);
    }
    const auto& own = context_.credits[child.index()];
    for (const Credit& credit : own) {
      if (!credit.sentence) continue;
      if (is_by(context_.reports[child.index()], own, credit.newsroom, context_.tables)) continue;
      if (parent && is_by(context_.reports[parent->index()], context_.credits[parent->index()],
                          credit.newsroom, context_.tables)) {
        continue;
      }
      const auto& sentences = texts_[child.index()].sentences;
      for (std::size_t i = 0; i < sentences.size(); ++i) {
        const bool told = context_.terms.sentences[sentences[i]].sentence == *credit.sentence;
        if (told && standing_[i] == Holders::kKin) standing_[i] = Holders::kTold;
      }
    }
    return descents_.find(text, texts_[child.index()], standing_);
  }

  Judgement judged(const PairRelation& relation, ReportId parent, ReportId child) {
    std::vector<bool> related(count_, stock_.empty());
    for (std::size_t i = 0; i < stock_.size(); ++i)
      related[i] = stock_[i] == stock_[parent.index()];
    const Descent d = descent(texts_[parent.index()], parent, related, child);
    return judge(context_, relation, parent, child, d);
  }

  void judge_all() {
    options_.clear();
    for (std::size_t i = 0; i < relations_.size(); ++i) {
      const PairRelation& r = relations_[i];
      if (!r.derived) continue;
      const Judgement ab = judged(r, r.a, r.b);
      const Judgement ba = judged(r, r.b, r.a);
      add(i, ab, ba);
      add(i, ba, ab);
    }
    std::sort(options_.begin(), options_.end(),
              [&](const ParentLink& x, const ParentLink& y) { return sort_key(x) < sort_key(y); });
    std::vector<std::size_t> weighed(count_, 0);
    std::erase_if(options_, [&](const ParentLink& link) {
      return weighed[link.judgement.child.index()]++ >= kNearest;
    });
  }

  void add(std::size_t relation, const Judgement& forward, const Judgement& reverse) {
    ParentLink link;
    link.relation = relation;
    link.judgement = forward;
    link.against_reverse = reverse.obstacles;
    options_.push_back(std::move(link));
  }

  /// Cheapest first; then by the reports themselves, so that ids do not matter.
  std::tuple<double, std::uint32_t, std::uint32_t> sort_key(const ParentLink& link) const {
    return {std::round(link.judgement.price * 1e6), rank_[link.judgement.parent.index()],
            rank_[link.judgement.child.index()]};
  }

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
    lost.price = kHidden + alone(lost.text);
    std::vector<bool> related(count_, false);
    for (std::uint32_t i = 0; i < count_; ++i) {
      related[i] = stock_[i] == stock_[children.front().index()];
    }
    lost.prices.assign(count_, std::numeric_limits<double>::infinity());
    const double bonus = kPopular * std::log(static_cast<double>(popular));
    for (std::uint32_t i = 0; i < count_; ++i) {
      if (!related[i]) continue;
      lost.prices[i] = descent(lost.text, std::nullopt, related, ReportId{i}).price() - bonus;
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
    return link.judgement.price - kPopular * std::log(1 + children);
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

  /// What any parent would cost: to change the nearest wording of each sentence.
  double unavoidable(const Witness& text) const {
    double sum = 0;
    for (const std::uint32_t s : text.sentences) {
      double least = std::numeric_limits<double>::infinity();
      for (const Descents::Partner& partner : descents_.partners(s)) {
        least = std::min(least, descents_.price_of_words(partner));
      }
      if (!std::isinf(least)) sum += least;
    }
    return sum;
  }

  /// The price of a text that none of its kin was made into.
  double alone(const Witness& text) const {
    return kNoParent + price_of_writing(text.sentences.size()) + unavoidable(text);
  }

  void choose() {
    look_around();
    for (const Witness& text : texts_) alone_.push_back(alone(text));
    judge_all();
    popular_.assign(count_, 0);
    Forest forest = solve({});
    find_stocks(forest);
    judge_all();
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
  std::size_t count_;
  std::vector<Witness> texts_;
  std::vector<ParentLink> options_;
  std::vector<std::vector<ReportId>> holders_;  // by sentence: reports with a partner for it
  std::vector<Holders> standing_;               // by sentence of the child being judged
  std::vector<std::uint32_t> rank_;
  std::vector<std::uint32_t> by_rank_;
  std::vector<std::vector<ReportId>> parents_;  // by child
  std::vector<double> alone_;                   // by report: its price without a parent
  std::vector<std::size_t> parent_now_;         // by report, in the forest before
  std::vector<std::uint32_t> stock_;            // by report: equal for those of one tree
  std::vector<std::size_t> popular_;            // by report: children
  std::set<ReportId> hidden_child_;
  Families families_;
};

}  // namespace

Families find_families(const Context& context, std::span<const PairRelation> relations,
                       Descents& descents) {
  return Finder(context, relations, descents).find();
}

}  // namespace stemma::lineage
