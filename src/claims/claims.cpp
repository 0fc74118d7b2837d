#include "claims/claims.h"

namespace stemma::claims {

struct Model::Tables {};
Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Tables>()); }

std::vector<Claim> extract(const Report&, const Analysis& analysis, const Grounding&,
                           const Model&) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    Claim claim;
    claim.report = analysis.report;
    claim.sentence = SentenceId{static_cast<std::uint32_t>(i)};
    claim.content = {analysis.sentences[i].range};
    claims.push_back(std::move(claim));
  }
  return claims;
}

}  // namespace stemma::claims
