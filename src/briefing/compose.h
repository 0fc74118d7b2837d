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
#include "library/story_memory.h"
#include "lineage/lineage.h"
#include "stemma/briefing.h"

namespace stemma::briefing {

/// The models of all stages. Loads in some 40 milliseconds of one core; share one among threads.
struct Models {
  intake::Model intake;
  language::Model language;
  grounding::Model grounding;
  claims::Model claims;
  lineage::Model lineage;
  collation::Model collation;

  static Result<Models> load(unsigned threads = 1);  // 0 = all cores
};

struct ComposeOptions {
  unsigned threads = 1;         // 0 = all cores; the result is the same on any number
  std::vector<UserWord> words;  // what the user says of the reports; ids are places in the batch
  /// By report, when a library took it in (lineage/lineage.h); empty: of no library.
  std::vector<std::string> taken_in = {};
  /// The reports are two texts of one, the earlier first: the later is known to come from it. Their
  /// sentences are laid side by side in any language; what they say is worked out in English alone.
  bool versions = false;
  /// Whether claims are laid side by side; without, Briefing::collation stays empty.
  bool collate = true;
  /// Called as each stage ends, from the calling thread: name and seconds. May be empty.
  std::function<void(std::string_view stage, double seconds)> on_stage;
};

/// Takes the reports, gives them ids in order, and works out everything else, but for what the
/// memory has of it; the briefing is the same with any memory or none. Fills in what the memory
/// lacks. REQUIRES: memory, if there is one, is of these reports.
Briefing compose(std::vector<Report> reports, const Models& models,
                 const ComposeOptions& options = {}, library::StoryMemory* memory = nullptr);

}  // namespace stemma::briefing
