// A "not" that came or went: "had tried to close the gate" -> "had not tried".
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kSeverity = 0.9;
constexpr double kAlike = 0.4;  // less alike, and the two may simply speak of different things
constexpr double kAlikeStrangers = 0.75;  // two newsrooms seldom say one thing in one way
constexpr std::uint32_t kReach = 5;

// A negation of either sort among the words of these sentences.
bool negates(const Batch& batch, ReportId report, std::span<const std::uint32_t> sentences) {
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t)
      if (batch.tables().negations.find(batch.token(report, t).norm)) return true;
  }
  return false;
}

// "undisclosed" says what "not disclosed" says.
bool has_affix_opposite(const Batch& batch, ReportId report,
                        std::span<const std::uint32_t> sentences, std::string_view stem) {
  for (const std::string_view prefix : {"un", "in", "im", "dis", "non", "non-"})
    if (find_stem(batch, report, sentences, std::string(prefix) + std::string(stem)) != kNone)
      return true;
  return false;
}

// "not only", "not just", "no doubt", "no longer than" deny nothing.
bool is_idle(const Batch& batch, ReportId report, std::uint32_t t, std::uint32_t end) {
  if (t + 1 >= end) return true;
  return batch.tables().words.is(batch.token(report, t + 1).norm, WordClass::kDeniesNothing);
}

void compare_side(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  if (negates(batch, other, side.other_context())) return;
  for (const std::uint32_t t : side.own().words) {
    const auto kind = batch.tables().negations.find(batch.token(own, t).norm);
    if (!kind || *kind != "open") continue;
    const std::uint32_t end = batch.tokens_of_sentence(own, batch.report(own).sentence[t]).end;
    if (is_idle(batch, own, t, end)) continue;
    const auto denied = content_after(batch, own, t, kReach, 1);
    if (denied.empty()) continue;
    const std::string_view stem = batch.stem(own, denied.front());
    std::uint32_t match = kNone;
    for (const std::uint32_t w : side.other().words)
      if (match == kNone && batch.stem(other, w) == stem) match = w;
    if (match == kNone || has_affix_opposite(batch, other, side.other_context(), stem)) continue;
    const ByteRange own_words = batch.bytes(own, {t, denied.front() + 1});
    const ByteRange other_words = batch.token(other, match).range;
    std::string note;
    if (side.pair.kinship == Kinship::kParentChild) {
      note = fmt::format("{} {} {}: it says the opposite of its source, {}.",
                         label(side.pair.b.report),
                         side.swapped ? "added the negation" : "lost the negation",
                         quoted(batch, own, own_words), label(side.pair.a.report));
    } else {
      note = fmt::format("{} has {}, {} has {} without the negation: they say opposite things.",
                         label(own), quoted(batch, own, own_words), label(other),
                         quoted(batch, other, other_words));
    }
    out.push_back(make_variant(side, VariantKind::kPolarity, own_words, other_words, kSeverity,
                               std::move(note)));
    return;
  }
}

}  // namespace

void compare_polarity(const Pair& pair, Variants& out) {
  const bool strangers = pair.kinship == Kinship::kStrangers;
  if (pair.similarity < (strangers ? kAlikeStrangers : kAlike)) return;
  compare_side({pair, false}, out);
  compare_side({pair, true}, out);
}

}  // namespace stemma::collation
