#include "collation/edits.h"

#include <algorithm>
#include <optional>

namespace stemma::collation {
namespace {

constexpr double kAlike = 0.5;           // less, and places tell nothing of kinds
constexpr std::uint32_t kLongest = 250;  // words of a sentence; more is a list
constexpr std::uint32_t kContentWeight = 3;

bool same(const Batch& batch, ReportId a, std::uint32_t x, ReportId b, std::uint32_t y) {
  return batch.stem(a, x) == batch.stem(b, y);
}

// The longest common subsequence by weight, as pairs of tokens.
std::vector<std::pair<std::uint32_t, std::uint32_t>> shared(const Batch& batch, ReportId ra,
                                                            TokenSpan a, ReportId rb, TokenSpan b) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (a.first < a.end && b.first < b.end && same(batch, ra, a.first, rb, b.first))
    pairs.emplace_back(a.first++, b.first++);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> tail;
  while (a.first < a.end && b.first < b.end && same(batch, ra, a.end - 1, rb, b.end - 1))
    tail.emplace_back(--a.end, --b.end);
  const std::size_t n = a.end - a.first;
  const std::size_t m = b.end - b.first;
  std::vector<std::uint32_t> best((n + 1) * (m + 1), 0);
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return best[i * (m + 1) + j];
  };
  const auto weight = [&](std::size_t i) {
    return batch.report(ra).content[a.first + i] ? kContentWeight : 1U;
  };
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;) {
      const auto x = static_cast<std::uint32_t>(a.first + i);
      const auto y = static_cast<std::uint32_t>(b.first + j);
      at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
      if (same(batch, ra, x, rb, y)) at(i, j) = std::max(at(i, j), at(i + 1, j + 1) + weight(i));
    }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < n && j < m) {
    const auto x = static_cast<std::uint32_t>(a.first + i);
    const auto y = static_cast<std::uint32_t>(b.first + j);
    if (same(batch, ra, x, rb, y) && at(i, j) == at(i + 1, j + 1) + weight(i)) {
      pairs.emplace_back(x, y);
      ++i;
      ++j;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      ++i;
    } else {
      ++j;
    }
  }
  pairs.insert(pairs.end(), tail.rbegin(), tail.rend());
  return pairs;
}

std::optional<SentenceDiff> diff(const Batch& batch, ReportId ra, std::uint32_t sa, ReportId rb,
                                 std::uint32_t sb) {
  const TokenSpan a = batch.tokens_of_sentence(ra, sa);
  const TokenSpan b = batch.tokens_of_sentence(rb, sb);
  if (a.end - a.first > kLongest || b.end - b.first > kLongest) return std::nullopt;
  const auto pairs = shared(batch, ra, a, rb, b);
  SentenceDiff d;
  d.sentence_a = sa;
  d.sentence_b = sb;
  d.common = 2.0 * double(pairs.size()) / double((a.end - a.first) + (b.end - b.first));
  if (d.common < kAlike) return std::nullopt;
  d.partner.assign(a.end - a.first, kNone);
  TokenSpan left{a.first, a.first};
  TokenSpan right{b.first, b.first};
  const auto close = [&](std::uint32_t x, std::uint32_t y) {
    left.end = x;
    right.end = y;
    if (left.first < left.end || right.first < right.end) d.edits.push_back({left, right});
    left.first = x + 1;
    right.first = y + 1;
  };
  for (const auto& [x, y] : pairs) {
    d.partner[x - a.first] = y;
    close(x, y);
  }
  close(a.end, b.end);
  return d;
}

}  // namespace

std::vector<SentenceDiff> diff_sentences(const Batch& batch, const ClaimView& a,
                                         const ClaimView& b) {
  std::vector<SentenceDiff> diffs;
  const bool alone = a.sentences.size() == 1 && b.sentences.size() == 1;
  for (const std::uint32_t sa : a.sentences) {
    const auto aligned = batch.aligned(a.report, sa, b.report);
    std::optional<SentenceDiff> best;
    for (const std::uint32_t sb : b.sentences) {
      if (!alone && !std::binary_search(aligned.begin(), aligned.end(), sb)) continue;
      auto made = diff(batch, a.report, sa, b.report, sb);
      if (made && (!best || made->common > best->common)) best = std::move(made);
    }
    if (best) diffs.push_back(std::move(*best));
  }
  return diffs;
}

}  // namespace stemma::collation
