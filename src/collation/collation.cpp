#include "collation/collation.h"

namespace stemma::collation {

struct Model::Tables {};
Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Tables>()); }

Collation collate(const Input& input, const Model&) {
  Collation collation;
  for (const Claim& claim : input.claims) {
    Reading reading;
    reading.id = ReadingId{claim.id.value};
    reading.claims = {claim.id};
    reading.origins = 1;
    reading.voices = 1;
    collation.readings.push_back(std::move(reading));
  }
  return collation;
}

}  // namespace stemma::collation
