#include "briefing/stamps.h"

#include "briefing/display.h"
#include "library/sqlite.h"
#include "library/texts.h"
#include "library/versions.h"

namespace stemma::briefing {

std::vector<Stamp> stamps_of(Library& library, std::span<const library::StoryReport> reports) {
  library::Texts texts(library.db());
  std::vector<Stamp> stamps;
  for (const library::StoryReport& report : reports) {
    Stamp stamp{report.id, report.version_id, report.added, {}};
    const auto versions = library::versions_of(library, report.id);
    for (std::size_t i = 0; versions.ok() && i < versions->size(); ++i) {
      const library::Version& version = (*versions)[i];
      if (version.id == report.version_id) break;
      const auto text = texts.of(version.row);
      if (text) stamp.earlier.push_back({version.added, clean(*text)});
    }
    stamps.push_back(std::move(stamp));
  }
  return stamps;
}

}  // namespace stemma::briefing
