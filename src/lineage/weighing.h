// Every way in which one report of the batch may have been made from another, judged.
//
//   Weighing weighing(context, relations, descents);
//   std::vector<ParentLink> options = weighing.options();
//   std::vector<Way> ways = weighing.from_parent(options[0], 0);
//
// What a child has from a second parent costs less than what it wrote itself. Same for every order
// of the reports.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "lineage/forest.h"
#include "lineage/parents.h"

namespace stemma::lineage {

class Weighing {
 public:
  /// REQUIRES: all outlive this.
  Weighing(const Context& context, std::span<const PairRelation> relations, Descents& descents);

  /// The cheapest parents of each report, no more than two dozen; cheapest first.
  std::vector<ParentLink> options();
  /// A report written from nothing.
  Way from_nothing(ReportId child) const;
  /// A report made from a parent: from it alone, and with passages of another (merges.h).
  /// `number` of the link is noted.
  std::vector<Way> from_parent(const ParentLink& link, std::size_t number);
  /// Likewise, from a text that was not supplied.
  std::vector<Way> from_lost(const Witness& text, ReportId child);

  /// What it takes to write a text from nothing, though it has kin: to change the nearest wording
  /// of each sentence is what any parent would ask for, too.
  Steps alone(const Witness& text) const;

  /// Whether they are related by more than chance.
  bool is_kin(ReportId a, ReportId b) const { return derived_.contains(std::minmax(a, b)); }
  const Witness& text(ReportId report) const { return texts_[report.index()]; }
  /// The reports in an order that does not depend on their ids unless they are the same in all.
  std::span<const std::uint32_t> by_content() const { return by_rank_; }

 private:
  void rank_reports();
  void mark_told(std::optional<ReportId> parent, ReportId child);
  Steps descent(const Witness& text, std::optional<ReportId> parent, std::optional<ReportId> second,
                ReportId child, Own& own);
  Judgement judged(const PairRelation& relation, ReportId parent, std::optional<ReportId> second,
                   ReportId child, Own& own);
  template <typename Price>
  std::vector<Way> with_seconds(Way way, std::optional<ReportId> parent, Price price);
  std::vector<ReportId> seconds(std::optional<ReportId> parent, ReportId child,
                                std::span<const Written> written) const;
  std::tuple<double, std::uint32_t, std::uint32_t> sort_key(const ParentLink& link) const;

  const Context& context_;
  std::span<const PairRelation> relations_;
  Descents& descents_;
  std::vector<Witness> texts_;
  std::vector<Holders> standing_;                    // by sentence of the child being judged
  std::set<std::pair<ReportId, ReportId>> derived_;  // reports related by more than chance
  std::vector<std::uint32_t> rank_;
  std::vector<std::uint32_t> by_rank_;
};

}  // namespace stemma::lineage
