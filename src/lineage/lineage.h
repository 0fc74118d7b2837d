// Lineage: reports -> who copied whom.
//
//   Lineage lineage = lineage::trace(reports, analyses, groundings, model);
//
// The spans run parallel. Pure and deterministic, and independent of the order of the reports but
// for ids. Candidate pairs of sentences come from an index of rare words, names and numbers, so the
// cost grows with shared content, not with the square of the reports.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "lineage/grade_book.h"
#include "stemma/analysis.h"
#include "stemma/grounding.h"
#include "stemma/lineage.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma::lineage {

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

struct Options {
  unsigned threads = 1;              // 0 = all cores; the result is the same
  const GradeBook* known = nullptr;  // from an earlier run over some of these reports
  GradeBook* made = nullptr;         // filled with what this run needed, whether known or not
  /// By report, when a library took it in, UTC ("2031-03-07T09:30:00Z"); empty: of no library.
  /// Where dates do not tell which of two texts of one newsroom is the update, this does.
  std::span<const std::string> taken_in = {};
};

Lineage trace(std::span<const Report> reports, std::span<const Analysis> analyses,
              std::span<const Grounding> groundings, const Model& model,
              const Options& options = {});

}  // namespace stemma::lineage
