// Who made a row: a stage and the fingerprint of all that its results hang on, code, lexicons and
// models. Taken while stemma is built, so a change of any of them makes old rows stale by itself.
#pragma once

#include <cstdint>
#include <string_view>

#include "library/sqlite.h"

namespace stemma::library {

enum class Stage { kIntake, kAnalysis, kStories, kKept, kBriefing };
std::string_view to_string(Stage stage);

/// 16 hexadecimal digits.
std::string_view fingerprint(Stage stage);

/// The row of this program's maker of the stage, made if it is not there. REQUIRES: a transaction.
Result<std::int64_t> maker(Connection& db, Stage stage);

/// The same, if it is there.
Result<std::optional<std::int64_t>> known_maker(Connection& db, Stage stage);

}  // namespace stemma::library
