// Grounding: spans -> values. Times, quantities, sums; and across reports, which chains are one
// entity.
//
//   Grounding g = grounding::ground(report, analysis, model);
//   std::vector<Entity> entities = grounding::link_entities(analyses, model);
//
// Pure, deterministic, linear in the text. Safe to call at once from many threads.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/grounding.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::grounding {

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

/// Times are anchored on report.published where it is known; else they stay relative.
Grounding ground(const Report& report, const Analysis& analysis, const Model& model);

/// Chains of all reports that refer to one person, organisation, place or group. Ordered by the
/// first mention; EntityId = index. Every chain belongs to exactly one entity.
std::vector<Entity> link_entities(std::span<const Analysis> analyses, const Model& model);

}  // namespace stemma::grounding
