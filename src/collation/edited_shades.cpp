// Words put in, taken out or exchanged that change how sure a statement is, of how many it is made,
// or turn it round.
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kHedgeDropped = 0.6;
constexpr double kHedgeAdded = 0.45;
constexpr double kSure = 0.35;
constexpr double kLimitLost = 0.35;
constexpr double kLimitAdded = 0.2;
constexpr double kManyChanged = 0.4;
constexpr double kManyAdded = 0.25;
constexpr double kTurned = 0.9;
constexpr double kOpposite = 0.8;

struct Hit {
  TokenSpan span;
  std::string_view kind;
};

// Phrases of a set that begin inside a span; they may end behind it, where the last of their words
// is shared.
std::vector<Hit> hits(const Batch& batch, ReportId report, std::uint32_t sentence, TokenSpan span,
                      const PhraseSet& set) {
  std::vector<Hit> found;
  const auto& tokens = batch.report(report).analysis->tokens;
  const std::uint32_t end = batch.tokens_of_sentence(report, sentence).end;
  for (std::uint32_t t = span.first; t < span.end; ++t) {
    const auto hit = set.longest_at(tokens, t, end);
    if (!hit) continue;
    found.push_back({{t, t + hit->length}, hit->kind});
    t += hit->length - 1;
  }
  return found;
}

// Words that were moved are not lost.
bool stands_elsewhere(const Sided& side, TokenSpan own) {
  const Batch& batch = side.pair.batch;
  for (std::uint32_t t = own.first; t < own.end; ++t)
    if (!has_stem(batch, side.other().report, side.other_context(),
                  batch.stem(side.own().report, t)))
      return false;
  return true;
}

std::string_view verb_of_loss(const Sided& side) {
  return side.other_is_child() ? "dropped it" : "has not";
}

bool is_hedge(std::string_view kind) { return kind == "possible" || kind == "probable"; }

const Hit* find_kind(const std::vector<Hit>& all, auto wanted) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Hit& h) { return wanted(h.kind); });
  return found == all.end() ? nullptr : &*found;
}

void compare_hedges(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  for (const SidedEdit& edit : edits_of(side)) {
    const auto mine = hits(batch, own, edit.own_sentence, edit.own, batch.tables().hedges);
    const auto theirs = hits(batch, other, edit.other_sentence, edit.other, batch.tables().hedges);
    const Hit* hedge = find_kind(mine, is_hedge);
    const Hit* certain =
        find_kind(theirs, [](std::string_view k) { return k == "sure" || k == "known"; });
    if (hedge == nullptr && certain != nullptr && !mine.empty()) hedge = &mine.front();
    if (hedge != nullptr && (hedge->kind == "sure" || hedge->kind == "known")) hedge = nullptr;
    if (hedge != nullptr) {
      const Token& word = batch.token(own, hedge->span.first);
      if (word.norm == "may" && word.capitalised) continue;
      if (word.norm == "could" && batch.report(own).analysis->tokens[hedge->span.end].norm == "not")
        continue;  // that something failed is certain
      const ByteRange range = batch.bytes(own, hedge->span);
      if (told(out, side, VariantKind::kCertainty, range) || stands_elsewhere(side, hedge->span))
        continue;
      if (certain != nullptr) {
        const ByteRange words = batch.bytes(other, certain->span);
        out.push_back(
            make_variant(side, VariantKind::kCertainty, range, words, kHedgeDropped,
                         fmt::format("{} says {} where {} says {}: what was open reads as certain.",
                                     label(other), quoted(batch, other, words), label(own),
                                     quoted(batch, own, range))));
        continue;
      }
      if (!theirs.empty() || is_reworded(side, edit, hedge->span) ||
          is_part_of_phrase(side, edit, hedge->span))
        continue;
      out.push_back(make_variant(
          side, VariantKind::kCertainty, range, std::nullopt,
          side.own_is_child() ? kHedgeAdded : kHedgeDropped,
          side.own_is_child()
              ? fmt::format("{} added the hedge {}: what {} stated now reads as less certain.",
                            label(own), quoted(batch, own, range), label(other))
              : fmt::format("{} hedges with {}; {} {}.", label(own), quoted(batch, own, range),
                            label(other), verb_of_loss(side))));
      continue;
    }
    const Hit* sure = find_kind(mine, [](std::string_view k) { return k == "sure"; });
    if (sure == nullptr || !theirs.empty() || stands_elsewhere(side, sure->span) ||
        is_reworded(side, edit, sure->span) || is_part_of_phrase(side, edit, sure->span))
      continue;
    const ByteRange range = batch.bytes(own, sure->span);
    out.push_back(make_variant(side, VariantKind::kCertainty, range, std::nullopt, kSure,
                               fmt::format("{} says {}; {} does not say how sure that is.",
                                           label(own), quoted(batch, own, range), label(other))));
  }
}

// "make certain", "certain that": only before a plural is it a matter of how many.
bool is_no_quantifier(const Batch& batch, ReportId report, const Hit& hit) {
  const auto& tokens = batch.report(report).analysis->tokens;
  if (tokens[hit.span.first].norm != "certain") return false;
  const std::uint32_t head = tokens[hit.span.first].head;
  return head == kNoHead || tokens[head].xpos != Xpos::kNNS;
}

// Before a figure ("some 1,900") or inside a time ("several days") it is no matter of how many.
bool counts_nothing(const Batch& batch, ReportId report, const Hit& hit) {
  const auto& tokens = batch.report(report).analysis->tokens;
  if (is_no_quantifier(batch, report, hit)) return true;
  if (hit.span.end < tokens.size() &&
      (tokens[hit.span.end].kind == TokenKind::kNumber || tokens[hit.span.end].upos == Upos::kNum))
    return true;
  return batch.in_time(report, batch.bytes(report, hit.span));
}

void compare_quantities_of(const Sided& side, const PhraseSet& set, bool quantifiers,
                           Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  for (const SidedEdit& edit : edits_of(side)) {
    auto mine = hits(batch, own, edit.own_sentence, edit.own, set);
    auto theirs = hits(batch, other, edit.other_sentence, edit.other, set);
    std::erase_if(mine, [&](const Hit& h) { return counts_nothing(batch, own, h); });
    std::erase_if(theirs, [&](const Hit& h) { return counts_nothing(batch, other, h); });
    if (mine.empty()) continue;
    const Hit& hit = mine.front();
    const ByteRange range = batch.bytes(own, hit.span);
    if (told(out, side, VariantKind::kScope, range)) continue;
    if (!theirs.empty()) {
      if (side.swapped || theirs.front().kind == hit.kind) continue;
      const ByteRange words = batch.bytes(other, theirs.front().span);
      out.push_back(make_variant(
          side, VariantKind::kScope, range, words, kManyChanged,
          fmt::format("{} says {}, {} says {}: how much is meant has changed.", label(own),
                      quoted(batch, own, range), label(other), quoted(batch, other, words))));
      continue;
    }
    if (stands_elsewhere(side, hit.span) || is_reworded(side, edit, hit.span) ||
        is_part_of_phrase(side, edit, hit.span))
      continue;
    // What takes its place may count in another way: "a dozen", "30 percent of".
    const auto counts = [&](std::uint32_t t) {
      const Token& token = batch.token(other, t);
      return token.upos == Upos::kNum || token.kind == TokenKind::kNumber ||
             (quantifiers && token.upos == Upos::kDet && token.norm == "no");
    };
    bool counted = false;
    for (std::uint32_t t = edit.other.first; t < edit.other.end; ++t)
      counted = counted || counts(t);
    if (counted) continue;
    const bool added = side.own_is_child();
    const double severity =
        quantifiers ? (added ? kManyAdded : kManyChanged) : (added ? kLimitAdded : kLimitLost);
    out.push_back(make_variant(
        side, VariantKind::kScope, range, std::nullopt, severity,
        added ? fmt::format("{} added {}: {} does not say of how much that holds.", label(own),
                            quoted(batch, own, range), label(other))
              : fmt::format("{} has {}; {} {}, and so says more or less than that.", label(own),
                            quoted(batch, own, range), label(other), verb_of_loss(side))));
  }
}

bool denies(const Batch& batch, ReportId report, std::uint32_t t, std::string_view kind) {
  const auto hit = batch.tables().negations.find(batch.token(report, t).norm);
  return hit && *hit == kind;
}

std::size_t count_denials(const Batch& batch, ReportId report, TokenSpan span,
                          std::string_view kind) {
  std::size_t count = 0;
  for (std::uint32_t t = span.first; t < span.end; ++t)
    count += denies(batch, report, t, kind) ? 1 : 0;
  return count;
}

std::size_t denials_of(const Batch& batch, ReportId report,
                       std::span<const std::uint32_t> sentences) {
  std::size_t count = 0;
  for (const std::uint32_t s : sentences)
    count += count_denials(batch, report, batch.tokens_of_sentence(report, s), "open");
  return count;
}

// Words of the two sides that say the opposite: first of own and other, or kNone.
std::pair<std::uint32_t, std::uint32_t> opposites_in(const Sided& side, const SidedEdit& edit) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  for (std::uint32_t x = edit.own.first; x < edit.own.end; ++x)
    for (std::uint32_t y = edit.other.first; y < edit.other.end; ++y) {
      const Token& mine = batch.token(own, x);
      const Token& theirs = batch.token(other, y);
      if (mine.upos == theirs.upos &&
          batch.tables().opposites.contains(mine.lemma, theirs.lemma, mine.upos))
        return {x, y};
    }
  return {kNone, kNone};
}

void compare_denials(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  const auto edits = edits_of(side);
  // A negation and a word that says the opposite cancel, also where shared words stand between
  // them.
  const bool negated = (denials_of(batch, own, side.own_context()) +
                        denials_of(batch, other, side.other_context())) %
                           2 !=
                       0;
  if (negated && std::any_of(edits.begin(), edits.end(), [&](const SidedEdit& edit) {
        return opposites_in(side, edit).first != kNone;
      }))
    return;
  for (const SidedEdit& edit : edits) {
    const std::size_t mine = count_denials(batch, own, edit.own, "open");
    const std::size_t theirs = count_denials(batch, other, edit.other, "open");
    const auto [x, y] = opposites_in(side, edit);
    const bool opposed = x != kNone;
    if ((mine + theirs) % 2 == 0) {
      if (!opposed || side.swapped) continue;
      const ByteRange left = batch.token(own, x).range;
      const ByteRange right = batch.token(other, y).range;
      if (told(out, side, VariantKind::kPolarity, left)) continue;
      out.push_back(make_variant(
          side, VariantKind::kPolarity, left, right, kOpposite,
          fmt::format("{} says {}, {} says {}: the opposite.", label(own), quoted(batch, own, left),
                      label(other), quoted(batch, other, right))));
      continue;
    }
    if (mine == 0 || opposed || count_denials(batch, other, edit.other, "hidden") != 0) continue;
    for (std::uint32_t t = edit.own.first; t < edit.own.end; ++t) {
      if (!denies(batch, own, t, "open")) continue;
      const TokenSpan sentence = batch.tokens_of_sentence(own, edit.own_sentence);
      if (t + 1 >= sentence.end ||
          batch.tables().words.is(batch.token(own, t + 1).norm, WordClass::kDeniesNothing) ||
          is_part_of_phrase(side, edit, {t, t + 1}) ||
          denials_of(batch, own, side.own_context()) <=
              denials_of(batch, other, side.other_context()))
        break;  // nothing denied, or moved
      std::uint32_t last = t + 1;
      while (last + 1 < sentence.end && last < t + 4 && !batch.report(own).content[last]) ++last;
      const ByteRange words = batch.bytes(own, {t, last + 1});
      if (told(out, side, VariantKind::kPolarity, words)) break;
      // The same words in the other text, if they stand there; else what stands in their place.
      const std::uint32_t bare =
          find_stem(batch, other, side.other_context(), batch.stem(own, last));
      std::optional<ByteRange> there;
      if (bare != kNone) {
        there = batch.token(other, bare).range;
      } else if (edit.other.first < edit.other.end) {
        there = batch.bytes(other, edit.other);
      }
      out.push_back(make_variant(
          side, VariantKind::kPolarity, words, there, kTurned,
          fmt::format("{} has {}; {} says it without the negation, and so the opposite.",
                      label(own), quoted(batch, own, words), label(other))));
      break;
    }
  }
}

}  // namespace

void compare_edited_certainty(const Pair& pair, Variants& out) {
  compare_hedges({pair, false}, out);
  compare_hedges({pair, true}, out);
}

void compare_edited_scope(const Pair& pair, Variants& out) {
  for (const bool swapped : {false, true}) {
    compare_quantities_of({pair, swapped}, pair.batch.tables().quantifiers, true, out);
    compare_quantities_of({pair, swapped}, pair.batch.tables().limits, false, out);
  }
}

void compare_edited_polarity(const Pair& pair, Variants& out) {
  compare_denials({pair, false}, out);
  compare_denials({pair, true}, out);
}

}  // namespace stemma::collation
