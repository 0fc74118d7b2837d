// Who did it to whom, proposition by proposition:
//   turned round   "A warned B", "A's warning to B"    -> "B warned A", "A was warned by B"
//   by its author  "12 people were killed, A says"     -> "12 people were killed by A"
// and by its words
//   compound       "who relied on A's troops"          -> "an A-trained leader"
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "collation/names.h"
#include "collation/variants.h"

namespace stemma::collation {
namespace {

constexpr double kAuthorAsAgent = 0.95;
constexpr double kTurnedRound = 0.9;
constexpr double kCompound = 0.7;

// "A did not warn B" and "B warned A" are two statements, neither the other turned round.
bool is_same_act(const Deed& a, const Deed& b) {
  return a.proposition->predicate == b.proposition->predicate &&
         a.proposition->negated == b.proposition->negated;
}

bool tells(const std::vector<Deed>& deeds, const Deed& wanted) {
  return std::any_of(deeds.begin(), deeds.end(), [&](const Deed& deed) {
    return is_same_act(deed, wanted) && deed.agent == wanted.agent &&
           deed.patient == wanted.patient;
  });
}

void compare_turned(const Pair& pair, Variants& out) {
  const Batch& batch = pair.batch;
  const std::vector<Deed>& ours = pair.a.deeds;
  const std::vector<Deed>& theirs = pair.b.deeds;
  for (const Deed& mine : ours)
    for (const Deed& deed : theirs) {
      if (!is_same_act(mine, deed) || !(deed.agent == mine.patient) ||
          !(deed.patient == mine.agent)) {
        continue;
      }
      if (tells(theirs, mine) || tells(ours, deed)) continue;  // "A shelled B, and B shelled A"
      out.push_back(make_variant(
          {pair, false}, VariantKind::kRole, mine.words, deed.words, kTurnedRound,
          fmt::format("Who did it to whom is turned round: {} has {}, {} has {}.",
                      label(pair.a.report), quoted(batch, pair.a.report, mine.words),
                      label(pair.b.report), quoted(batch, pair.b.report, deed.words))));
    }
}

// What is told, not done: "warned by the office" makes nobody the doer of a deed.
bool is_deed(const Batch& batch, ReportId report, const Proposition& p) {
  const TokenSpan word = batch.tokens_in(report, p.evidence);
  for (std::uint32_t t = word.first; t < word.end; ++t) {
    if (batch.tables().words.is(batch.token(report, t).norm, WordClass::kTellingParticiple)) {
      return false;
    }
  }
  return true;
}

// Has the argument a word of a name?
bool names(const Batch& batch, ReportId report, const Argument& argument,
           const std::vector<std::string>& name) {
  const TokenSpan words = batch.tokens_in(report, argument.evidence);
  for (std::uint32_t t = words.first; t < words.end; ++t) {
    if (batch.report(report).content[t] &&
        std::binary_search(name.begin(), name.end(), batch.report(report).stems[t])) {
      return true;
    }
  }
  return false;
}

// Has the claim a word for the deed?
bool tells_of(const Batch& batch, const ClaimView& claim, const Proposition& p) {
  const auto& words = claim.words;
  return std::any_of(words.begin(), words.end(), [&](std::uint32_t t) {
    const Token& token = batch.token(claim.report, t);
    return token.lemma == p.predicate || batch.tables().related.contains(token.lemma, p.predicate);
  });
}

// "12 people were killed, A says" told as "killed by A".
void compare_author(const Sided& side, Variants& out) {
  const Batch& batch = side.pair.batch;
  const Claim& own = *side.own().claim;
  if (!own.speaker || side.other().claim->speaker) return;
  const auto speaker = name_stems(own.speaker->name, batch.tables());
  const ReportId other = side.other().report;
  for (const Proposition& p : side.other().claim->propositions) {
    const Argument* agent = p.find(ArgumentRole::kAgent);
    if (p.form != PredicateForm::kPassive || agent == nullptr || !is_deed(batch, other, p))
      continue;
    if (!names(batch, other, *agent, speaker)) continue;
    // The same deed by the same in the other text would be no change; nor is "A warned" as "warned
    // by A".
    const auto same = [&](const Proposition& mine) {
      const Argument* doer = mine.find(ArgumentRole::kAgent);
      return mine.predicate == p.predicate && doer != nullptr &&
             names(batch, own.report, *doer, speaker);
    };
    const bool there = std::any_of(own.propositions.begin(), own.propositions.end(), same) ||
                       (own.act && own.act->predicate == p.predicate);
    if (there) continue;
    // The deed must be told in what the speaker says, or the passive is only the word of saying
    // turned round: "A dismissed that", "that was discounted by A".
    if (!tells_of(batch, side.own(), p)) continue;
    const ByteRange theirs{p.evidence.begin, agent->evidence.end};
    if (theirs.size() == 0 || agent->evidence.begin < p.evidence.end) continue;
    out.push_back(make_variant(
        side, VariantKind::kRole, own.speaker->evidence, theirs, kAuthorAsAgent,
        fmt::format("{} has {} as the one who says it; {} writes {} and makes it the one who "
                    "did it.",
                    label(own.report), own.speaker->name, label(other),
                    quoted(batch, other, theirs))));
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
