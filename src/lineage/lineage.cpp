#include "lineage/lineage.h"

namespace stemma::lineage {

struct Model::Tables {};
Model::Model(std::unique_ptr<const Tables> tables) : tables_(std::move(tables)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
Result<Model> Model::load() { return Model(std::make_unique<Tables>()); }

Lineage trace(std::span<const Report> reports, std::span<const Analysis>,
              std::span<const Grounding>, const Model&, const Options&) {
  Lineage lineage;
  for (const Report& report : reports) {
    Node node;
    node.id = NodeId{report.id.value};
    node.report = report.id;
    node.label = report.source;
    lineage.nodes.push_back(node);
    lineage.origins.push_back(node.id);
    lineage.unrelated.push_back(node.id);
  }
  return lineage;
}

}  // namespace stemma::lineage
