// Which reports of a batch are worth setting side by side.
//
//   const Relatives relatives = Relatives::find(reports, model, threads);
//   if (relatives.related(a, b)) align sentences ...
//
// In a small batch all are: whoever hands us fifty reports wants them compared, and
// reports that share a single fact may still agree or disagree on it. In a large one each
// report has its likeliest relatives (relative_index.h) and those whose relative it is, so that the
// work grows with the reports, not with their square. Symmetric. The same on any number of threads.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "lineage/lineage.h"

namespace stemma::lineage {

struct RelativesOptions {
  std::size_t many = 1000;  // reports up to which all are related
  std::size_t each = 256;   // relatives of one report, not counting those whose relative it is
};

class Relatives {
 public:
  static Relatives find(std::span<const Report> reports, const Model& model, unsigned threads,
                        const RelativesOptions& options = {});

  /// Of two different reports.
  bool related(ReportId a, ReportId b) const;

  bool all_are() const { return of_.empty(); }
  /// The reports from `end` on that are relatives of one of [begin, end), ascending.
  std::vector<std::uint32_t> beyond(std::uint32_t begin, std::uint32_t end) const;

 private:
  std::vector<std::vector<std::uint32_t>> of_;  // by report, ascending; empty: all are related
};

}  // namespace stemma::lineage
