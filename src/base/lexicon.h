// Language knowledge as tables. A lexicon is a TSV file in lexicons/: lines that begin with '#' are
// comments (the first ones name purpose, columns and source), every other line is a row of columns
// divided by tabs.
//
//   # Reporting verbs. Columns: lemma, class, certainty. Source: own compilation.
//   say<TAB>neutral<TAB>certain
//
//   Result<Lexicon> verbs = Lexicon::load("reporting_verbs", 3);
//   for (const Lexicon::Row& row : verbs->rows()) use(row[0], row[1]);
//
// Views point into the executable and live as long as the program.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma {

class Lexicon {
 public:
  using Row = std::vector<std::string_view>;

  /// lexicons/<name>.tsv. kNotFound if it was not built in; kMalformed, naming the line, if a row
  /// has not exactly `columns` columns.
  static Result<Lexicon> load(std::string_view name, std::size_t columns);

  /// The same for text held elsewhere. REQUIRES: `tsv` outlives the Lexicon and all its rows.
  static Result<Lexicon> parse(std::string_view tsv, std::string_view name, std::size_t columns);

  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::vector<Row> rows_;
};

}  // namespace stemma
