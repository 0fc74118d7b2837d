// What stages found in one report, as rows of a library.
#pragma once

#include <vector>

#include "library/sqlite.h"
#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/grounding.h"

namespace stemma::library {

struct Derived {
  Analysis analysis;
  Grounding grounding;
  std::vector<Claim> claims;
};

class AnalysisRows {
 public:
  explicit AnalysisRows(Connection& db);

  /// Replaces all derived rows of a version by these. REQUIRES: a transaction.
  std::optional<Error> write(std::int64_t version, const Derived& derived, std::int64_t maker);

 private:
  std::optional<Error> clear(std::int64_t version);
  std::optional<Error> write_claims(std::int64_t version, const std::vector<Claim>& claims,
                                    std::int64_t maker);
  std::optional<Error> write_entities(std::int64_t version, const Analysis& analysis,
                                      std::int64_t maker);
  std::optional<Error> write_values(std::int64_t version, const Grounding& grounding,
                                    std::int64_t maker);

  std::vector<Statement> clear_;
  Statement claim_;
  Statement entity_;
  Statement time_;
  Statement quantity_;
  Statement place_;
  Statement analysed_;
};

}  // namespace stemma::library
