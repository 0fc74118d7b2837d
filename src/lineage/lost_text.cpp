#include "lineage/lost_text.h"

#include <algorithm>
#include <map>
#include <set>

namespace stemma::lineage {
namespace {
constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

class Reconstruction {
 public:
  Reconstruction(const Descents& descents, std::span<const ReportId> children)
      : descents_(descents), children_(children) {
    for (std::uint32_t i = 0; i < children.size(); ++i) {
      for (const std::uint32_t s : descents.text(children[i]).sentences) {
        number_[s] = static_cast<std::uint32_t>(sentences_.size());
        sentences_.push_back(s);
        child_of_.push_back(i);
      }
    }
    find_sites();
  }

  Witness make() {
    choose_sites();
    Witness text;
    std::map<std::uint32_t, std::uint32_t> place;  // by site
    for (const std::uint32_t site : in_order()) {
      place[site] = static_cast<std::uint32_t>(text.sentences.size());
      text.sentences.push_back(sentences_[wording_of(site)]);
    }
    for (std::uint32_t n = 0; n < sentences_.size(); ++n) {
      const auto at = place.find(site_[n]);
      if (at == place.end() || text.sentences[at->second] == sentences_[n]) continue;
      text.others.push_back({sentences_[n], at->second});
    }
    return text;
  }

 private:
  /// A site of the children goes by its first sentence in them.
  void find_sites() {
    std::map<std::uint32_t, std::uint32_t> first;  // by site of all reports
    for (std::uint32_t n = 0; n < sentences_.size(); ++n) {
      site_.push_back(first.emplace(descents_.site(sentences_[n]), n).first->second);
      members_[site_[n]].push_back(n);
    }
  }

  bool is_single(std::uint32_t n) const {
    const auto& members = members_.at(site_[n]);
    return std::all_of(members.begin(), members.end(),
                       [&](std::uint32_t m) { return child_of_[m] == child_of_[n]; });
  }

  /// What one child alone has is its own; of two, where that is cheaper than that the other cut it.
  void choose_sites() {
    for (std::uint32_t begin = 0; begin < sentences_.size();) {
      const auto of_child = [&](std::uint32_t n) {
        return n < sentences_.size() && child_of_[n] == child_of_[begin];
      };
      std::uint32_t end = begin;
      while (of_child(end) && is_single(end)) ++end;
      const std::size_t length = end - begin;
      const bool own =
          length > 0 && (children_.size() > 2 || descents_.price_of_cut(length, !of_child(end)) >
                                                     descents_.price_of_passage(length) -
                                                         descents_.price_of_writing(length));
      end = std::max(end, begin + 1);
      for (std::uint32_t n = begin; n < end; ++n) {
        if (!own) in_.push_back(site_[n]);
      }
      begin = end;
    }
    std::sort(in_.begin(), in_.end());
    in_.erase(std::unique(in_.begin(), in_.end()), in_.end());
  }

  /// Of the wordings of a site the one from which the others are made most cheaply.
  std::uint32_t wording_of(std::uint32_t site) const {
    const std::vector<std::uint32_t>& members = members_.at(site);
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> price;  // from one to another
    for (const std::uint32_t m : members) {
      for (const Descents::Partner& partner : descents_.partners(sentences_[m])) {
        if (!number_.contains(partner.sentence)) continue;
        const std::pair key(descents_.like(sentences_[m]), descents_.like(partner.sentence));
        const double words = descents_.price_of_words_to(partner);
        const auto [at, fresh] = price.emplace(key, words);
        at->second = std::min(at->second, words);
      }
    }
    std::uint32_t best = members.front();
    double least = -1;
    std::set<std::uint32_t> tried;
    for (const std::uint32_t m : members) {
      const std::uint32_t from = descents_.like(sentences_[m]);
      if (!tried.insert(from).second) continue;
      std::map<std::uint32_t, double> by_child;
      for (const std::uint32_t o : members) {
        const std::uint32_t to = descents_.like(sentences_[o]);
        const auto known = price.find({from, to});
        const double words = from == to             ? 0
                             : known == price.end() ? descents_.price_of_saying_anew()
                                                    : known->second;
        const auto [at, fresh] = by_child.emplace(child_of_[o], words);
        at->second = std::min(at->second, words);
      }
      double sum = 0;
      for (const auto& [child, words] : by_child) sum += words;
      if (least < 0 || sum < least) {
        least = sum;
        best = m;
      }
    }
    return best;
  }

  /// The sites of the child that keeps most; each other one after the one before it in its child.
  std::vector<std::uint32_t> in_order() const {
    std::vector<std::size_t> count(children_.size(), 0);
    for (std::uint32_t n = 0; n < sentences_.size(); ++n) {
      count[child_of_[n]] += std::binary_search(in_.begin(), in_.end(), site_[n]) ? 1 : 0;
    }
    std::vector<std::uint32_t> turns(children_.size());
    for (std::uint32_t i = 0; i < turns.size(); ++i) turns[i] = i;
    std::stable_sort(turns.begin(), turns.end(),
                     [&](std::uint32_t x, std::uint32_t y) { return count[x] > count[y]; });
    std::vector<std::uint32_t> order;
    for (const std::uint32_t child : turns) {
      std::uint32_t before = kNone;
      for (std::uint32_t n = 0; n < sentences_.size(); ++n) {
        if (child_of_[n] != child) continue;
        const std::uint32_t site = site_[n];
        if (!std::binary_search(in_.begin(), in_.end(), site)) continue;
        const auto known = std::find(order.begin(), order.end(), site);
        if (known == order.end()) {
          const auto at =
              before == kNone ? order.begin() : std::find(order.begin(), order.end(), before) + 1;
          order.insert(at, site);
        }
        before = site;
      }
    }
    return order;
  }

  const Descents& descents_;
  std::span<const ReportId> children_;
  std::vector<std::uint32_t> sentences_;                         // by number
  std::vector<std::uint32_t> child_of_;                          // by number
  std::map<std::uint32_t, std::uint32_t> number_;                // by sentence
  std::vector<std::uint32_t> site_;                              // by number
  std::map<std::uint32_t, std::vector<std::uint32_t>> members_;  // by site
  std::vector<std::uint32_t> in_;                                // sites, ascending
};

}  // namespace

Witness reconstruct(const Descents& descents, std::span<const ReportId> children) {
  return Reconstruction(descents, children).make();
}

}  // namespace stemma::lineage
