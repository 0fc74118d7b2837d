#include "language/language.h"

namespace stemma::language {

struct Model::Tables {};
Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Tables>()); }

Analysis analyse(const Report& report, const Model&) {
  Analysis analysis;
  analysis.report = report.id;
  return analysis;
}

}  // namespace stemma::language
