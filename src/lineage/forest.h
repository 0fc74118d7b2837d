// What each report of a batch was made from, seen as a whole: every report hangs from one way in
// which it may have come about, and what it all costs is not the sum of the ways. A sentence, or
// words for one, that several find by themselves is unlikely (a character that arises twice; Dollo
// 1893), a text that many were made from is likely to be taken again, and a source that nobody
// supplied is paid once.
//
//   ForestSearch search(ways, prices, most, descents.count_likes());
//   search.improve(forest, reports);  // moves one after the other until none comes cheaper
//
// Ways are owned by the caller or, those from a lost source, by that source; a Forest points to
// them. Deterministic in the order by which the reports are given.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "lineage/descent.h"

namespace stemma::lineage {

/// One way in which a report may have come about.
struct Way {
  static constexpr std::size_t kNothing = static_cast<std::size_t>(-1);
  static constexpr std::size_t kLost = static_cast<std::size_t>(-2);

  std::uint32_t child = 0;
  std::size_t from = kNothing;          // a report, kNothing or kLost
  std::optional<std::uint32_t> second;  // a report that passages come from
  double price = 0;
  Own own;
  std::size_t link = kNothing;  // the judged pair, where `from` is a report
};

/// A source that was not supplied, with its text as far as its children keep it.
struct LostSource {
  Witness text;
  double price = 0;           // of its own
  std::size_t strangers = 0;  // of its children, as far as the price counts them
  Own own;
  std::vector<std::vector<Way>> ways;  // by report: made from it; none for those of other trees
};

struct Forest {
  std::vector<const Way*> way;  // by report
  std::vector<std::shared_ptr<const LostSource>> lost;
  std::vector<std::size_t> source;  // by report: index into `lost` where its way is from kLost
  double price = 0;
};

class ForestSearch {
 public:
  /// `ways` by report, that from nothing first. `most`: by site, the heaviest of its sentences.
  /// `likes`: above each Worded::like.
  /// REQUIRES: all outlive this.
  ForestSearch(std::span<const std::vector<Way>> ways, const StepPrices& prices,
               std::span<const float> most, std::size_t likes)
      : ways_(ways), prices_(prices), most_(most), likes_(likes), seen_(ways.size(), 0) {}

  /// Moves these reports one by one, and turns parents and children round, while that makes it
  /// cheaper; sets the price. The report `held` stays as it is in the first round.
  void improve(Forest& forest, std::span<const std::uint32_t> reports,
               std::optional<std::uint32_t> held = {});

  /// What it costs more if this report came about in another way, by the ways that are possible
  /// where all else stays: of each parent (a report or a lost source) the cheapest. The last is
  /// that report and parent are the other way round. REQUIRES: improve(forest) was the last call.
  std::vector<double> others(Forest& forest, std::uint32_t report);

 private:
  void start(const Forest& forest);
  void put(const Forest& forest, std::uint32_t report, double sign);
  void write(const Own& own, double sign);
  bool is_below(const Forest& forest, std::size_t node, std::size_t report);
  bool is_possible(const Forest& forest, const Way& way, std::size_t source);
  bool comes_from(const Forest& forest, std::uint32_t report, std::size_t source) const;
  double price_of(Forest& forest, std::uint32_t report, const Way* way, std::size_t source);
  template <typename Consider>
  void each_way(const Forest& forest, std::uint32_t report, Consider consider) const;
  void settle(Forest& forest, std::uint32_t report);
  std::optional<double> turn(Forest& forest, std::uint32_t report, bool keep);
  std::size_t node(const Forest& forest, std::uint32_t report) const;

  std::span<const std::vector<Way>> ways_;
  const StepPrices& prices_;
  std::span<const float> most_;
  std::size_t likes_;
  std::vector<double> born_;           // by site: weight of the sentences written by themselves
  std::vector<double> worded_;         // by like: how often those words were found
  std::vector<std::size_t> children_;  // by report, then by lost source
  std::vector<std::uint32_t> seen_;    // by report: in which walk up it was met last
  std::uint32_t walk_ = 0;
  std::vector<std::uint32_t> open_;  // of that walk
  double cost_ = 0;
};

}  // namespace stemma::lineage
