// Ids as they are printed: a letter for the kind and a number counted from 1.
//
//   print(ReportId{0}) == "r1"     print(ClaimId{16}) == "c17"
//
// Sentences are numbered inside their report: "r1s3". Nodes of the lineage print as their report
// or, for hidden sources, as "h1", "h2", ... (Lookup::print).
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::briefing {

inline std::string print(ReportId id) { return fmt::format("r{}", id.value + 1); }
inline std::string print(EntityId id) { return fmt::format("e{}", id.value + 1); }
inline std::string print(ClaimId id) { return fmt::format("c{}", id.value + 1); }
inline std::string print(AlignmentId id) { return fmt::format("a{}", id.value + 1); }
inline std::string print(ReadingId id) { return fmt::format("n{}", id.value + 1); }
inline std::string print(ReportId report, SentenceId sentence) {
  return fmt::format("r{}s{}", report.value + 1, sentence.value + 1);
}

/// "r1 and r2", "r1, r3–r7 and r9". REQUIRES: ascending.
std::string print(const std::vector<ReportId>& reports);

/// "[r1:120-134]": where to look, short enough for the end of a line.
inline std::string print(const Evidence& e) {
  return fmt::format("[{}:{}-{}]", print(e.report), e.range.begin, e.range.end);
}

}  // namespace stemma::briefing
