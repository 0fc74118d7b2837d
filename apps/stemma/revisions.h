// What reports of a story changed in their texts since a time.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "briefing/compose.h"
#include "library/versions.h"

namespace stemma::app {

/// A revision with what it changed, worked out once and kept in the library.
struct Revised {
  library::Revision revision;
  nlohmann::ordered_json found;  // briefing/revision.h
};

class RevisionDesk {
 public:
  /// REQUIRES: the library lives on.
  RevisionDesk(Library& library, unsigned threads) : library_(library), threads_(threads) {}

  Result<Revised> read(const library::Revision& revision);

 private:
  Library& library_;
  unsigned threads_;
  std::optional<briefing::Models> models_;  // loaded when something must be made
};

/// One line a change, and one that says how much was changed and how to see it.
std::string revision_text(const Revised& revised);
nlohmann::ordered_json revision_json(const Revised& revised);

}  // namespace stemma::app
