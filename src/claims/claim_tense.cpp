#include "claims/claim_tense.h"

#include <algorithm>

namespace stemma::claims {
namespace {

const Token* token_at(const Analysis& analysis, ByteRange range) {
  const auto it =
      std::partition_point(analysis.tokens.begin(), analysis.tokens.end(),
                           [&](const Token& token) { return token.range.begin < range.begin; });
  return it == analysis.tokens.end() ? nullptr : &*it;
}

/// A deed to come that its own doer tells of is announced; anybody else predicts it.
bool is_own_deed(const Claim& claim, const Proposition& p, const Analysis& analysis) {
  const Argument* agent = p.find(ArgumentRole::kAgent);
  if (!claim.speaker || agent == nullptr) return false;
  if (agent->chain && claim.speaker->chain) return agent->chain == claim.speaker->chain;
  if (agent->chain) {  // "it" that means another than the speaker, who is in no chain
    const auto& mentions = analysis.chains[agent->chain->index()].mentions;
    const bool other = std::any_of(mentions.begin(), mentions.end(), [&](std::uint32_t m) {
      return analysis.mentions[m].kind != MentionKind::kPronoun;
    });
    if (other) return false;
  }
  return agent->lemma == "it" || agent->lemma == "they" || agent->lemma == "we" ||
         agent->lemma == "I" || agent->lemma == "he" || agent->lemma == "she";
}

/// Within a noun's phrase: "no details of the troops that | would be sent" tells no tense of its
/// own.
bool is_governing(const Analysis& analysis, const Claim& claim, const Proposition& p) {
  const Token* token = token_at(analysis, p.evidence);
  if (token == nullptr || token->head >= analysis.tokens.size()) return true;
  if (base_of(token->relation) != Relation::kAcl) return true;
  const ByteRange noun = analysis.tokens[token->head].range;
  return std::none_of(claim.content.begin(), claim.content.end(),
                      [&](ByteRange range) { return range.contains(noun); });
}

/// The first that governs; of "is likely | to rise", "is expected | to rise", "is going | to rise"
/// what it is that is likely. Null where there is none.
const Proposition* main_of(const Analysis& analysis, const Claim& claim) {
  const std::vector<Proposition>& all = claim.propositions;
  const auto first = std::find_if(all.begin(), all.end(), [&](const Proposition& p) {
    return is_governing(analysis, claim, p);
  });
  if (first == all.end()) return nullptr;
  const auto next = first + 1;
  if (next == all.end() || !next->tense_evidence) return &*first;
  if (next->tense != Tense::kPredicted && next->tense != Tense::kAnnounced) return &*first;
  const Argument* attribute = first->find(ArgumentRole::kAttribute);
  const bool leads = first->form == PredicateForm::kPassive || first->predicate == "go";
  const bool led = attribute != nullptr ? attribute->head == *next->tense_evidence
                                        : leads && first->evidence == *next->tense_evidence;
  return led ? &*next : &*first;
}

/// "said the river | would | rise": what was said is "will".
bool is_put_back(const Report& report, const Analysis& analysis, const Claim& claim,
                 const Proposition& p) {
  if (p.tense != Tense::kHypothetical || p.condition || !claim.cue || !p.tense_evidence) {
    return false;
  }
  const bool would = slice(report.text, *p.tense_evidence) == "would";  // not "would have", "if"
  const Token* cue = token_at(analysis, *claim.cue);
  return would && claim.manner == Manner::kIndirect && cue != nullptr && cue->xpos == Xpos::kVBD;
}

}  // namespace

void settle_tense(const Report& report, const Analysis& analysis, Claim& claim) {
  for (Proposition& p : claim.propositions) {
    if (is_put_back(report, analysis, claim, p)) p.tense = Tense::kPredicted;
  }
  const Proposition* main = main_of(analysis, claim);
  if (main == nullptr) return;
  claim.tense = main->tense;
  claim.tense_evidence = main->tense_evidence;
  claim.condition = main->condition;
  const bool to_come = main->tense == Tense::kPredicted || main->tense == Tense::kHypothetical;
  if (to_come && !main->condition && is_own_deed(claim, *main, analysis)) {
    claim.tense = Tense::kAnnounced;
  }
}

}  // namespace stemma::claims
