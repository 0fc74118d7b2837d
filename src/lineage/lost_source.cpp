#include "lineage/lost_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lineage/lost_text.h"

namespace stemma::lineage {
namespace {

/// Whether two of the children or more name one newsroom above or below their text that no report
/// of the tree is by.
bool name_one_newsroom(const Context& context, std::span<const std::uint32_t> children,
                       std::span<const std::uint32_t> tree) {
  std::map<std::string, std::size_t> named;
  for (const std::uint32_t i : children) {
    std::set<std::string> its;
    for (const Credit& credit : context.credits[i]) {
      if (!credit.sentence) its.insert(credit.newsroom);
    }
    for (const std::string& newsroom : its) ++named[newsroom];
  }
  return std::any_of(named.begin(), named.end(), [&](const auto& newsroom) {
    return newsroom.second > 1 && std::none_of(tree.begin(), tree.end(), [&](std::uint32_t i) {
             return is_by(context.reports[i], context.credits[i], newsroom.first, context.tables);
           });
  });
}

}  // namespace

std::size_t count_strangers(const Weighing& weighing, std::span<const std::uint32_t> children) {
  const auto apart = [&](std::uint32_t a, std::uint32_t b) {
    return a != b && !weighing.is_kin(ReportId{a}, ReportId{b});
  };
  std::vector<std::pair<std::size_t, std::uint32_t>> by_strangers;
  for (const std::uint32_t i : children) {
    const auto strangers = std::count_if(children.begin(), children.end(),
                                         [&](std::uint32_t other) { return apart(i, other); });
    by_strangers.emplace_back(strangers, i);
  }
  std::stable_sort(by_strangers.begin(), by_strangers.end(),
                   [](const auto& x, const auto& y) { return x.first > y.first; });
  std::vector<std::uint32_t> chosen;
  for (const auto& [count, i] : by_strangers) {
    const bool to_all = std::all_of(chosen.begin(), chosen.end(),
                                    [&](std::uint32_t other) { return apart(i, other); });
    if (to_all) chosen.push_back(i);
  }
  return chosen.empty() ? 0 : chosen.size() - 1;
}

std::shared_ptr<const LostSource> suppose(const Context& context, Descents& descents,
                                          Weighing& weighing,
                                          std::span<const std::uint32_t> children,
                                          std::span<const std::uint32_t> tree,
                                          Strangers strangers) {
  auto lost = std::make_shared<LostSource>();
  std::vector<ReportId> ids;
  for (const std::uint32_t i : children) ids.push_back(ReportId{i});
  lost->text = reconstruct(descents, ids);
  Steps steps = weighing.alone(lost->text);
  steps.add(Step::kLost);
  if (name_one_newsroom(context, children, tree)) steps.add(Step::kNamed);
  if (strangers == Strangers::kHeed) lost->strangers = count_strangers(weighing, children);
  steps.add(Step::kStrangers, static_cast<double>(lost->strangers));
  lost->price = context.tables.prices.of(steps);
  lost->own = descents.whole(lost->text);
  lost->ways.resize(context.reports.size());
  for (const std::uint32_t i : tree) lost->ways[i] = weighing.from_lost(lost->text, ReportId{i});
  return lost;
}

}  // namespace stemma::lineage
