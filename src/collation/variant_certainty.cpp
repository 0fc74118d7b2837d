// Hedges that fell off, came in, or grew stronger: "could have been weakened" -> "was weakened".
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kDropped = 0.6;
constexpr double kAdded = 0.45;
constexpr double kChanged = 0.3;
constexpr std::uint32_t kReach = 6;  // tokens between a hedge and the words that it hedges
constexpr double kAlike = 0.3;

struct Hedge {
  TokenSpan span;
  std::string_view strength;
};

bool followed_by_not(const Batch& batch, ReportId report, std::uint32_t at) {
  const auto& tokens = batch.report(report).analysis->tokens;
  return at < tokens.size() &&
         (tokens[at].norm == "not" || tokens[at].norm == "n't" || tokens[at].norm == "no");
}

std::vector<Hedge> hedges_in(const Batch& batch, ReportId report,
                             std::span<const std::uint32_t> zone) {
  const auto& tokens = batch.report(report).analysis->tokens;
  std::vector<Hedge> hedges;
  for (std::size_t i = 0; i < zone.size(); ++i) {
    const std::uint32_t t = zone[i];
    const std::uint32_t end =
        batch.tokens_of_sentence(report, batch.report(report).sentence[t]).end;
    const auto hit = batch.tables().hedges.longest_at(tokens, t, end);
    if (!hit || hit->kind == "sure" || hit->kind == "known") continue;
    // "May" the month; "could not" says that something failed.
    if (tokens[t].norm == "may" && tokens[t].capitalised) continue;
    if (tokens[t].norm == "could" && followed_by_not(batch, report, t + 1)) continue;
    hedges.push_back({{t, t + hit->length}, hit->kind});
  }
  return hedges;
}

// Tokens of all sentences of a context.
std::vector<std::uint32_t> tokens_of(const Batch& batch, ReportId report,
                                     std::span<const std::uint32_t> sentences) {
  std::vector<std::uint32_t> tokens;
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t) tokens.push_back(t);
  }
  return tokens;
}

// Has the span a word that the lists know: a hedge, or one that leaves no doubt?
bool names_certainty(const Batch& batch, ReportId report, TokenSpan span) {
  const auto& tokens = batch.report(report).analysis->tokens;
  for (std::uint32_t t = span.first; t < span.end; ++t)
    if (batch.tables().hedges.longest_at(tokens, t, span.end)) return true;
  return false;
}

void compare_side(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  const std::vector<Hedge> other_hedges =
      hedges_in(batch, other, tokens_of(batch, other, side.other_context()));
  for (const Hedge& hedge : hedges_in(batch, own, side.own().zone)) {
    if (hedge.strength == "weak") continue;
    // The words that it hedges must stand in the other text, or nothing was made more certain.
    std::uint32_t anchor = kNone;
    for (const std::uint32_t t : content_after(batch, own, hedge.span.end - 1, kReach, 2)) {
      for (const std::uint32_t w : side.other().words)
        if (anchor == kNone && batch.stem(other, w) == batch.stem(own, t)) anchor = w;
      if (anchor != kNone) break;
    }
    if (anchor == kNone) continue;
    const ByteRange own_words = batch.bytes(own, hedge.span);
    const auto edits = edits_of(side);
    if (std::any_of(edits.begin(), edits.end(), [&](const SidedEdit& e) {
          return e.own.contains(hedge.span.first) && is_reworded(side, e, hedge.span) &&
                 !names_certainty(batch, other, e.other);
        }))
      continue;
    const bool same = std::any_of(other_hedges.begin(), other_hedges.end(), [&](const Hedge& h) {
      return h.strength == hedge.strength ||
             (h.strength == "weak" && batch.token(other, h.span.first).norm != "would" &&
              batch.token(other, h.span.first).norm != "should" &&
              batch.token(other, h.span.first).norm != "if");
    });
    if (same) continue;
    const auto stronger = std::find_if(other_hedges.begin(), other_hedges.end(),
                                       [](const Hedge& h) { return h.strength != "weak"; });
    if (stronger != other_hedges.end()) {
      if (side.swapped) continue;  // told once, from a's side
      const ByteRange theirs = batch.bytes(other, stronger->span);
      out.push_back(make_variant(
          side, VariantKind::kCertainty, own_words, theirs, kChanged,
          fmt::format("{} says {} where {} says {}: how sure the statement is has changed.",
                      label(own), quoted(batch, own, own_words), label(other),
                      quoted(batch, other, theirs))));
      continue;
    }
    const ByteRange bare = batch.token(other, anchor).range;
    std::string note;
    double severity = kDropped;
    if (side.other_is_child()) {
      note = fmt::format(
          "{} dropped the hedge {} before {}: what {} held possible now reads as certain.",
          label(other), quoted(batch, own, own_words), quoted(batch, other, bare), label(own));
    } else if (side.own_is_child()) {
      severity = kAdded;
      note = fmt::format("{} added the hedge {}: what {} stated now reads as only possible.",
                         label(own), quoted(batch, own, own_words), label(other));
    } else {
      note = fmt::format("{} hedges with {}, {} states the same without a hedge.", label(own),
                         quoted(batch, own, own_words), label(other));
    }
    out.push_back(make_variant(side, VariantKind::kCertainty, own_words, std::nullopt, severity,
                               std::move(note)));
  }
}

}  // namespace

void compare_certainty(const Pair& pair, Variants& out) {
  if (pair.similarity < kAlike) return;
  compare_side({pair, false}, out);
  compare_side({pair, true}, out);
}

}  // namespace stemma::collation
