// What an editor should look at before anything else, and what keeps a report from being used as it
// stands. Few and right: a warning that cries wolf is worse than none.
#pragma once

#include <vector>

#include "collation/batch.h"
#include "stemma/collation.h"

namespace stemma::collation {

/// All warnings of a batch, gravest first, then in the order of the text.
std::vector<Warning> warn(const Batch& batch, const std::vector<Reading>& readings);

void warn_observer(const Batch& batch, ReportId report, std::vector<Warning>& out);
void warn_first_person(const Batch& batch, ReportId report, std::vector<Warning>& out);
void warn_ungrounded(const Batch& batch, const std::vector<Reading>& readings,
                     std::vector<Warning>& out);

}  // namespace stemma::collation
