// Who did it to whom. Without a parse we look at three plain patterns only, and want to be right
// when we speak:
//   turned round   "A warned B"                        -> "B warned A"
//   by its author  "12 people were killed, A says"     -> "12 people were killed by A"
//   compound       "who relied on A's troops"          -> "an A-trained leader"
#include <fmt/format.h>

#include <algorithm>

#include "collation/names.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kAuthorAsAgent = 0.95;
constexpr double kTurnedRound = 0.9;
constexpr double kCompound = 0.7;
constexpr std::uint32_t kSubjectReach = 3;  // tokens between a name and its verb
constexpr std::uint32_t kObjectReach = 3;
constexpr std::size_t kMostNames = 24;  // of one sentence

struct Name {
  TokenSpan span;
  std::string_view head;  // stem of its last word
};

std::vector<Name> names_in(const Batch& batch, const ClaimView& claim) {
  std::vector<Name> names;
  const ReportView& view = batch.report(claim.report);
  for (const std::uint32_t s : claim.sentences) {
    const TokenSpan span = batch.tokens_of_sentence(claim.report, s);
    for (std::uint32_t t = span.first; t < span.end && names.size() < kMostNames; ++t) {
      const Token& token = view.analysis->tokens[t];
      if (!token.capitalised || !view.content[t] || token.kind != TokenKind::kWord) continue;
      std::uint32_t end = t + 1;
      while (end < span.end && view.analysis->tokens[end].capitalised && view.content[end]) ++end;
      names.push_back({{t, end}, view.stems[end - 1]});
      t = end - 1;
    }
  }
  return names;
}

// The one who acts, of two names on either side of a verb; kNone where the pattern is not plain.
struct Act {
  std::string_view agent;
  std::string_view patient;
  std::string_view verb;
  TokenSpan span;
};

std::vector<Act> acts_in(const Batch& batch, const ClaimView& claim) {
  std::vector<Act> acts;
  const ReportView& view = batch.report(claim.report);
  const WordClasses& words = batch.tables().words;
  const std::vector<Name> names = names_in(batch, claim);
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const Name& left = names[i];
    const Name& right = names[i + 1];
    if (view.sentence[left.span.first] != view.sentence[right.span.first]) continue;
    // Between them: auxiliaries and adverbs, one verb, and at most articles and "by".
    std::uint32_t verb = kNone;
    bool passive = false;
    bool by = false;
    bool plain = true;
    for (std::uint32_t t = left.span.end; t < right.span.first && plain; ++t) {
      const Token& token = view.analysis->tokens[t];
      if (token.kind != TokenKind::kWord) {
        plain = false;
      } else if (verb == kNone) {
        if (words.is(token.norm, WordClass::kBe)) passive = true;
        if (view.content[t] && !token.norm.ends_with("ly")) verb = t;
        plain = t - left.span.end <= kSubjectReach;
        // "of", "and", "in" after a name: the name is no subject.
        if (words.is(token.norm, WordClass::kNoSubject)) plain = false;
      } else {
        if (token.norm == "by") {
          by = true;
        } else if (token.norm != "the" && token.norm != "a" && token.norm != "an") {
          plain = false;
        }
      }
    }
    if (!plain || verb == kNone || passive != by || right.span.first - verb > kObjectReach + 1)
      continue;
    acts.push_back({by ? right.head : left.head,
                    by ? left.head : right.head,
                    view.stems[verb],
                    {left.span.first, right.span.end}});
  }
  return acts;
}

void compare_turned(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const std::vector<Act> theirs = acts_in(batch, pair.b);
  for (const Act& mine : acts_in(batch, pair.a))
    for (const Act& act : theirs) {
      if (act.verb != mine.verb || act.agent == act.patient || act.agent != mine.patient ||
          act.patient != mine.agent)
        continue;
      const ByteRange left = batch.bytes(pair.a.report, mine.span);
      const ByteRange right = batch.bytes(pair.b.report, act.span);
      out.push_back(
          make_variant({pair, false}, VariantKind::kRole, left, right, kTurnedRound,
                       fmt::format("Who did it to whom is turned round: {} has {}, {} has {}.",
                                   label(pair.a.report), quoted(batch, pair.a.report, left),
                                   label(pair.b.report), quoted(batch, pair.b.report, right))));
    }
}

// A passive participle right before "by": its kind of act is grave, or at least a deed.
bool is_deed(const Batch& batch, ReportId report, std::uint32_t t) {
  const std::string& norm = batch.token(report, t).norm;
  if (batch.tables().grave_acts.find(norm) == "done") return true;
  if (batch.tables().words.is(norm, WordClass::kTellingParticiple)) return false;
  return norm.ends_with("ed");
}

void compare_author(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const Claim& own = *side.own().claim;
  if (!own.speaker || side.other().claim->speaker) return;
  const auto speaker = name_stems(own.speaker->name, batch.tables());
  const ReportId other = side.other().report;
  const auto& tokens = batch.report(other).analysis->tokens;
  for (const std::uint32_t s : side.other().sentences) {
    const TokenSpan span = batch.tokens_of_sentence(other, s);
    for (std::uint32_t t = span.first; t + 2 < span.end; ++t) {
      if (tokens[t + 1].norm != "by" || !is_deed(batch, other, t)) continue;
      std::uint32_t end = t + 2;
      bool named = false;
      while (end < span.end && end < t + 9 &&
             (tokens[end].capitalised || tokens[end].norm == "the" || tokens[end].norm == "of" ||
              tokens[end].norm == "for")) {
        named = named || (batch.report(other).content[end] &&
                          std::binary_search(speaker.begin(), speaker.end(),
                                             batch.report(other).stems[end]));
        ++end;
      }
      if (!named) continue;
      // The same words in the other text would be no change.
      const std::string_view verb = batch.stem(other, t);
      const auto& own_tokens = batch.report(own.report).analysis->tokens;
      bool there = false;
      // "A warned that ..." told as "warned by A" is the passive of the same.
      if (own.cue) {
        const TokenSpan cue = batch.tokens_in(own.report, *own.cue);
        for (std::uint32_t w = cue.first; w < cue.end; ++w)
          there = there || batch.stem(own.report, w) == verb;
      }
      for (const std::uint32_t w : side.own().words)
        there = there || (batch.stem(own.report, w) == verb && w + 1 < own_tokens.size() &&
                          own_tokens[w + 1].norm == "by");
      if (there) continue;
      const ByteRange theirs = batch.bytes(other, {t, end});
      out.push_back(make_variant(
          side, VariantKind::kRole, own.speaker->evidence, theirs, kAuthorAsAgent,
          fmt::format("{} has {} as the one who says it; {} writes {} and makes it the one who "
                      "did it.",
                      label(own.report), own.speaker->name, label(other),
                      quoted(batch, other, theirs))));
    }
  }
}

// "X-trained" and its like, where the other text has X but no such tie.
void compare_compounds(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const ReportId own = side.own().report;
  const ReportId other = side.other().report;
  for (const std::uint32_t w : side.other().words) {
    const auto& tokens = batch.report(other).analysis->tokens;
    if (!tokens[w].capitalised || !batch.report(other).content[w] || w + 2 >= tokens.size() ||
        !batch.is_inner_hyphen(other, w + 1))
      continue;
    const std::string& tie = tokens[w + 2].norm;
    const bool participle = tie.size() > 4 && tie.ends_with("ed");
    const bool irregular = batch.tables().words.is(tie, WordClass::kTyingParticiple);
    if (!participle && !irregular) continue;
    const std::uint32_t found = find_stem(batch, own, side.own().sentences, batch.stem(other, w));
    if (found == kNone || !batch.token(own, found).capitalised) continue;
    // The tie may be told in other words anywhere near: then it is no change.
    if (has_stem(batch, own, side.own_context(), batch.stem(other, w + 2))) continue;
    const auto after = content_after(batch, own, found, 2, 1);
    const auto governs = content_after(batch, other, w + 2, 2, 1);
    // Only where the name goes with another noun: "Russian troops" against "Russian-… leader".
    if (after.empty() || governs.empty() ||
        batch.stem(own, after.front()) == batch.stem(other, governs.front()))
      continue;
    const ByteRange mine = batch.bytes(own, {found, after.front() + 1});
    const ByteRange theirs = batch.bytes(other, {w, governs.front() + 1});
    out.push_back(make_variant(
        side, VariantKind::kRole, mine, theirs, kCompound,
        fmt::format("{} writes {} where {} has {}: what ties the two together has changed.",
                    label(other), quoted(batch, other, theirs), label(own),
                    quoted(batch, own, mine))));
    return;
  }
}

}  // namespace

void compare_roles(const Pair& pair, Variants& out) {
  compare_turned(pair, out);
  if (pair.kinship == Kinship::kStrangers) return;
  for (const bool swapped : {false, true}) {
    const Sided side{pair, swapped};
    if (side.own_is_child()) continue;  // what the source had and the child has not
    compare_author(side, out);
    compare_compounds(side, out);
  }
}

}  // namespace stemma::collation
