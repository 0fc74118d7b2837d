#include "briefing/compare.h"

#include <algorithm>
#include <tuple>

namespace stemma::briefing {
namespace {

constexpr std::uint32_t kAlone = UINT32_MAX;

/// The best one-to-one pairs of sentences: by sentence of the first, that of the second.
std::vector<std::uint32_t> partners_of(const Briefing& b) {
  std::vector<const Alignment*> all;
  for (const Alignment& alignment : b.lineage.alignments) all.push_back(&alignment);
  std::sort(all.begin(), all.end(), [](const Alignment* x, const Alignment* y) {
    return std::tuple(!x->close, -x->score, x->id) < std::tuple(!y->close, -y->score, y->id);
  });
  std::vector<std::uint32_t> partner(b.analyses[0].sentences.size(), kAlone);
  std::vector<bool> taken(b.analyses[1].sentences.size(), false);
  for (const Alignment* alignment : all) {
    const std::uint32_t x = alignment->sentence_a.value;
    const std::uint32_t y = alignment->sentence_b.value;
    if (partner[x] != kAlone || taken[y]) continue;
    partner[x] = y;
    taken[y] = true;
  }
  return partner;
}

}  // namespace

std::vector<SideBySide> side_by_side(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  const std::vector<std::uint32_t> partner = partners_of(b);
  const auto count = static_cast<std::uint32_t>(b.analyses[1].sentences.size());
  std::vector<std::uint32_t> beside(count, kAlone);
  for (std::uint32_t x = 0; x < partner.size(); ++x)
    if (partner[x] != kAlone) beside[partner[x]] = x;

  std::vector<SideBySide> rows;
  // Sentences of the second that stand alone follow the one that they follow in their text.
  const auto add_alone = [&](std::uint32_t from) {
    for (std::uint32_t y = from; y < count && beside[y] == kAlone; ++y)
      rows.push_back({std::nullopt, SentenceId{y}, {}});
  };
  add_alone(0);
  for (std::uint32_t x = 0; x < partner.size(); ++x) {
    if (partner[x] == kAlone) {
      rows.push_back({SentenceId{x}, std::nullopt, {}});
      continue;
    }
    rows.push_back({SentenceId{x}, SentenceId{partner[x]}, {}});
    add_alone(partner[x] + 1);
  }
  std::vector<SideBySide*> row_of(partner.size(), nullptr);
  for (SideBySide& row : rows)
    if (row.a) row_of[row.a->index()] = &row;
  for (const Reading& reading : b.collation.readings)
    for (const Variant& variant : reading.variants) {
      const Claim& first = b.claims[variant.claim_a.index()];
      const Claim& mine = first.report.value == 0 ? first : b.claims[variant.claim_b.index()];
      if (mine.report.value == 0) row_of[mine.sentence.index()]->variants.push_back(&variant);
    }
  for (SideBySide& row : rows)
    std::stable_sort(row.variants.begin(), row.variants.end(),
                     [](const Variant* x, const Variant* y) { return x->severity > y->severity; });
  return rows;
}

}  // namespace stemma::briefing
