// What reports of a story changed in their texts since a time.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "briefing/story_desk.h"
#include "library/versions.h"

namespace stemma::app {

/// A revision with what it changed, worked out once and kept in the library.
struct Revised {
  library::Revision revision;
  nlohmann::ordered_json found;  // briefing/revision.h
};

class RevisionDesk {
 public:
  /// `lender` has the models. REQUIRES: it and the library live on.
  RevisionDesk(Library& library, briefing::StoryDesk& lender, unsigned threads)
      : library_(library), lender_(lender), threads_(threads) {}

  Result<Revised> read(const library::Revision& revision);

 private:
  Library& library_;
  briefing::StoryDesk& lender_;
  unsigned threads_;
};

/// One line a change, and one that says how much was changed and how to see it.
std::string revision_text(const Revised& revised);
nlohmann::ordered_json revision_json(const Revised& revised);

}  // namespace stemma::app
