#include "lineage/weighing.h"

#include <algorithm>
#include <cmath>

#include "lineage/merges.h"

namespace stemma::lineage {
namespace {

constexpr std::size_t kNearest = 24;  // parents of one report that are weighed

auto content_key(const Report& r) {
  return std::tie(r.text, r.outlet, r.url, r.external_id, r.source);
}

}  // namespace

Weighing::Weighing(const Context& context, std::span<const PairRelation> relations,
                   Descents& descents)
    : context_(context), relations_(relations), descents_(descents) {
  rank_reports();
  for (const PairRelation& r : relations) {
    if (r.derived) derived_.insert({r.a, r.b});
  }
  for (std::uint32_t i = 0; i < context.reports.size(); ++i) {
    texts_.push_back(descents.text(ReportId{i}));
  }
}

void Weighing::rank_reports() {
  const auto count = static_cast<std::uint32_t>(context_.reports.size());
  for (std::uint32_t i = 0; i < count; ++i) by_rank_.push_back(i);
  std::stable_sort(by_rank_.begin(), by_rank_.end(), [&](std::uint32_t x, std::uint32_t y) {
    return content_key(context_.reports[x]) < content_key(context_.reports[y]);
  });
  rank_.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) rank_[by_rank_[i]] = i;
}

/// Sentences with words told to a newsroom that is neither the child's nor the parent's.
void Weighing::mark_told(std::optional<ReportId> parent, ReportId child) {
  const auto by = [&](ReportId report, const std::string& newsroom) {
    return is_by(context_.reports[report.index()], context_.credits[report.index()], newsroom,
                 context_.tables);
  };
  const auto& sentences = texts_[child.index()].sentences;
  for (const Credit& credit : context_.credits[child.index()]) {
    if (!credit.sentence || by(child, credit.newsroom)) continue;
    if (parent && by(*parent, credit.newsroom)) continue;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const bool told = context_.terms.sentences[sentences[i]].sentence == *credit.sentence;
      if (told && standing_[i] == Holders::kKin) standing_[i] = Holders::kTold;
    }
  }
}

Steps Weighing::descent(const Witness& text, std::optional<ReportId> parent,
                        std::optional<ReportId> second, ReportId child, Own& own) {
  standing_.clear();
  for (const std::uint32_t s : texts_[child.index()].sentences) {
    const bool others = second && descents_.has_partner(s, *second);
    standing_.push_back(others ? Holders::kOthers : Holders::kKin);
  }
  mark_told(parent, child);
  return descents_.find(text, texts_[child.index()], standing_, &own);
}

/// Where passages may come from that the parent lacks: likest first.
std::vector<ReportId> Weighing::seconds(std::optional<ReportId> parent, ReportId child,
                                        std::span<const Written> written) const {
  std::vector<ReportId> found = second_parents(context_, descents_, child, written, rank_);
  std::erase_if(found, [&](ReportId other) {
    return other == parent || !derived_.contains(std::minmax(other, child));
  });
  return found;
}

Way Weighing::from_nothing(ReportId child) const {
  const Witness& text = texts_[child.index()];
  Way way;
  way.child = child.value;
  way.price = context_.tables.prices.of(alone(text));
  way.own = descents_.whole(text);
  return way;
}

std::vector<Way> Weighing::from_parent(const ParentLink& link, std::size_t number) {
  const Judgement& j = link.judgement;
  const PairRelation& relation = relations_[link.relation];
  Way way;
  way.child = j.child.value;
  way.from = j.parent.value;
  way.link = number;
  return with_seconds(std::move(way), j.parent, [&](auto second, auto& own) {
    return judged(relation, j.parent, second, j.child, own).price;
  });
}

std::vector<Way> Weighing::from_lost(const Witness& text, ReportId child) {
  Way way;
  way.child = child.value;
  way.from = Way::kLost;
  return with_seconds(std::move(way), std::nullopt, [&](auto second, auto& own) {
    return context_.tables.prices.of(descent(text, std::nullopt, second, child, own));
  });
}

/// The way, priced, and then with passages of another report.
template <typename Price>
std::vector<Way> Weighing::with_seconds(Way way, std::optional<ReportId> parent, Price price) {
  way.price = price(std::optional<ReportId>(), way.own);
  std::vector<Way> ways{way};
  for (const ReportId other : seconds(parent, ReportId{way.child}, ways.front().own.sentences)) {
    way.own = {};
    way.second = other.value;
    way.price = price(std::optional(other), way.own);
    if (way.own.sentences.size() < ways.front().own.sentences.size()) ways.push_back(way);
  }
  return ways;
}

Steps Weighing::alone(const Witness& text) const {
  Steps steps;
  steps.add(Step::kNoParent);
  steps.add(Step::kSentence, static_cast<double>(text.sentences.size()));
  for (const std::uint32_t s : text.sentences) {
    const auto partners = descents_.partners(s);
    const auto nearest =
        std::min_element(partners.begin(), partners.end(),
                         [&](const Descents::Partner& x, const Descents::Partner& y) {
                           return descents_.price_of_words(x) < descents_.price_of_words(y);
                         });
    if (nearest != partners.end()) descents_.rewording(*nearest).add_to(steps);
  }
  return steps;
}

Judgement Weighing::judged(const PairRelation& relation, ReportId parent,
                           std::optional<ReportId> second, ReportId child, Own& own) {
  const Steps steps = descent(texts_[parent.index()], parent, second, child, own);
  return judge(context_, relation, parent, child, steps);
}

/// Cheapest first; then by the reports themselves, so that ids do not matter.
std::tuple<double, std::uint32_t, std::uint32_t> Weighing::sort_key(const ParentLink& link) const {
  return {std::round(link.judgement.price * 1e6), rank_[link.judgement.parent.index()],
          rank_[link.judgement.child.index()]};
}

std::vector<ParentLink> Weighing::options() {
  std::vector<ParentLink> options;
  const auto add = [&](std::size_t relation, const Judgement& forward, const Judgement& reverse) {
    ParentLink link;
    link.relation = relation;
    link.judgement = forward;
    link.against_reverse = reverse.obstacles;
    options.push_back(std::move(link));
  };
  for (std::size_t i = 0; i < relations_.size(); ++i) {
    const PairRelation& r = relations_[i];
    if (!r.derived) continue;
    Own own;
    const Judgement ab = judged(r, r.a, std::nullopt, r.b, own);
    const Judgement ba = judged(r, r.b, std::nullopt, r.a, own);
    add(i, ab, ba);
    add(i, ba, ab);
  }
  std::sort(options.begin(), options.end(),
            [&](const ParentLink& x, const ParentLink& y) { return sort_key(x) < sort_key(y); });
  std::vector<std::size_t> weighed(context_.reports.size(), 0);
  std::erase_if(options, [&](const ParentLink& link) {
    return weighed[link.judgement.child.index()]++ >= kNearest;
  });
  return options;
}

}  // namespace stemma::lineage
