// Phrases that one text has and the other has nothing for, where the sentence around them is the
// same: an aside left out, a party put in.
#include <fmt/format.h>

#include <algorithm>

#include "collation/names.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kAdded = 0.2;
constexpr double kOmitted = 0.1;
constexpr std::size_t kMost = 2;  // of a pair and side

bool is_word_of_content(const Batch& batch, ReportId report, std::uint32_t t) {
  const Upos tag = batch.token(report, t).upos;
  return batch.report(report).content[t] && tag != Upos::kAux && tag != Upos::kAdv;
}

std::size_t count_content(const Batch& batch, ReportId report, TokenSpan span) {
  std::size_t count = 0;
  for (std::uint32_t t = span.first; t < span.end; ++t)
    count += is_word_of_content(batch, report, t) ? 1 : 0;
  return count;
}

// Has the other text a counterpart of this word: the same, one that may stand for it, another
// spelling of its name?
bool has_counterpart(const Sided& side, std::uint32_t t) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  if (has_stem(batch, other, side.other_context(), batch.stem(own, t))) return true;
  const ReportView& mine = batch.report(own);
  const ReportView& theirs = batch.report(other);
  const Token& token = batch.token(own, t);
  for (const std::uint32_t s : side.other_context()) {
    const TokenSpan span = batch.tokens_of_sentence(other, s);
    for (std::uint32_t u = span.first; u < span.end; ++u)
      if (theirs.content[u] && batch.tables().related.contains(token, batch.token(other, u)))
        return true;
  }
  return token.capitalised &&
         (is_shared_name(mine, theirs, t) || is_same_country(mine, theirs, token.range) ||
          is_short_for(mine, theirs, t));
}

// Words of content of the other's sentence without a counterpart here: so many may be what these
// words were told in.
std::size_t count_strange(const Sided& side, std::uint32_t other_sentence) {
  const Batch& batch = side.pair.batch;
  const ReportId other = side.other().report;
  const Sided turned{side.pair, !side.swapped};
  const TokenSpan span = batch.tokens_of_sentence(other, other_sentence);
  std::size_t count = 0;
  for (std::uint32_t t = span.first; t < span.end; ++t)
    if (is_word_of_content(batch, other, t) && !has_counterpart(turned, t)) ++count;
  return count;
}

// Without the marks and conjunctions at its ends.
TokenSpan trim(const Batch& batch, ReportId report, TokenSpan span) {
  const auto idle = [&](std::uint32_t t) {
    const Token& token = batch.token(report, t);
    return token.kind == TokenKind::kPunctuation || token.kind == TokenKind::kQuote;
  };
  while (span.first < span.end && idle(span.first)) ++span.first;
  while (span.first < span.end && idle(span.end - 1)) --span.end;
  return span;
}

void compare_side(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  std::size_t count = 0;
  for (const SidedEdit& edit : edits_of(side)) {
    if (count >= kMost) return;
    if (count_content(batch, other, edit.other) != 0) continue;  // told in other words
    const TokenSpan words = trim(batch, own, edit.own);
    if (words.first >= words.end) continue;
    std::size_t all = 0;
    std::size_t missing = 0;
    bool heavy = false;
    for (std::uint32_t t = words.first; t < words.end; ++t) {
      if (!is_word_of_content(batch, own, t)) continue;
      ++all;
      if (has_counterpart(side, t)) continue;
      ++missing;
      const Upos tag = batch.token(own, t).upos;
      heavy = heavy || tag == Upos::kNoun || tag == Upos::kPropn || tag == Upos::kNum ||
              tag == Upos::kVerb;
    }
    // A lone word that describes another is no detail of its own; a phrase is.
    const bool phrase = edit.own.end - edit.own.first > 1;
    if (!heavy || 2 * missing < all || (missing < 2 && !phrase)) continue;
    if (missing <= count_strange(side, edit.other_sentence)) continue;
    const ByteRange range = batch.bytes(own, words);
    const bool known = std::any_of(out.begin(), out.end(), [&](const Variant& v) {
      const auto& evidence = side.swapped ? v.b : v.a;
      return evidence && evidence->range.overlaps(range);
    });
    if (known) continue;
    // A speaker that came or went is told as such, or was found to be named elsewhere.
    const Claim& claim = *side.own().claim;
    if ((claim.speaker && claim.speaker->evidence.overlaps(range)) ||
        (claim.cue && claim.cue->overlaps(range)))
      continue;
    ++count;
    const VariantKind kind = side.swapped ? VariantKind::kAddition : VariantKind::kOmission;
    out.push_back(make_variant(side, kind, range, std::nullopt, side.swapped ? kAdded : kOmitted,
                               fmt::format("{} has {}, of which {} says nothing.", label(own),
                                           quoted(batch, own, range), label(other))));
  }
}

}  // namespace

void compare_edited_details(const Pair& pair, Variants& out) {
  compare_side({pair, true}, out);
  compare_side({pair, false}, out);
}

}  // namespace stemma::collation
