// What stages found in one report, as rows of a library. Any thread may make them; the one that has
// the library writes them.
//
//   std::vector<DerivedRow> rows = rows_of(derived);   // on any thread
//   AnalysisRows writer(library.db());
//   writer.write(version, rows, maker);
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "library/derived.h"
#include "library/sqlite.h"

namespace stemma::library {

enum class DerivedTable { kClaims, kEntities, kTimes, kQuantities, kPlaces };

/// A row but for its version, its number in that and its maker.
struct DerivedRow {
  using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
  DerivedTable table = DerivedTable::kClaims;
  std::vector<Cell> cells;
};

/// In the order of the tables, and in that of the text.
std::vector<DerivedRow> rows_of(const Derived& derived);

class AnalysisRows {
 public:
  explicit AnalysisRows(Connection& db);

  /// Replaces all derived rows of a version by these. REQUIRES: a transaction.
  std::optional<Error> write(std::int64_t version, const std::vector<DerivedRow>& rows,
                             std::int64_t maker);

 private:
  std::vector<Statement> clear_;   // by table
  std::vector<Statement> insert_;  // by table
  Statement analysed_;
};

}  // namespace stemma::library
