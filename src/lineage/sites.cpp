#include "lineage/sites.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace stemma::lineage {

std::vector<std::uint32_t> find_sites(std::span<const SentenceTerms> sentences,
                                      std::vector<SiteTie> ties) {
  std::stable_sort(ties.begin(), ties.end(),
                   [](const SiteTie& x, const SiteTie& y) { return x.price < y.price; });
  std::vector<std::uint32_t> site(sentences.size());
  std::iota(site.begin(), site.end(), 0U);
  struct Members {
    std::vector<std::uint32_t> sentences;
    std::vector<ReportId> reports;  // ascending
  };
  std::vector<Members> members(sentences.size());
  for (std::uint32_t s = 0; s < site.size(); ++s) members[s] = {{s}, {sentences[s].report}};
  for (const SiteTie& tie : ties) {
    std::uint32_t to = site[tie.a];
    std::uint32_t from = site[tie.b];
    if (to == from) continue;
    if (members[to].sentences.size() < members[from].sentences.size()) std::swap(to, from);
    std::vector<ReportId> both;
    std::set_union(members[to].reports.begin(), members[to].reports.end(),
                   members[from].reports.begin(), members[from].reports.end(),
                   std::back_inserter(both));
    if (both.size() < members[to].reports.size() + members[from].reports.size()) continue;
    members[to].reports = std::move(both);
    for (const std::uint32_t s : members[from].sentences) {
      site[s] = to;
      members[to].sentences.push_back(s);
    }
    members[from] = {};
  }
  return site;
}

}  // namespace stemma::lineage
