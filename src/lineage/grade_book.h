// Grades that the similarity model gave to pairs of sentences. Of all that comparing two reports
// takes, grading takes longest, and it alone hangs on nothing but the two sentences: what words
// weigh hangs on the whole batch.
//
//   GradeBook made;
//   trace(reports, analyses, groundings, model, {.known = nullptr, .made = &made});
//   trace(more, ..., {.known = &made, .made = nullptr});   // same lineage, less work
//
// By reports in the order of the batch, then by sentence.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "stemma/evidence.h"

namespace stemma::lineage {

struct SentenceGrade {
  SentenceId a;
  SentenceId b;
  float grade = 0;
  friend auto operator<=>(const SentenceGrade&, const SentenceGrade&) = default;
};

using GradeBook = std::map<std::pair<ReportId, ReportId>, std::vector<SentenceGrade>>;

}  // namespace stemma::lineage
