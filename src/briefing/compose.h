// Runs the stages in order over a batch of reports.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "claims/claims.h"
#include "collation/collation.h"
#include "grounding/grounding.h"
#include "intake/intake.h"
#include "language/language.h"
#include "lineage/lineage.h"
#include "stemma/briefing.h"

namespace stemma::briefing {

/// The models of all stages. Loads in a few milliseconds; share one among threads.
struct Models {
  intake::Model intake;
  language::Model language;
  grounding::Model grounding;
  claims::Model claims;
  lineage::Model lineage;
  collation::Model collation;

  static Result<Models> load();
};

struct ComposeOptions {
  unsigned threads = 1;         // 0 = all cores; the result is the same on any number
  std::vector<UserWord> words;  // what the user says of the reports; ids are places in the batch
  /// The reports are two texts of one, the earlier first: the later is known to come from it.
  bool versions = false;
  /// Whether claims are laid side by side; without, Briefing::collation stays empty.
  bool collate = true;
  /// Called as each stage ends, from the calling thread: name and seconds. May be empty.
  std::function<void(std::string_view stage, double seconds)> on_stage;
};

/// Takes the reports, gives them ids in order, and works out everything else.
Briefing compose(std::vector<Report> reports, const Models& models,
                 const ComposeOptions& options = {});

}  // namespace stemma::briefing
