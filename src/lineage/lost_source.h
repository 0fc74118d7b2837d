// A source that nobody supplied, supposed over reports that would be made from it: its text, what
// it costs, and each way in which a report may come from it.
//
//   const auto lost = suppose(context, descents, weighing, children, tree, Strangers::kHeed);
//   forest.lost.push_back(lost);
//
// Two texts that have nothing in common had no common model: where a third has passages of both, it
// took from both. Such strangers among the children make the source dear.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "lineage/weighing.h"

namespace stemma::lineage {

/// Whether strangers count. Of reports that are not yet known to be its children they do not.
enum class Strangers : std::uint8_t { kHeed, kOverlook };

/// How many more than one of the children are strangers to one another, chosen from those with
/// most strangers on: as good as the most that can be chosen where few have any.
std::size_t count_strangers(const Weighing& weighing, std::span<const std::uint32_t> children);

/// `children` (two or more) by report, `tree` all reports that may come from it. All of `tree` get
/// ways. Same for the same children in the same order. REQUIRES: what `weighing` looks at outlives
/// the result.
std::shared_ptr<const LostSource> suppose(const Context& context, Descents& descents,
                                          Weighing& weighing,
                                          std::span<const std::uint32_t> children,
                                          std::span<const std::uint32_t> tree, Strangers strangers);

}  // namespace stemma::lineage
