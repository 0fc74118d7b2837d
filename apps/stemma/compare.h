// Versions of a library laid side by side.
#pragma once

#include <optional>
#include <string>

#include "briefing/compose.h"
#include "briefing/render.h"
#include "commands.h"
#include "library/versions.h"

namespace stemma::app {

/// What compare and versions show.
struct Compared {
  Briefing briefing;
  briefing::Sides sides;
};

/// Of one report's two versions the earlier comes first.
Result<Compared> compare_versions(Library& library, library::Version a, library::Version b,
                                  const briefing::Models& models, unsigned threads);

/// As --format, --columns, --color and --full ask.
std::string show(const Compared& compared, const Arguments& arguments);

}  // namespace stemma::app
