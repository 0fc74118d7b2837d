// A briefing: all that stemma worked out of a batch of reports, ready to be shown.
//
//   auto models = briefing::Models::load();
//   Briefing b = briefing::compose(std::move(reports), *models, {.threads = 2});
//   std::fputs(briefing::render_text(b, {.columns = 100}).c_str(), stdout);
//
// The vectors analyses and groundings run parallel to reports. Ranges and ids refer into this
// Briefing, which owns all text; move it freely, but views into it die with it.
#pragma once

#include <vector>

#include "stemma/analysis.h"
#include "stemma/claim.h"
#include "stemma/collation.h"
#include "stemma/grounding.h"
#include "stemma/lineage.h"
#include "stemma/report.h"
#include "stemma/result.h"

namespace stemma {

/// What a user says of two reports, whatever the texts show.
struct UserWord {
  ReportId a;
  ReportId b;
  bool same = false;  // of one origin; else independent of one another
};

struct Briefing {
  std::vector<Report> reports;
  std::vector<Analysis> analyses;
  std::vector<Grounding> groundings;
  std::vector<Entity> entities;
  std::vector<Claim> claims;    // by report, then by content
  std::vector<UserWord> words;  // the lineage, and all that is counted by it, follows them
  Lineage lineage;
  Collation collation;
};

}  // namespace stemma
