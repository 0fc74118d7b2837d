#include "collation/variants.h"

#include <algorithm>
#include <tuple>

namespace stemma::collation {
namespace {

using Comparer = void (*)(const Pair&, Variants&);

// Whether a difference between two independent texts says anything. A hedge or a speaker that one
// newsroom has and another has not is no change: nobody changed it.
struct Row {
  Comparer compare;
  bool between_strangers;
};

constexpr Row kComparers[] = {
    {compare_roles, true},
    {compare_edited_parties, false},
    {compare_attribution, false},
    {compare_polarity, true},
    {compare_edited_polarity, false},
    {compare_numbers, true},
    {compare_edited_numbers, false},
    {compare_quotations, false},
    {compare_certainty, false},
    {compare_edited_certainty, false},
    {compare_times, true},
    {compare_edited_times, false},
    {compare_places, true},
    {compare_edited_places, false},
    {compare_scope, false},
    {compare_edited_scope, false},
    {compare_details, false},
    {compare_edited_details, false},
};

// Longer is no prose but a list or a table, and every comparer would drown in it.
constexpr std::size_t kLongestClaim = 600;  // tokens

constexpr std::size_t kLongestQuote = 120;  // bytes, in notes

}  // namespace

std::vector<Variant> compare(const Pair& pair) {
  Variants variants;
  if (pair.a.zone.size() > kLongestClaim || pair.b.zone.size() > kLongestClaim) return variants;
  for (const Row& row : kComparers)
    if (row.between_strangers || pair.kinship != Kinship::kStrangers) row.compare(pair, variants);
  std::stable_sort(variants.begin(), variants.end(),
                   [](const Variant& x, const Variant& y) { return x.severity > y.severity; });
  return variants;
}

std::vector<SidedEdit> edits_of(const Sided& side) {
  std::vector<SidedEdit> edits;
  for (const SentenceDiff& d : side.pair.diffs)
    for (const Edit& e : d.edits) {
      if (side.swapped) {
        edits.push_back({e.b, e.a, d.sentence_b, d.sentence_a});
      } else {
        edits.push_back({e.a, e.b, d.sentence_a, d.sentence_b});
      }
    }
  return edits;
}

bool told(const Variants& variants, const Sided& side, VariantKind kind, ByteRange own) {
  return std::any_of(variants.begin(), variants.end(), [&](const Variant& v) {
    const auto& evidence = side.swapped ? v.b : v.a;
    return v.kind == kind && evidence && evidence->range.overlaps(own);
  });
}

bool is_reworded(const Sided& side, const SidedEdit& edit, TokenSpan own) {
  const Batch& batch = side.pair.batch;
  for (std::uint32_t t = edit.other.first; t < edit.other.end; ++t) {
    const Token& theirs = batch.token(side.other().report, t);
    for (std::uint32_t u = own.first; u < own.end; ++u) {
      const Token& mine = batch.token(side.own().report, u);
      const auto describes = [](Upos tag) {
        return tag == Upos::kAdv || tag == Upos::kAdj || tag == Upos::kDet;
      };
      if (theirs.upos == Upos::kAux || mine.upos == Upos::kAux) continue;  // "will" and "might"
      const bool alone =
          edit.own.end - edit.own.first == 1 && edit.other.end - edit.other.first == 1;
      if (theirs.kind == TokenKind::kWord &&
          (alone || theirs.upos == mine.upos || (describes(theirs.upos) && describes(mine.upos))) &&
          theirs.norm != "the" && theirs.norm != "a" && theirs.norm != "an")
        return true;
    }
  }
  return false;
}

bool is_part_of_phrase(const Sided& side, const SidedEdit& edit, TokenSpan own) {
  constexpr std::size_t kPhrase = 3;
  const ReportView& view = side.pair.batch.report(side.own().report);
  std::size_t others = 0;
  for (std::uint32_t t = edit.own.first; t < edit.own.end; ++t)
    others += view.content[t] && !own.contains(t) ? 1 : 0;
  return others >= kPhrase;
}

Variant make_variant(const Sided& side, VariantKind kind, std::optional<ByteRange> own,
                     std::optional<ByteRange> other, double severity, std::string note) {
  Variant variant;
  variant.kind = kind;
  variant.claim_a = side.pair.a.claim->id;
  variant.claim_b = side.pair.b.claim->id;
  auto& own_slot = side.swapped ? variant.b : variant.a;
  auto& other_slot = side.swapped ? variant.a : variant.b;
  if (own) own_slot = Evidence{side.own().report, *own};
  if (other) other_slot = Evidence{side.other().report, *other};
  variant.severity = severity;
  variant.note = std::move(note);
  return variant;
}

std::string quoted(const Batch& batch, ReportId report, ByteRange range) {
  std::string_view words = batch.words(report, range);
  bool cut = false;
  if (words.size() > kLongestQuote) {
    const std::size_t space = words.rfind(' ', kLongestQuote);
    std::size_t end = space == std::string_view::npos || space == 0 ? kLongestQuote : space;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    words = words.substr(0, end);
    cut = true;
  }
  std::string out = "\"";
  for (const char c : words) {
    if (c == '\n' || c == '\t' || c == '\r') {
      if (out.back() != ' ') out += ' ';
    } else if (c == '"') {
      out += '\'';
    } else {
      out += c;
    }
  }
  return out + (cut ? " …\"" : "\"");
}

std::uint32_t find_stem(const Batch& batch, ReportId report,
                        std::span<const std::uint32_t> sentences, std::string_view stem) {
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t)
      if (batch.stem(report, t) == stem) return t;
  }
  return kNone;
}

std::vector<std::uint32_t> content_after(const Batch& batch, ReportId report, std::uint32_t at,
                                         std::uint32_t window, std::size_t most) {
  const ReportView& view = batch.report(report);
  const TokenSpan sentence = batch.tokens_of_sentence(report, view.sentence[at]);
  std::vector<std::uint32_t> found;
  const std::uint32_t end = std::min(sentence.end, at + 1 + window);
  for (std::uint32_t t = at + 1; t < end && found.size() < most; ++t) {
    if (batch.is_inner_hyphen(report, t)) continue;
    if (view.analysis->tokens[t].kind == TokenKind::kPunctuation) break;
    if (view.content[t]) found.push_back(t);
  }
  return found;
}

}  // namespace stemma::collation
