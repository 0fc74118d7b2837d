// Names and figures that only one of the two has: at most one addition and one omission a pair.
#include <fmt/format.h>

#include <algorithm>

#include "collation/names.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kAdded = 0.2;  // where does it come from?
constexpr double kOmitted = 0.1;

// "US$", "EUR": of a figure, and compared with it.
bool is_of_figure(const ReportView& view, ByteRange word) {
  return std::any_of(view.grounding->quantities.begin(), view.grounding->quantities.end(),
                     [&](const Quantity& q) { return q.range.overlaps(word); });
}

// Of a headline, where capitals say nothing.
bool is_title_case(const Batch& batch, ReportId report, std::uint32_t sentence) {
  const TokenSpan span = batch.tokens_of_sentence(report, sentence);
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (std::uint32_t t = span.first; t < span.end; ++t) {
    if (!batch.report(report).content[t] || batch.token(report, t).kind != TokenKind::kWord)
      continue;
    ++words;
    capitals += batch.token(report, t).capitalised ? 1 : 0;
  }
  return words > 3 && 10 * capitals >= 7 * words;
}

// The first name or figure of a claim of which the other report has no trace at all.
std::optional<ByteRange> new_detail(const Sided& side) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportView& view = batch.report(own);
  const ReportView& other = batch.report(side.other().report);
  const auto known = [&](std::uint32_t t) {
    const std::string& stem = view.stems[t];
    if (other.vocabulary.contains(stem)) return true;
    // "Tarsian" is no news where the other text has "Tarsia".
    const auto near =
        other.vocabulary.lower_bound(stem.substr(0, std::min<std::size_t>(4, stem.size())));
    return near != other.vocabulary.end() && stem.size() > 4 && near->size() > 4 &&
           near->compare(0, 4, stem, 0, 4) == 0;
  };
  const auto in_claim = [&](std::uint32_t t) {
    return std::binary_search(side.own().words.begin(), side.own().words.end(), t);
  };
  for (const std::uint32_t t : side.own().words) {
    const Token& token = view.analysis->tokens[t];
    const TokenSpan sentence = batch.tokens_of_sentence(own, view.sentence[t]);
    const bool name = token.capitalised && view.content[t] && t != sentence.first &&
                      token.kind == TokenKind::kWord && token.norm.size() > 2;
    if (!name || known(t) || is_shared_name(view, other, t)) continue;
    if (batch.in_time(own, token.range) || is_of_figure(view, token.range) ||
        is_title_case(batch, own, view.sentence[t]))
      continue;
    if (is_same_country(view, other, token.range) || is_short_for(view, other, t)) continue;
    std::uint32_t end = t + 1;
    while (end < sentence.end && in_claim(end) && view.analysis->tokens[end].capitalised &&
           view.content[end])
      ++end;
    return batch.bytes(own, {t, end});
  }
  const auto& quantities = view.grounding->quantities;
  for (const std::uint32_t s : side.own().sentences) {
    const ByteRange range = view.analysis->sentences[s].range;
    auto q =
        std::lower_bound(quantities.begin(), quantities.end(), range.begin,
                         [](const Quantity& x, std::uint32_t at) { return x.range.begin < at; });
    for (; q != quantities.end() && q->range.begin < range.end; ++q) {
      const TokenSpan span = batch.tokens_in(own, q->number);
      if (span.first >= span.end || !in_claim(span.first) || q->value < 10) continue;
      if (batch.in_time(own, q->number) || other.figures.contains(q->value)) continue;
      return q->range;
    }
  }
  return std::nullopt;
}

}  // namespace

void compare_details(const Pair& pair, Variants& out) {
  const auto tell = [&](const Sided& side, VariantKind kind, double severity) {
    const auto detail = new_detail(side);
    if (!detail) return;
    const bool told = std::any_of(out.begin(), out.end(), [&](const Variant& v) {
      const auto& evidence = side.swapped ? v.b : v.a;
      return evidence && evidence->range.overlaps(*detail);
    });
    if (told) return;  // a changed number is no added one
    out.push_back(make_variant(
        side, kind, *detail, std::nullopt, severity,
        fmt::format("{} has {}, of which {} says nothing.", label(side.own().report),
                    quoted(pair.batch, side.own().report, *detail), label(side.other().report))));
  };
  tell({pair, true}, VariantKind::kAddition, kAdded);
  tell({pair, false}, VariantKind::kOmission, kOmitted);
}

}  // namespace stemma::collation
