// Language: report -> analysis. Sentences, tokens, quotations, mentions and who corefers.
//
//   Result<language::Model> model = language::Model::load();
//   Analysis analysis = language::analyse(report, *model);
//
// Pure and deterministic; cost linear in the text. Threads: a Model is immutable, analyse() is safe
// to call at once from many threads.
#pragma once

#include <memory>

#include "stemma/analysis.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::language {

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

/// Never fails: odd text gives odd but valid analyses.
Analysis analyse(const Report& report, const Model& model);

}  // namespace stemma::language
