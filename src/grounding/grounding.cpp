#include "grounding/grounding.h"

namespace stemma::grounding {

struct Model::Tables {};
Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Tables>()); }

Grounding ground(const Report& report, const Analysis&, const Model&) {
  Grounding grounding;
  grounding.report = report.id;
  return grounding;
}

}  // namespace stemma::grounding
