#include "lineage/weighing.h"

#include <algorithm>
#include <cmath>

namespace stemma::lineage {
namespace {

constexpr std::size_t kNearest = 24;  // parents of one report that are weighed
constexpr std::size_t kHolders = 32;  // reports with one sentence that are looked at

auto content_key(const Report& r) {
  return std::tie(r.text, r.outlet, r.url, r.external_id, r.source);
}

}  // namespace

Weighing::Weighing(const Context& context, std::span<const PairRelation> relations,
                   Descents& descents)
    : context_(context), relations_(relations), descents_(descents) {
  rank_reports();
  look_around();
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

/// Which reports have a partner for each sentence.
void Weighing::look_around() {
  holders_.resize(context_.terms.sentences.size());
  for (const PairRelation& r : relations_) {
    for (const std::uint32_t p : r.pairs) {
      const Candidate& c = context_.pairs[p].pair;
      hold(c.a, r.b);
      hold(c.b, r.a);
    }
  }
}

void Weighing::hold(std::uint32_t sentence, ReportId report) {
  std::vector<ReportId>& holders = holders_[sentence];
  const bool known = !holders.empty() && holders.back() == report;
  if (!known && holders.size() < kHolders) holders.push_back(report);
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

Steps Weighing::descent(const Witness& text, std::optional<ReportId> parent, const Stocks& stocks,
                        std::uint32_t stock, ReportId child) {
  standing_.clear();
  for (const std::uint32_t s : texts_[child.index()].sentences) {
    const auto& who = holders_[s];
    const bool others = !stocks.empty() && std::any_of(who.begin(), who.end(), [&](ReportId other) {
      return stocks[other.index()] != stock;
    });
    standing_.push_back(others ? Holders::kOthers : Holders::kKin);
  }
  mark_told(parent, child);
  return descents_.find(text, texts_[child.index()], standing_);
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

Judgement Weighing::judged(const PairRelation& relation, const Stocks& stocks, ReportId parent,
                           ReportId child) {
  const std::uint32_t stock = stocks.empty() ? 0 : stocks[parent.index()];
  const Steps steps = descent(texts_[parent.index()], parent, stocks, stock, child);
  return judge(context_, relation, parent, child, steps);
}

/// Cheapest first; then by the reports themselves, so that ids do not matter.
std::tuple<double, std::uint32_t, std::uint32_t> Weighing::sort_key(const ParentLink& link) const {
  return {std::round(link.judgement.price * 1e6), rank_[link.judgement.parent.index()],
          rank_[link.judgement.child.index()]};
}

std::vector<ParentLink> Weighing::options(const Stocks& stocks) {
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
    const Judgement ab = judged(r, stocks, r.a, r.b);
    const Judgement ba = judged(r, stocks, r.b, r.a);
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
