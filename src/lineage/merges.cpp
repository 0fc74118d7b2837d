#include "lineage/merges.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace stemma::lineage {
namespace {

constexpr double kMergeShare = 0.15;  // of the child's words, carried by the second parent alone
constexpr std::size_t kMergeSentences = 3;
constexpr std::size_t kMost = 4;     // second parents of one child and parent that are weighed
constexpr double kSameWords = 4;     // what a sentence counts that is carried in the same words,
constexpr double kOtherWords = 0.2;  // and at least; between them by the price of rewording it

struct Giver {
  std::size_t sentences = 0;
  double words = 0;
  double near = 0;
};

}  // namespace

std::vector<ReportId> second_parents(const Context& context, const Descents& descents,
                                     ReportId child, std::span<const Written> written,
                                     std::span<const std::uint32_t> rank) {
  if (written.size() < kMergeSentences) return {};
  std::map<ReportId, Giver> givers;
  for (const Written& w : written) {
    std::map<ReportId, double> holders;  // and what the words cost
    for (const Descents::Partner& partner : descents.partners(w.sentence)) {
      const double price = descents.price_of_words(partner);
      const auto [at, fresh] =
          holders.emplace(context.terms.sentences[partner.sentence].report, price);
      at->second = std::min(at->second, price);
    }
    const auto words = static_cast<double>(context.terms.sentences[w.sentence].words.size());
    for (const auto& [holder, price] : holders) {
      ++givers[holder].sentences;
      givers[holder].words += words;
      givers[holder].near += w.weight * std::max(kOtherWords, kSameWords - price);
    }
  }
  double all = 0;
  for (const SentenceTerms& s : context.terms.of(child)) all += static_cast<double>(s.words.size());
  std::erase_if(givers, [&](const auto& giver) {
    return giver.second.sentences < kMergeSentences || giver.second.words < kMergeShare * all;
  });
  std::vector<std::pair<ReportId, Giver>> found(givers.begin(), givers.end());
  std::sort(found.begin(), found.end(), [&](const auto& x, const auto& y) {
    const auto key = [&](const auto& giver) {
      return std::pair(-std::round(1e6 * giver.second.near), rank[giver.first.index()]);
    };
    return key(x) < key(y);
  });
  if (found.size() > kMost) found.resize(kMost);
  std::vector<ReportId> seconds;
  for (const auto& [report, giver] : found) seconds.push_back(report);
  return seconds;
}

}  // namespace stemma::lineage
