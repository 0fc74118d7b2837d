#include "briefing/compare.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "briefing/display.h"

namespace stemma::briefing {
namespace {

constexpr std::uint32_t kAlone = UINT32_MAX;

/// The best one-to-one pairs of sentences: by sentence of the first, what pairs it with one of the
/// second; null for none.
std::vector<const Alignment*> partners_of(const Briefing& b) {
  std::vector<const Alignment*> all;
  for (const Alignment& alignment : b.lineage.alignments) all.push_back(&alignment);
  std::sort(all.begin(), all.end(), [](const Alignment* x, const Alignment* y) {
    return std::tuple(!x->close, -x->score, x->id) < std::tuple(!y->close, -y->score, y->id);
  });
  std::vector<const Alignment*> partner(b.analyses[0].sentences.size(), nullptr);
  std::vector<bool> taken(b.analyses[1].sentences.size(), false);
  for (const Alignment* alignment : all) {
    const std::uint32_t x = alignment->sentence_a.value;
    const std::uint32_t y = alignment->sentence_b.value;
    if (partner[x] != nullptr || taken[y]) continue;
    partner[x] = alignment;
    taken[y] = true;
  }
  return partner;
}

/// Kinds of furniture of which a change may tell something.
bool tells(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kDateHeader:
    case FurnitureKind::kByline:
    case FurnitureKind::kDateline:
    case FurnitureKind::kCaption:
    case FurnitureKind::kCredit:
    case FurnitureKind::kHeadline:
    case FurnitureKind::kNotice:
      return true;
    case FurnitureKind::kLoading:
    case FurnitureKind::kShare:
    case FurnitureKind::kNavigation:
    case FurnitureKind::kSubscription:
      return false;
  }
  return false;
}

/// What of the furniture of one report the other does not have, word for word.
std::vector<const Furniture*> furniture_only_in(const Report& report, const Report& other) {
  std::map<std::string, int> there;
  for (const Furniture& item : other.furniture) ++there[clean(slice(other.text, item.range))];
  std::vector<const Furniture*> out;
  for (const Furniture& item : report.furniture) {
    if (tells(item.kind) && there[clean(slice(report.text, item.range))]-- <= 0)
      out.push_back(&item);
  }
  return out;
}

std::vector<SideBySide> rows_of(const Briefing& b) {
  const std::vector<const Alignment*> partner = partners_of(b);
  const auto count = static_cast<std::uint32_t>(b.analyses[1].sentences.size());
  std::vector<std::uint32_t> beside(count, kAlone);
  for (std::uint32_t x = 0; x < partner.size(); ++x)
    if (partner[x] != nullptr) beside[partner[x]->sentence_b.index()] = x;

  std::vector<SideBySide> rows;
  const auto add = [&](std::optional<SentenceId> a, std::optional<SentenceId> at) -> SideBySide& {
    rows.emplace_back();
    rows.back().a = a;
    rows.back().b = at;
    return rows.back();
  };
  // Sentences of the second that stand alone follow the one that they follow in their text.
  const auto add_alone = [&](std::uint32_t from) {
    for (std::uint32_t y = from; y < count && beside[y] == kAlone; ++y)
      add(std::nullopt, SentenceId{y});
  };
  add_alone(0);
  for (std::uint32_t x = 0; x < partner.size(); ++x) {
    if (partner[x] == nullptr) {
      add(SentenceId{x}, std::nullopt);
      continue;
    }
    add(SentenceId{x}, partner[x]->sentence_b).alignment = partner[x];
    add_alone(partner[x]->sentence_b.value + 1);
  }
  return rows;
}

void add_variants(const Briefing& b, std::vector<SideBySide>& rows) {
  std::vector<SideBySide*> row_of(b.analyses[0].sentences.size(), nullptr);
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
}

}  // namespace

Comparison side_by_side(const Lookup& lookup) {
  const Briefing& b = lookup.briefing();
  constexpr ReportId kFirst{0};
  constexpr ReportId kSecond{1};
  Comparison comparison;
  comparison.rows = rows_of(b);
  add_variants(b, comparison.rows);
  for (SideBySide& row : comparison.rows) {
    if (!row.a || !row.b) {
      ++(row.a ? comparison.only_a : comparison.only_b);
      continue;
    }
    const auto words = [&](ReportId report, SentenceId id) {
      return clean(lookup.words({report, lookup.sentence(report, id).range}));
    };
    row.same = words(kFirst, *row.a) == words(kSecond, *row.b);
    if (!row.same) row.diff = diff_sentences(lookup, kFirst, *row.a, kSecond, *row.b);
    ++(row.same ? comparison.same : comparison.changed);
  }
  comparison.outside.a = furniture_only_in(b.reports[0], b.reports[1]);
  comparison.outside.b = furniture_only_in(b.reports[1], b.reports[0]);
  return comparison;
}

}  // namespace stemma::briefing
