// Who did it to whom, read off the places where two sentences differ: two parties that changed
// places around a verb, or a verb that was turned passive while they stayed.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kTurnedRound = 0.9;

bool has_child(const Batch& batch, ReportId report, std::uint32_t sentence, std::uint32_t of,
               Relation relation) {
  const TokenSpan span = batch.tokens_of_sentence(report, sentence);
  for (std::uint32_t t = span.first; t < span.end; ++t)
    if (batch.token(report, t).head == of && batch.token(report, t).relation == relation)
      return true;
  return false;
}

bool is_passive(const Batch& batch, ReportId report, std::uint32_t sentence, std::uint32_t verb) {
  return has_child(batch, report, sentence, verb, Relation::kAuxPass);
}

bool is_denied(const Batch& batch, ReportId report, std::uint32_t sentence, std::uint32_t verb) {
  const TokenSpan span = batch.tokens_of_sentence(report, sentence);
  for (std::uint32_t t = span.first; t < span.end; ++t) {
    const auto kind = batch.tables().negations.find(batch.token(report, t).norm);
    if (batch.token(report, t).head == verb && kind && *kind == "open") return true;
  }
  return false;
}

TokenSpan span_of(std::uint32_t x, std::uint32_t y) {
  return TokenSpan{std::min(x, y), std::max(x, y) + 1};
}

void tell(const Pair& pair, TokenSpan a, TokenSpan b, Variants& out) {
  const Batch& batch = pair.batch;
  const ByteRange left = batch.bytes(pair.a.report, a);
  const ByteRange right = batch.bytes(pair.b.report, b);
  if (told(out, {pair, false}, VariantKind::kRole, left)) return;
  out.push_back(
      make_variant({pair, false}, VariantKind::kRole, left, right, kTurnedRound,
                   fmt::format("Who did it to whom is turned round: {} has {}, {} has {}.",
                               label(pair.a.report), quoted(batch, pair.a.report, left),
                               label(pair.b.report), quoted(batch, pair.b.report, right))));
}

// The token that stands in a relation to another, or kNone.
std::uint32_t child(const Batch& batch, ReportId report, std::uint32_t sentence, std::uint32_t of,
                    std::initializer_list<Relation> relations) {
  const TokenSpan span = batch.tokens_of_sentence(report, sentence);
  for (std::uint32_t t = span.first; t < span.end; ++t)
    if (batch.token(report, t).head == of &&
        std::find(relations.begin(), relations.end(), batch.token(report, t).relation) !=
            relations.end())
      return t;
  return kNone;
}

// The only verb of a sentence with this lemma, or kNone.
std::uint32_t only_verb(const Batch& batch, ReportId report, std::uint32_t sentence,
                        std::string_view lemma) {
  const TokenSpan span = batch.tokens_of_sentence(report, sentence);
  std::uint32_t found = kNone;
  for (std::uint32_t t = span.first; t < span.end; ++t) {
    if (batch.token(report, t).upos != Upos::kVerb || batch.token(report, t).lemma != lemma)
      continue;
    if (found != kNone) return kNone;
    found = t;
  }
  return found;
}

// The names and nouns on one side of a verb.
std::set<std::string_view> nouns_of(const Batch& batch, ReportId report, TokenSpan span) {
  std::set<std::string_view> stems;
  for (std::uint32_t t = span.first; t < span.end; ++t) {
    const Upos tag = batch.token(report, t).upos;
    if (tag == Upos::kPropn || tag == Upos::kNoun) stems.insert(batch.stem(report, t));
  }
  return stems;
}

// Of `words` those that `there` has and `here` has not.
std::set<std::string_view> moved(const std::set<std::string_view>& words,
                                 const std::set<std::string_view>& here,
                                 const std::set<std::string_view>& there) {
  std::set<std::string_view> out;
  for (const std::string_view word : words)
    if (!here.contains(word) && there.contains(word)) out.insert(word);
  return out;
}

// "A … verb … B" and "B … verb … A": what stood before the verb stands behind it and the other way
// round, the subjects among it, and the voice is the same.
void compare_exchanged(const Pair& pair, const SentenceDiff& d, Variants& out) {
  const Batch& batch = pair.batch;
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const TokenSpan left = batch.tokens_of_sentence(a, d.sentence_a);
  const TokenSpan right = batch.tokens_of_sentence(b, d.sentence_b);
  for (std::uint32_t x = left.first; x < left.end; ++x) {
    if (batch.token(a, x).upos != Upos::kVerb) continue;
    const std::string& lemma = batch.token(a, x).lemma;
    if (only_verb(batch, a, d.sentence_a, lemma) != x) continue;
    const std::uint32_t y = only_verb(batch, b, d.sentence_b, lemma);
    if (y == kNone ||
        is_passive(batch, a, d.sentence_a, x) != is_passive(batch, b, d.sentence_b, y))
      continue;
    if (batch.tables().words.is(lemma, WordClass::kMutualVerb) ||
        is_denied(batch, a, d.sentence_a, x) != is_denied(batch, b, d.sentence_b, y))
      continue;
    // "A said …" and "…, said A" are the same.
    const auto says = {Relation::kCcomp, Relation::kParataxis};
    if (child(batch, a, d.sentence_a, x, says) != kNone ||
        child(batch, b, d.sentence_b, y, says) != kNone)
      continue;
    const auto subject = {Relation::kNsubj, Relation::kNsubjPass};
    const std::uint32_t mine = child(batch, a, d.sentence_a, x, subject);
    const std::uint32_t theirs = child(batch, b, d.sentence_b, y, subject);
    if (mine == kNone || theirs == kNone || mine > x || theirs > y) continue;
    const auto before_a = nouns_of(batch, a, {left.first, x});
    const auto after_a = nouns_of(batch, a, {x + 1, left.end});
    const auto before_b = nouns_of(batch, b, {right.first, y});
    const auto after_b = nouns_of(batch, b, {y + 1, right.end});
    const auto back = moved(before_a, before_b, after_b);
    const auto forth = moved(after_a, after_b, before_b);
    if (back.contains(batch.stem(a, mine)) && forth.contains(batch.stem(b, theirs)))
      tell(pair, span_of(mine, x), span_of(theirs, y), out);
  }
}

// "A accused B" and "A was accused by B": the subject stayed, the voice did not.
void compare_voices(const Pair& pair, const SentenceDiff& d, Variants& out) {
  const Batch& batch = pair.batch;
  const ReportId a = pair.a.report;
  const ReportId b = pair.b.report;
  const TokenSpan span = batch.tokens_of_sentence(a, d.sentence_a);
  for (std::uint32_t subject = span.first; subject < span.end; ++subject) {
    const Token& mine = batch.token(a, subject);
    const std::uint32_t partner = d.partner_of(batch, a, subject);
    if (partner == kNone || mine.head == kNoHead) continue;
    const Token& theirs = batch.token(b, partner);
    const bool active_to_passive =
        mine.relation == Relation::kNsubj && theirs.relation == Relation::kNsubjPass;
    const bool passive_to_active =
        mine.relation == Relation::kNsubjPass && theirs.relation == Relation::kNsubj;
    if ((!active_to_passive && !passive_to_active) || theirs.head == kNoHead) continue;
    const std::uint32_t verb = mine.head;
    // "A did not hit B" and "A was hit by B" are two statements.
    if (is_denied(batch, a, d.sentence_a, verb) != is_denied(batch, b, d.sentence_b, theirs.head))
      continue;
    if (!span.contains(verb) || batch.token(a, verb).lemma != batch.token(b, theirs.head).lemma ||
        batch.token(a, verb).upos != Upos::kVerb)
      continue;
    // With nobody to do it to, the passive only hides who did it.
    const bool both = active_to_passive
                          ? has_child(batch, a, d.sentence_a, verb, Relation::kObj) &&
                                has_child(batch, b, d.sentence_b, theirs.head, Relation::kOblAgent)
                          : has_child(batch, a, d.sentence_a, verb, Relation::kOblAgent) &&
                                has_child(batch, b, d.sentence_b, theirs.head, Relation::kObj);
    if (!both) continue;
    tell(pair, span_of(subject, verb), span_of(partner, theirs.head), out);
  }
}

}  // namespace

void compare_edited_parties(const Pair& pair, Variants& out) {
  for (const SentenceDiff& d : pair.diffs) {
    compare_exchanged(pair, d, out);
    compare_voices(pair, d, out);
  }
}

}  // namespace stemma::collation
