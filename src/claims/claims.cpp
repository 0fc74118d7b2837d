#include "claims/claims.h"

#include <utility>

#include "claims/assembly.h"
#include "claims/attributions.h"
#include "claims/propositions.h"
#include "claims/tables.h"

namespace stemma::claims {

Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;

Result<Model> Model::load() {
  Result<Tables> tables = load_tables();
  if (!tables) return tables.error();
  return Model(std::make_unique<const Tables>(std::move(*tables)));
}

std::vector<Attributed> attribute(const Report& report, const Analysis& analysis,
                                  const Model& model) {
  const ReportView view(report, analysis, model.tables());
  SpeakerResolver resolver(view);
  std::vector<std::vector<Attribution>> found;
  std::vector<std::vector<Voice>> voices;
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    found.push_back(find_attributions(sentence, SentenceTree(sentence)));
    voices.push_back(voices_of(sentence, found.back(), resolver));
  }
  const auto owners = quotation_voices(view, voices);
  std::vector<std::vector<std::uint32_t>> quotations_of(found.size());  // by sentence of the cue
  for (std::uint32_t q = 0; q < owners.size(); ++q) {
    if (owners[q]) quotations_of[owners[q]->sentence.index()].push_back(q);
  }

  std::vector<Attributed> out;
  for (const std::vector<Attribution>& in_sentence : found) {
    for (const Attribution& a : in_sentence) {
      const SentenceView s(view, a.sentence);
      Attributed attributed{.source = {}, .cue = s.range(a.cue.span), .content = {}};
      if (a.source) attributed.source = s.range(a.source->phrase);
      for (const TokenSpan span : a.content) attributed.content.push_back(s.range(span));
      for (const std::uint32_t q : quotations_of[a.sentence.index()]) {
        const Voice& voice = voices[a.sentence.index()][owners[q]->index];
        if (voice.attribution.cue.head == a.cue.head) {
          attributed.content.push_back(analysis.quotations[q].range);
        }
      }
      if (!attributed.content.empty()) out.push_back(std::move(attributed));
    }
  }
  return out;
}

std::vector<Proposition> propositions(const Report& report, const Analysis& analysis,
                                      const Grounding& grounding, const Model& model) {
  const ReportView view(report, analysis, model.tables());
  const Grounded grounded(grounding);
  std::vector<Proposition> out;
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    for (Proposition& p : propositions_of(sentence, SentenceTree(sentence), grounded)) {
      out.push_back(std::move(p));
    }
  }
  return out;
}

namespace {

/// A deed to come that its own doer tells of is announced; anybody else predicts it.
bool is_own_deed(const Claim& claim, const Proposition& p) {
  const Argument* agent = p.find(ArgumentRole::kAgent);
  if (!claim.speaker || agent == nullptr) return false;
  if (agent->chain && claim.speaker->chain) return agent->chain == claim.speaker->chain;
  return agent->lemma == "it" || agent->lemma == "they" || agent->lemma == "we" ||
         agent->lemma == "I" || agent->lemma == "he" || agent->lemma == "she";
}

/// The tense and the condition of the governing predicate are the claim's.
void settle_tense(Claim& claim) {
  if (claim.propositions.empty()) return;
  const Proposition& main = claim.propositions.front();
  claim.tense = main.tense;
  claim.tense_evidence = main.tense_evidence;
  claim.condition = main.condition;
  const bool to_come = main.tense == Tense::kPredicted || main.tense == Tense::kHypothetical;
  if (to_come && !main.condition && is_own_deed(claim, main)) claim.tense = Tense::kAnnounced;
}

}  // namespace

std::vector<Claim> extract(const Report& report, const Analysis& analysis,
                           const Grounding& grounding, const Model& model) {
  const ReportView view(report, analysis, model.tables());
  SpeakerResolver resolver(view);
  std::vector<std::vector<Voice>> voices;
  voices.reserve(analysis.sentences.size());
  std::vector<SentencePropositions> propositions;
  propositions.reserve(analysis.sentences.size());
  const Grounded grounded(grounding);
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    const SentenceTree tree(sentence);
    voices.push_back(voices_of(sentence, find_attributions(sentence, tree), resolver));
    propositions.emplace_back(propositions_of(sentence, tree, grounded));
  }
  const auto owners = quotation_voices(view, voices);

  std::vector<Claim> claims;
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    for (Claim& claim : claims_of(sentence, {voices, owners})) {
      claim.propositions = propositions[i].within(claim.content);
      if (claim.cue && !claim.continued) {
        if (const Proposition* act = propositions[i].act(*claim.cue)) claim.act = *act;
      }
      settle_tense(claim);
      claims.push_back(std::move(claim));
    }
  }
  return claims;
}

}  // namespace stemma::claims
