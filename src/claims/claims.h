// Claims: analysis -> who says what, on whose word, how surely.
//
//   std::vector<Claim> claims = claims::extract(report, analysis, grounding, model);
//
// Claims come in text order, without ids (the batch gives them). Pure, deterministic, linear in the
// text; safe to call at once from many threads.
#pragma once

#include <memory>
#include <vector>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/grounding.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::claims {

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

std::vector<Claim> extract(const Report& report, const Analysis& analysis,
                           const Grounding& grounding, const Model& model);

}  // namespace stemma::claims
