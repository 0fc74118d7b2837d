// Every way in which one report of the batch may have been made from another, judged.
//
//   Weighing weighing(context, relations, descents);
//   std::vector<ParentLink> options = weighing.options({});
//   options = weighing.options(stocks);       // once it is known which reports are of one tree
//
// What a child has from reports of another stock than the parent's costs less than what it wrote
// itself: it comes from a second parent. Same for every order of the reports.
#pragma once

#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "lineage/parents.h"

namespace stemma::lineage {

/// By report: equal for those of one tree. Empty: all are.
using Stocks = std::vector<std::uint32_t>;

class Weighing {
 public:
  /// REQUIRES: all outlive this.
  Weighing(const Context& context, std::span<const PairRelation> relations, Descents& descents);

  /// The cheapest parents of each report, in no more than two dozen ways; cheapest first.
  std::vector<ParentLink> options(const Stocks& stocks);
  /// What made the child of a text of that stock; `parent` is none if the text was not supplied.
  Steps descent(const Witness& text, std::optional<ReportId> parent, const Stocks& stocks,
                std::uint32_t stock, ReportId child);

  /// What it takes to write a text from nothing, though it has kin: to change the nearest wording
  /// of each sentence is what any parent would ask for, too.
  Steps alone(const Witness& text) const;

  const Witness& text(ReportId report) const { return texts_[report.index()]; }
  /// The reports in an order that does not depend on their ids unless they are the same in all.
  std::span<const std::uint32_t> by_content() const { return by_rank_; }

 private:
  void rank_reports();
  void look_around();
  void hold(std::uint32_t sentence, ReportId report);
  void mark_told(std::optional<ReportId> parent, ReportId child);
  Judgement judged(const PairRelation& relation, const Stocks& stocks, ReportId parent,
                   ReportId child);
  std::tuple<double, std::uint32_t, std::uint32_t> sort_key(const ParentLink& link) const;

  const Context& context_;
  std::span<const PairRelation> relations_;
  Descents& descents_;
  std::vector<Witness> texts_;
  std::vector<std::vector<ReportId>> holders_;  // by sentence: reports with a partner for it
  std::vector<Holders> standing_;               // by sentence of the child being judged
  std::vector<std::uint32_t> rank_;
  std::vector<std::uint32_t> by_rank_;
};

}  // namespace stemma::lineage
