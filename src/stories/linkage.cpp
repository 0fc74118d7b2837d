#include "stories/linkage.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>

namespace stemma::stories {
namespace {

struct Group {
  std::vector<std::uint32_t> items;
  double size = 0;                       // of what its items stand for
  std::vector<Side> sides;               // ascending
  std::map<std::uint32_t, double> sums;  // to another group: of all likenesses between them
};

/// Two groups that may join. The liker first, then those that began first: no order of input shows.
struct Offer {
  double mean;
  std::uint32_t a;
  std::uint32_t b;
  bool operator<(const Offer& other) const {
    return std::tuple(mean, other.a, other.b) < std::tuple(other.mean, a, b);
  }
};

}  // namespace

bool apart(std::span<const Side> a, std::span<const Side> b) {
  return std::any_of(a.begin(), a.end(),
                     [&](Side side) { return std::binary_search(b.begin(), b.end(), side ^ 1); });
}

std::vector<std::uint32_t> average_link(std::span<const LinkItem> items,
                                        std::span<const Likeness> pairs, double bar) {
  // Joined groups get numbers from `items` on; a number is never used again, so that an offer whose
  // groups have gone on is known by them being empty.
  std::vector<Group> groups(items.size());
  for (std::uint32_t i = 0; i < items.size(); ++i)
    groups[i] = {{i}, double(items[i].size), items[i].sides, {}};
  std::priority_queue<Offer> offers;
  for (const Likeness& pair : pairs) {
    const double sum = pair.value * groups[pair.a].size * groups[pair.b].size;
    groups[pair.a].sums[pair.b] = sum;
    groups[pair.b].sums[pair.a] = sum;
    if (pair.value >= bar)
      offers.push({pair.value, std::min(pair.a, pair.b), std::max(pair.a, pair.b)});
  }
  while (!offers.empty()) {
    const Offer offer = offers.top();
    offers.pop();
    if (groups[offer.a].items.empty() || groups[offer.b].items.empty()) continue;
    if (apart(groups[offer.a].sides, groups[offer.b].sides)) continue;
    const auto joined = static_cast<std::uint32_t>(groups.size());
    Group group = std::move(groups[offer.a]);
    Group other = std::move(groups[offer.b]);
    groups[offer.a] = {};
    groups[offer.b] = {};
    group.items.insert(group.items.end(), other.items.begin(), other.items.end());
    group.size += other.size;
    const auto middle =
        group.sides.insert(group.sides.end(), other.sides.begin(), other.sides.end());
    std::inplace_merge(group.sides.begin(), middle, group.sides.end());
    for (const auto& [to, sum] : other.sums) group.sums[to] += sum;
    std::erase_if(group.sums, [&](const auto& sum) { return groups[sum.first].items.empty(); });
    for (const auto& [to, sum] : group.sums) {
      groups[to].sums.erase(offer.a);
      groups[to].sums.erase(offer.b);
      groups[to].sums[joined] = sum;
      const double mean = sum / (group.size * groups[to].size);
      if (mean >= bar) offers.push({mean, to, joined});
    }
    groups.push_back(std::move(group));
  }
  std::vector<std::uint32_t> first(items.size());
  for (const Group& group : groups) {
    if (group.items.empty()) continue;
    const std::uint32_t head = *std::min_element(group.items.begin(), group.items.end());
    for (const std::uint32_t item : group.items) first[item] = head;
  }
  return first;
}

}  // namespace stemma::stories
