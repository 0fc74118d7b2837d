// How many of a group: "some analysts" -> "analysts", "some residents" -> "dozens of residents".
#include <fmt/format.h>

#include <algorithm>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kLost = 0.45;
constexpr double kChanged = 0.4;
constexpr std::uint32_t kPhrase = 3;  // words of a noun phrase after its quantifier

struct Quantified {
  TokenSpan quantifier;
  std::string_view kind;
  std::vector<std::uint32_t> nouns;  // content words that it may count, nearest first
};

// Content words right after token `end`: no function word or punctuation between.
std::vector<std::uint32_t> phrase_after(const Batch& batch, ReportId report, std::uint32_t end,
                                        std::uint32_t sentence_end) {
  std::vector<std::uint32_t> nouns;
  const ReportView& view = batch.report(report);
  for (std::uint32_t t = end; t < sentence_end && nouns.size() < kPhrase; ++t) {
    const Token& token = view.analysis->tokens[t];
    if (nouns.empty() && (token.norm == "the" || token.norm == "its" || token.norm == "their"))
      continue;  // "most of the bodies"
    if (batch.is_inner_hyphen(report, t)) continue;
    if (!view.content[t]) break;
    nouns.push_back(t);
  }
  return nouns;
}

std::vector<Quantified> quantified_in(const Batch& batch, ReportId report,
                                      std::span<const std::uint32_t> sentences) {
  std::vector<Quantified> found;
  const auto& tokens = batch.report(report).analysis->tokens;
  for (const std::uint32_t s : sentences) {
    const TokenSpan span = batch.tokens_of_sentence(report, s);
    for (std::uint32_t t = span.first; t < span.end; ++t) {
      const auto hit = batch.tables().quantifiers.longest_at(tokens, t, span.end);
      if (!hit) continue;
      const std::uint32_t end = t + hit->length;
      if (end < span.end && tokens[end].kind == TokenKind::kNumber) continue;  // "some 1,900"
      found.push_back({{t, end}, hit->kind, phrase_after(batch, report, end, span.end)});
      t = end - 1;
    }
  }
  return found;
}

bool is_plural(const Batch& batch, ReportId report, std::uint32_t t) {
  const std::string& norm = batch.token(report, t).norm;
  return (norm.size() > 3 && norm.back() == 's') ||
         batch.tables().words.is(norm, WordClass::kPluralNoun);
}

// The same noun with nothing before it that limits or counts it: "analysts", "Western diplomats".
bool is_bare(const Batch& batch, ReportId report, std::uint32_t noun) {
  const ReportView& view = batch.report(report);
  const TokenSpan sentence = batch.tokens_of_sentence(report, view.sentence[noun]);
  std::uint32_t t = noun;
  while (t > sentence.first && noun - t < kPhrase && view.content[t - 1] &&
         view.analysis->tokens[t - 1].kind == TokenKind::kWord &&
         view.analysis->tokens[t - 1].norm.size() > 2 && !is_plural(batch, report, t - 1))
    --t;
  if (t == sentence.first) return true;
  const Token& before = view.analysis->tokens[t - 1];
  if (before.kind == TokenKind::kPunctuation || before.kind == TokenKind::kQuote) return true;
  if (before.kind != TokenKind::kWord || view.content[t - 1]) return false;
  if (batch.tables().words.is(before.norm, WordClass::kLimiting)) return false;
  return !batch.tables().quantifiers.find(before.norm);
}

void compare_side(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  const auto theirs = quantified_in(batch, other, side.other_context());
  for (const Quantified& mine : quantified_in(batch, own, side.own().sentences)) {
    // The noun: the last of the phrase that the other text has too, and plural.
    std::uint32_t noun = kNone;
    std::uint32_t match = kNone;
    for (const std::uint32_t t : mine.nouns) {
      if (!is_plural(batch, own, t)) continue;
      const std::uint32_t m = find_stem(batch, other, side.other_context(), batch.stem(own, t));
      if (m == kNone) continue;
      noun = t;
      match = m;
    }
    if (noun == kNone) continue;
    const ByteRange own_words = batch.bytes(own, {mine.quantifier.first, noun + 1});
    const auto counted = std::find_if(theirs.begin(), theirs.end(), [&](const Quantified& q) {
      return std::any_of(q.nouns.begin(), q.nouns.end(), [&](std::uint32_t t) {
        return batch.stem(other, t) == batch.stem(own, noun);
      });
    });
    if (counted != theirs.end()) {
      if (counted->kind == mine.kind || side.swapped) continue;
      const ByteRange their_words =
          batch.bytes(other, {counted->quantifier.first, counted->nouns.back() + 1});
      out.push_back(
          make_variant(side, VariantKind::kScope, own_words, their_words, kChanged,
                       fmt::format("{} speaks of {}, {} of {}: how many are meant has changed.",
                                   label(own), quoted(batch, own, own_words), label(other),
                                   quoted(batch, other, their_words))));
      continue;
    }
    if (mine.kind == "all" || mine.kind == "dozens" || !is_plural(batch, other, match) ||
        !is_bare(batch, other, match))
      continue;
    // A quantifier that the child put in limits the claim; that is seldom worth a note.
    if (side.own_is_child()) continue;
    const ByteRange their_words = batch.token(other, match).range;
    const std::string verb = side.other_is_child() ? "dropped" : "has not";
    out.push_back(
        make_variant(side, VariantKind::kScope, own_words, their_words, kLost,
                     fmt::format("{} has {}; {} {} {}, and reads as if all of them were meant.",
                                 label(own), quoted(batch, own, own_words), label(other), verb,
                                 quoted(batch, own, batch.bytes(own, mine.quantifier)))));
  }
}

}  // namespace

void compare_scope(const Pair& pair, Variants& out) {
  compare_side({pair, false}, out);
  compare_side({pair, true}, out);
}

}  // namespace stemma::collation
