// Collation: claims + lineage -> readings, variants, warnings.
//
//   Collation c = collation::collate({reports, analyses, groundings, entities, claims, lineage},
//   model);
#pragma once

#include <memory>
#include <span>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/collation.h"
#include "stemma/grounding.h"
#include "stemma/lineage.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::collation {

class Model {
 public:
  static Result<Model> load();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;
  ~Model();

  struct Tables;
  const Tables& tables() const { return *tables_; }

 private:
  explicit Model(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> tables_;
};

/// All that is known of a batch; reports, analyses and groundings run parallel. Views only.
struct Input {
  std::span<const Report> reports;
  std::span<const Analysis> analyses;
  std::span<const Grounding> groundings;
  std::span<const Entity> entities;
  std::span<const Claim> claims;
  const Lineage& lineage;
};

/// Pure and deterministic. Every claim ends up in exactly one reading.
Collation collate(const Input& input, const Model& model);

}  // namespace stemma::collation
