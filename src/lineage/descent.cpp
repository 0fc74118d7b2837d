#include "lineage/descent.h"

#include <algorithm>
#include <optional>

namespace stemma::lineage {
namespace {

// Prices, in nats. Set by the order of magnitude of what desks do and by families grown from real
// articles (`stemma eval lineage`).
constexpr double kReword = 0.6;       // to touch a sentence at all
constexpr double kRewordWord = 0.35;  // for each word of it
constexpr double kRewordMost = 3;     // a sentence said anew
constexpr double kWrite = 4;          // to begin a passage of one's own
constexpr double kWriteMore = 3;      // for each further sentence of it
constexpr double kCut = 0.7;          // to cut inside the text
constexpr double kCutMore = 0.15;
constexpr double kCutTail = 0.3;  // to cut from the end
constexpr double kCutTailMore = 0.05;
constexpr double kMove = 1;    // a break in the order
constexpr double kFuller = 1;  // a shared sentence that tells more than its model

/// The best partner of each sentence of a report in the other one.
struct Partner {
  std::uint32_t sentence = 0;
  const AlignedPair* pair = nullptr;
};

double closeness(const AlignedPair& pair) { return pair.wording.same ? 2 : pair.wording.longer; }

std::vector<Partner> partners_of(const Context& context, const PairRelation& relation,
                                 ReportId report) {
  const std::uint32_t first = context.terms.first_sentence[report.index()];
  std::vector<Partner> out(context.terms.of(report).size());
  for (const std::uint32_t index : relation.pairs) {
    const AlignedPair& pair = context.pairs[index];
    const bool is_a = relation.a == report;
    Partner& at = out[(is_a ? pair.pair.a : pair.pair.b) - first];
    if (at.pair != nullptr && closeness(*at.pair) >= closeness(pair)) continue;
    at = {is_a ? pair.pair.b : pair.pair.a, &pair};
  }
  return out;
}

double price_of_words(const Context& context, const AlignedPair& pair) {
  if (pair.wording.same) return 0;
  const auto longer =
      static_cast<double>(std::max(context.terms.sentences[pair.pair.a].words.size(),
                                   context.terms.sentences[pair.pair.b].words.size()));
  return std::min(kRewordMost, kReword + kRewordWord * (1 - pair.wording.longer) * longer);
}

}  // namespace

double price_of_descent(const Context& context, const PairRelation& relation, ReportId parent,
                        ReportId child) {
  double price = kFuller * relation.side(child).fuller;
  const std::vector<Partner> in_parent = partners_of(context, relation, child);
  std::optional<std::uint32_t> before;
  bool inside = false;  // a passage that the parent lacks
  for (std::uint32_t i = 0; i < in_parent.size(); ++i) {
    const Partner& partner = in_parent[i];
    if (partner.pair == nullptr) {
      price += inside ? kWriteMore : kWrite;
      inside = true;
      continue;
    }
    inside = false;
    price += price_of_words(context, *partner.pair);
    if (before && partner.sentence < *before) price += kMove;
    before = partner.sentence;
  }

  const std::vector<Partner> in_child = partners_of(context, relation, parent);
  std::size_t kept = in_child.size();  // up to the last sentence that the child has
  while (kept > 0 && in_child[kept - 1].pair == nullptr) --kept;
  bool cutting = false;
  for (std::size_t i = 0; i < kept; ++i) {
    const bool gone = in_child[i].pair == nullptr;
    if (gone) price += cutting ? kCutMore : kCut;
    cutting = gone;
  }
  if (kept < in_child.size()) {
    price += kCutTail + kCutTailMore * static_cast<double>(in_child.size() - kept);
  }
  return price;
}

}  // namespace stemma::lineage
