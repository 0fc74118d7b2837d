#include "claims/claims.h"

#include <utility>

#include "claims/assembly.h"
#include "claims/attributions.h"
#include "claims/claim_tense.h"
#include "claims/propositions.h"
#include "claims/tables.h"
#include "claims/unnamed.h"

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

std::vector<Claim> extract(const Report& report, const Analysis& analysis,
                           const Grounding& grounding, const Model& model) {
  const ReportView view(report, analysis, model.tables());
  SpeakerResolver resolver(view);
  std::vector<std::vector<Voice>> voices;
  voices.reserve(analysis.sentences.size());
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    voices.push_back(
        voices_of(sentence, find_attributions(sentence, SentenceTree(sentence)), resolver));
    for (Voice& voice : voices.back()) {
      voice.speaker.count = count_of(sentence, voice.attribution, voice.speaker, grounding);
    }
  }
  const auto owners = quotation_voices(view, voices);

  std::vector<bool> speaks_on(voices.size(), false);  // by sentence: quotations elsewhere are its
  for (const auto& owner : owners) {
    if (owner) speaks_on[owner->sentence.index()] = true;
  }

  std::vector<Claim> claims;
  const Grounded grounded(grounding);
  for (std::uint32_t i = 0; i < analysis.sentences.size(); ++i) {
    const SentenceView sentence(view, SentenceId{i});
    // Not kept from the first pass: they are larger than the text by far.
    const SentencePropositions propositions(
        propositions_of(sentence, SentenceTree(sentence), grounded));
    for (Claim& claim : claims_of(sentence, {voices, owners})) {
      claim.propositions = propositions.within(claim.content);
      if (claim.cue && !claim.continued) {
        if (const Proposition* act = propositions.act(*claim.cue)) claim.act = *act;
      }
      settle_tense(report, analysis, claim);
      claims.push_back(std::move(claim));
    }
    if (!speaks_on[i]) voices[i] = {};
  }
  return claims;
}

}  // namespace stemma::claims
