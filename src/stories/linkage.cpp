#include "stories/linkage.h"

#include <algorithm>
#include <optional>
#include <queue>
#include <tuple>
#include <utility>

namespace stemma::stories {
namespace {

struct Group {
  std::vector<std::uint32_t> items;  // empty: it went into another
  double size = 0;                   // of what its items stand for
  std::vector<Side> sides;           // ascending
  std::uint32_t number = 0;          // that offers call it by
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
  // What two have joined to stands in the place of the one, under a number that was never used, so
  // that an offer to those that it was made of is known to be void.
  const std::size_t count = items.size();
  std::vector<Group> groups(count);
  std::vector<std::optional<std::uint32_t>> places(count);  // by number
  for (std::uint32_t i = 0; i < count; ++i) {
    groups[i] = {{i}, double(items[i].size), items[i].sides, i};
    places[i] = i;
  }
  std::vector<double> sums(count * count);  // between two places, of all likenesses
  std::priority_queue<Offer> offers;
  for (const Likeness& pair : pairs) {
    const double sum = pair.value * groups[pair.a].size * groups[pair.b].size;
    sums[pair.a * count + pair.b] = sum;
    sums[pair.b * count + pair.a] = sum;
    if (pair.value >= bar)
      offers.push({pair.value, std::min(pair.a, pair.b), std::max(pair.a, pair.b)});
  }
  while (!offers.empty()) {
    const Offer offer = offers.top();
    offers.pop();
    if (!places[offer.a] || !places[offer.b]) continue;
    const std::uint32_t place = *places[offer.a];
    const std::uint32_t from = *places[offer.b];
    Group& group = groups[place];
    if (apart(group.sides, groups[from].sides)) continue;
    const Group other = std::exchange(groups[from], {});
    places[offer.a].reset();
    places[offer.b].reset();
    group.number = static_cast<std::uint32_t>(places.size());
    places.emplace_back(place);
    group.items.insert(group.items.end(), other.items.begin(), other.items.end());
    group.size += other.size;
    const auto middle =
        group.sides.insert(group.sides.end(), other.sides.begin(), other.sides.end());
    std::inplace_merge(group.sides.begin(), middle, group.sides.end());
    for (std::uint32_t to = 0; to < count; ++to) {
      if (to == place || groups[to].items.empty()) continue;
      const double sum = sums[place * count + to] + sums[from * count + to];
      sums[place * count + to] = sum;
      sums[to * count + place] = sum;
      const double mean = sum / (group.size * groups[to].size);
      if (sum > 0 && mean >= bar) offers.push({mean, groups[to].number, group.number});
    }
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
