#include "lineage/kin_table.h"

#include <algorithm>
#include <charconv>

namespace stemma::lineage {
namespace {

struct Link {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 0;
};

double hundredths(std::string_view digits) {
  double value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value / 100;
}

}  // namespace

KinTable::KinTable(std::span<const Lexicon::Row> related, Stemmer& stemmer) {
  std::vector<std::string_view> stems;                        // by number
  std::unordered_map<std::string_view, std::uint32_t> known;  // each word stands in many rows
  const auto number = [&](std::string_view word) {
    const auto [at, fresh] = known.try_emplace(word, 0);
    if (fresh) {
      const auto stem =
          numbers_.try_emplace(stemmer.stem(word), static_cast<std::uint32_t>(numbers_.size()));
      if (stem.second) stems.push_back(stem.first->first);
      at->second = stem.first->second;
    }
    return at->second;
  };
  std::vector<Link> links;
  links.reserve(2 * related.size());
  for (const Lexicon::Row& row : related) {
    const std::uint32_t a = number(row[0]);
    const std::uint32_t b = number(row[1]);
    if (a == b) continue;
    const double weight = hundredths(row[2]);
    links.push_back({a, b, weight});
    links.push_back({b, a, weight});
  }
  std::stable_sort(links.begin(), links.end(),
                   [](const Link& x, const Link& y) { return x.from < y.from; });
  kin_.reserve(links.size());
  std::size_t at = 0;
  for (std::uint32_t from = 0; from < stems.size(); ++from) {
    first_.push_back(static_cast<std::uint32_t>(kin_.size()));
    for (; at < links.size() && links[at].from == from; ++at) {
      const std::string_view stem = stems[links[at].to];
      const auto same = std::find_if(kin_.begin() + first_.back(), kin_.end(),
                                     [&](const Kin& k) { return k.stem.data() == stem.data(); });
      if (same == kin_.end()) {
        kin_.push_back({stem, links[at].weight});
      } else {
        same->weight = std::max(same->weight, links[at].weight);
      }
    }
  }
  first_.push_back(static_cast<std::uint32_t>(kin_.size()));
}

std::span<const Kin> KinTable::of(const std::string& stem) const {
  const auto number = numbers_.find(stem);
  if (number == numbers_.end()) return {};
  return std::span(kin_).subspan(first_[number->second],
                                 first_[number->second + 1] - first_[number->second]);
}

}  // namespace stemma::lineage
